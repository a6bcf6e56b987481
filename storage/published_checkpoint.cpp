#include "storage/published_checkpoint.hpp"

#include <fstream>
#include <iterator>
#include <utility>

#include "storage/data_folder.hpp"
#include "storage/files.hpp"
#include "storage/journal_tiles.hpp"

namespace lapor::storage {

namespace {

namespace fs = std::filesystem;
using proof::Fault;
using proof::FaultKind;

Error not_readable(const fs::path& file, const Fault& fault) {
  const bool is_key = fault.kind == FaultKind::wrong_key || fault.kind == FaultKind::other_log;
  return {is_key ? ErrorCode::wrong_key : ErrorCode::corrupt,
          "The published checkpoint " + file.string() + " cannot be relied on (" + std::string(to_word(fault.kind)) +
              "): " + fault.what + " Put it back from a copy, or see docs/operations.md, \"The log\"."};
}

Result<proof::Checkpoint, Fault> open_note(const std::string& note, std::span<const proof::VerifierKey> keys) {
  if (!keys.empty()) return proof::open_checkpoint(note, keys);
  const auto parts = proof::parse_note(note);
  if (!parts) return fail(parts.error());
  return proof::checkpoint_from(parts->text);
}

std::string sizes(const Journal& journal, const proof::Checkpoint& published) {
  return "a checkpoint over " + std::to_string(published.size) + " records was published, the journal has " +
         std::to_string(number(journal.last_position()));
}

}  // namespace

fs::path default_checkpoint_file(const fs::path& data_folder) {
  return beside(data_folder, ".checkpoint");
}

Result<std::optional<PublishedCheckpoint>, Error> read_published(const fs::path& file,
                                                                 std::span<const proof::VerifierKey> keys) {
  std::error_code error;
  if (!fs::exists(file, error) && !error) return std::nullopt;
  std::ifstream in{file, std::ios::binary};
  std::string note{std::istreambuf_iterator<char>{in}, {}};
  if (!in.good() && note.empty()) return fail(file_trouble(file, errno));
  auto checkpoint = open_note(note, keys);
  if (!checkpoint) return fail(not_readable(file, checkpoint.error()));
  return PublishedCheckpoint{std::move(*checkpoint), std::move(note)};
}

Result<void, Error> write_published(const fs::path& file, const std::string& note) {
  return replace_file(fs::absolute(file), std::as_bytes(std::span{note}));
}

Result<void, Fault> check_continues(const Journal& journal, const proof::Checkpoint& published) {
  const auto tree = std::make_shared<const proof::MerkleTree>(journal.tree());
  if (published.size > tree->size())
    return fail(Fault{FaultKind::beyond_tree,
                      "The journal was rolled back or lost its end: " + sizes(journal, published) + "."});
  const auto root = tiled_tree(journal, tree).root(published.size);
  if (!root) return fail(root.error());
  if (*root != published.root)
    return fail(Fault{FaultKind::forked, "The journal has other records than were published: its first " +
                                             std::to_string(published.size) + " do not give the published root."});
  return {};
}

}  // namespace lapor::storage
