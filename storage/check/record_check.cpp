#include "storage/check/record_check.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "events/any_record.hpp"
#include "storage/check/entry_set.hpp"
#include "storage/check/first_damage.hpp"
#include "storage/keys.hpp"

namespace lapor::storage {

namespace {

constexpr const char* restore = "Keep the folder for examination and restore the newest backup.";
constexpr std::uint64_t records_between_reports = 10'000;

std::string name_of(Position position) {
  return "record " + std::to_string(number(position));
}

std::string name_of(Stream stream, Version version) {
  return to_string(stream) + " version " + std::to_string(number(version));
}

std::string name_of(std::uint8_t level, std::uint64_t index) {
  return "tree: tile " + std::to_string(index) + " of level " + std::to_string(level);
}

std::string_view text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// An entry of `streams`: key and value, one behind the other.
void add_entry(const EntrySums& sums, EntrySums::Sum& sum, std::string_view key, std::string_view value) {
  std::array<std::byte, 13 + 8> entry{};
  if (key.size() + value.size() != entry.size()) return;
  std::memcpy(entry.data(), key.data(), key.size());
  std::memcpy(entry.data() + key.size(), value.data(), value.size());
  sums.add(sum, entry);
}

struct Place {
  Stream stream;
  Version version{};
};

Result<Place, CodecError> place_of(BytesView record) {
  const auto decoded = decode_any_facts(record);
  if (!decoded) return fail(decoded.error());
  return std::visit([](const auto& each) { return Place{each.stream, each.version}; }, *decoded);
}

/// One walk over the records; then one over each family that follows from them.
class RecordWalk {
 public:
  RecordWalk(const JournalEntries& entries, const RecordCheckOptions& options, const TellDamage& tell)
      : entries_(entries),
        options_(options),
        tell_(tell),
        records_(tell),
        tiles_(tell),
        index_(tell),
        requests_(tell) {}

  RecordCheck run() {
    told_by(records_, entries_.walk(Family::records, {}, [this](std::string_view key, BytesView value) {
      return visit_record(key, value);
    }));
    check_head();
    check_tiles();
    check_index();
    check_requests();
    result_.records = tree_.size();
    return result_;
  }

 private:
  void told_by(FirstDamage& tell, const Result<void, Error>& walked) {
    if (!walked) tell({"journal", walked.error().what, restore});
  }

  bool visit_record(std::string_view key, BytesView record) {
    const Position expected{tree_.size() + 1};
    const auto position = keys::position_from(key);
    if (position != expected) {
      records_(
          {name_of(expected),
           "is missing: behind it stands " + (position ? name_of(*position) : std::string{"a key that is none"}) + ".",
           restore});
      return false;
    }
    tree_.append(proof::leaf_hash(record), full_);
    for (const auto& tile : std::exchange(full_, {})) check_tile(tile);
    if (tree_.size() == options_.size) result_.root_at_size = tree_.root();
    add_place(expected, record);
    if (options_.advance && tree_.size() % records_between_reports == 0) options_.advance(tree_.size());
    return true;
  }

  void add_place(Position position, BytesView record) {
    const auto place = place_of(record);
    if (!place) return records_({name_of(position), "cannot be read: " + place.error().what, restore});
    if (place->version == Version{1}) ++result_.streams;
    add_entry(sums_, of_records_, keys::of(place->stream, place->version), keys::of(position));
  }

  void check_tile(const proof::Tile& tile) {
    const auto stored = entries_.get(Family::tree, keys::of_tile(tile.level, tile.index));
    const auto expected = std::as_bytes(std::span{tile.hashes});
    const auto place = name_of(tile.level, tile.index);
    if (!stored) return tiles_({place, stored.error().what, restore});
    if (!*stored) return tiles_({place, "is missing.", restore});
    if ((*stored)->size() != expected.size()) return tiles_({place, "has a wrong length.", restore});
    const auto at = std::ranges::mismatch(**stored, expected).in1 - (*stored)->begin();
    if (static_cast<std::size_t>(at) == expected.size()) return;
    const auto hash = tile.index * proof::tile_width + static_cast<std::uint64_t>(at) / sizeof(proof::Hash);
    tiles_({place,
            tile.level == 0 ? name_of(Position{hash + 1}) + " is not the one that this tile was made of."
                            : "its hash " + std::to_string(hash) + " is not that of the tile below it.",
            restore});
  }

  void check_head() {
    const auto stored = entries_.get(Family::tree, keys::tree_head);
    if (!stored) return tell_({"tree: head", stored.error().what, restore});
    const auto head = *stored ? keys::head_from(text_of(**stored)) : Journal::TreeHead{0, proof::empty_root()};
    if (!head) return tell_({"tree: head", "has a wrong length.", restore});
    if (head->size != tree_.size())
      tell_({"tree: head",
             "is over " + std::to_string(head->size) + " records, but the journal has " + std::to_string(tree_.size()) +
                 " that follow each other.",
             restore});
    else if (head->root != tree_.root())
      tell_({"tree: head", "the records do not give its root.", restore});
  }

  /// What stands in `tree` beyond the records.
  void check_tiles() {
    told_by(tiles_, entries_.walk(Family::tree, {}, [this](std::string_view key, BytesView) {
      if (key != keys::tree_head && !is_tile_of_tree(key))
        tiles_({"tree", "has an entry that the tree of " + std::to_string(tree_.size()) + " records does not have.",
                restore});
      return true;
    }));
  }

  [[nodiscard]] bool is_tile_of_tree(std::string_view key) const {
    if (key.size() != 9) return false;
    const auto level = static_cast<unsigned char>(key[0]);
    const auto index = keys::position_from(key.substr(1));
    if (level >= 8 || !index) return false;
    return number(*index) < (tree_.size() >> (proof::tile_height * (level + 1u)));
  }

  void check_index() {
    EntrySums::Sum of_index{};
    std::uint64_t entries = 0;
    told_by(index_, entries_.walk(Family::streams, {}, [&](std::string_view key, BytesView value) {
      if (!keys::stream_from(key) || !keys::position_from(text_of(value)))
        index_({"streams", "has an entry that is none.", restore});
      add_entry(sums_, of_index, key, text_of(value));
      ++entries;
      return true;
    }));
    if (of_index == of_records_ || index_.any()) return;
    name_index_faults();
    if (!index_.any())
      index_({"streams",
              "has " + std::to_string(entries) + " entries for " + std::to_string(tree_.size()) + " records.",
              restore});
  }

  /// The slow way, once it is known that something does not fit: each entry against its record, each record against
  /// its entry.
  void name_index_faults() {
    told_by(index_, entries_.walk(Family::streams, {}, [&](std::string_view key, BytesView value) {
      const auto position = *keys::position_from(text_of(value));
      const auto record = entries_.get(Family::records, keys::of(position));
      const auto place = record && *record ? place_of(**record) : Result<Place, CodecError>{fail(CodecError{})};
      const auto stream = *keys::stream_from(key);
      const auto version = *keys::version_from(key);
      if (!place || place->stream != stream || place->version != version)
        index_({"streams: " + name_of(stream, version),
                "points to " + name_of(position) + ", which is another or is none.", restore});
      return true;
    }));
    told_by(index_, entries_.walk(Family::records, {}, [&](std::string_view key, BytesView record) {
      const auto position = keys::position_from(key);
      const auto place = place_of(record);
      if (!position || !place) return true;
      const auto stored = entries_.get(Family::streams, keys::of(place->stream, place->version));
      if (!stored || !*stored || keys::position_from(text_of(**stored)) != position)
        index_({"streams: " + name_of(place->stream, place->version), "does not lead to " + name_of(*position) + ".",
                restore});
      return true;
    }));
  }

  void check_requests() {
    told_by(requests_, entries_.walk(Family::requests, {}, [this](std::string_view key, BytesView value) {
      const auto seen = keys::request_from(text_of(value), {});
      if (key.size() != 16 || !seen)
        requests_({"requests", "has an entry of a wrong length.", restore});
      else if (seen->position == Position{} || number(seen->position) > tree_.size())
        requests_(
            {"requests",
             "has a request whose answer would be " + name_of(seen->position) + ", which the journal does not have.",
             restore});
      return true;
    }));
  }

  const JournalEntries& entries_;
  const RecordCheckOptions& options_;
  const TellDamage& tell_;
  FirstDamage records_, tiles_, index_, requests_;
  proof::MerkleTree tree_;
  std::vector<proof::Tile> full_;
  EntrySums sums_;
  EntrySums::Sum of_records_{};
  RecordCheck result_;
};

}  // namespace

RecordCheck check_records(const JournalEntries& entries, const RecordCheckOptions& options, const TellDamage& tell) {
  return RecordWalk{entries, options, tell}.run();
}

}  // namespace lapor::storage
