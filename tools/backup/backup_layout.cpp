#include "tools/backup/backup_layout.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "storage/proof/base64.hpp"

namespace lapor::backup {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::int64_t form = 1;

/// Members of an object, each of which must be there; the first one that is not is remembered.
class Members {
 public:
  explicit Members(const json::value& value) : object_(value.if_object()) {}

  std::uint64_t number(const char* name) {
    const auto* member = find(name);
    if (member != nullptr && member->is_int64() && member->get_int64() >= 0)
      return static_cast<std::uint64_t>(member->get_int64());
    ok_ = false;
    return 0;
  }
  std::string text(const char* name) {
    const auto* member = find(name);
    if (member != nullptr && member->is_string()) return std::string(member->get_string());
    ok_ = false;
    return {};
  }
  Bytes bytes(const char* name) {
    auto bytes = proof::from_base64(text(name));
    ok_ = ok_ && bytes;
    return std::move(bytes).value_or(Bytes{});
  }
  ContentHash hash(const char* name) {
    const auto hash = storage::content_hash_of(text(name));
    ok_ = ok_ && hash;
    return hash.value_or(ContentHash{});
  }
  template <class Use>
  void each(const char* name, Use use) {
    const auto* member = find(name);
    if (member == nullptr || !member->is_array()) {
      ok_ = false;
      return;
    }
    for (const auto& item : member->get_array()) {
      Members members{item};
      use(members);
      ok_ = ok_ && members.ok_;
    }
  }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  const json::value* find(const char* name) { return object_ == nullptr ? nullptr : object_->if_contains(name); }

  const json::object* object_;
  bool ok_{true};
};

template <class T, class Read>
Result<T, Trouble> parsed(std::string_view text, const char* what, Read read) {
  json::error_code error;
  const auto value = json::parse(json::string_view{text.data(), text.size()}, error);
  Members members{value};
  if (error || members.number("form") != form)
    return refuse(FaultKind::malformed, std::string(what) + " cannot be read");
  T result = read(members);
  if (!members.ok()) return refuse(FaultKind::malformed, std::string(what) + " lacks something");
  return result;
}

std::string written(json::object object) {
  return json::serialize(object) + "\n";
}

}  // namespace

std::string text_of(const BackupEnd& end) {
  json::array requests;
  for (const auto& chunk : end.requests)
    requests.push_back(json::object{{"first", chunk.first},
                                    {"last", chunk.last},
                                    {"entries", chunk.entries},
                                    {"sha256", storage::to_hex(chunk.hash)}});
  return written({{"form", form},
                  {"origin", end.origin},
                  {"size", end.size},
                  {"requests", std::move(requests)},
                  {"files", storage::to_hex(end.files)}});
}

Result<BackupEnd, Trouble> backup_end_from(std::string_view text) {
  auto end = parsed<BackupEnd>(text, "the end of the backup", [](Members& members) {
    BackupEnd read{members.text("origin"), members.number("size"), {}, members.hash("files")};
    members.each("requests", [&](Members& chunk) {
      read.requests.push_back(
          {chunk.number("first"), chunk.number("last"), chunk.number("entries"), chunk.hash("sha256")});
    });
    return read;
  });
  if (!end) return end;
  std::uint64_t covered = 0;
  for (const auto& chunk : end->requests) {
    if (chunk.first != covered + 1) return refuse(FaultKind::malformed, "the lists of requests leave something out");
    covered = chunk.last;
  }
  if (covered != end->size) return refuse(FaultKind::malformed, "the lists of requests end elsewhere than the log");
  return end;
}

std::string text_of(const std::vector<ListedFile>& files) {
  std::string text;
  for (const auto& file : files)
    text += storage::to_hex(file.hash) + ' ' + std::to_string(file.size) + ' ' + std::to_string(file.changed) + ' ' +
            file.path + '\n';
  return text;
}

Result<std::vector<ListedFile>, Trouble> files_from(std::string_view text) {
  std::vector<ListedFile> files;
  const auto damaged = [] { return refuse(FaultKind::malformed, "the list of files cannot be read"); };
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return damaged();
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    ListedFile file;
    const auto hash = storage::content_hash_of(line.substr(0, 64));
    if (!hash || line.size() < 66) return damaged();
    file.hash = *hash;
    const char* last = line.data() + line.size();
    const auto size = std::from_chars(line.data() + 65, last, file.size);
    if (size.ec != std::errc{} || size.ptr == last) return damaged();
    const auto changed = std::from_chars(size.ptr + 1, last, file.changed);
    if (changed.ec != std::errc{} || changed.ptr == last) return damaged();
    file.path.assign(changed.ptr + 1, last);
    const bool inside = file.path.starts_with("attachments/") || file.path.starts_with("uploads/") ||
                        std::ranges::find(marks, file.path) != marks.end();
    if (!inside || file.path.find("..") != std::string::npos) return damaged();
    files.push_back(std::move(file));
  }
  return files;
}

std::string text_of(const KeyGeneration& generation) {
  json::array chunks;
  for (const auto& chunk : generation.chunks)
    chunks.push_back(json::object{{"keys", chunk.keys}, {"sha256", storage::to_hex(chunk.hash)}});
  json::array erasures;
  for (const auto& record : generation.later_erasures)
    erasures.push_back(json::object{{"record", proof::to_base64(record)}});
  return written({{"form", form},
                  {"origin", generation.origin},
                  {"size", generation.size},
                  {"made_at_ms", generation.made_at.time_since_epoch().count()},
                  {"chunks", std::move(chunks)},
                  {"later_erasures", std::move(erasures)}});
}

Result<KeyGeneration, Trouble> generation_from(std::string_view text) {
  return parsed<KeyGeneration>(text, "a generation of keys", [](Members& members) {
    const auto made_at = static_cast<std::int64_t>(members.number("made_at_ms"));
    KeyGeneration read{
        members.text("origin"), members.number("size"), Instant{std::chrono::milliseconds{made_at}}, {}, {}};
    members.each("chunks", [&](Members& chunk) {
      read.chunks.push_back({chunk.number("keys"), chunk.hash("sha256")});
    });
    members.each("later_erasures", [&](Members& erasure) { read.later_erasures.push_back(erasure.bytes("record")); });
    return read;
  });
}

fs::path log_folder(const fs::path& backup) {
  return backup / "log";
}

fs::path end_file(const fs::path& backup, std::uint64_t size) {
  return backup / ("end-" + std::to_string(size) + ".json");
}

fs::path request_file(const fs::path& backup, const RequestChunk& chunk) {
  return backup / "requests" / (std::to_string(chunk.first) + "-" + std::to_string(chunk.last));
}

fs::path list_file(const fs::path& backup, const ContentHash& hash) {
  return backup / "files" / storage::to_hex(hash);
}

fs::path chunk_file(const fs::path& keys, const ContentHash& hash) {
  const auto name = storage::to_hex(hash);
  return keys / "chunks" / name;
}

fs::path generations_folder(const fs::path& keys) {
  return keys / "generations";
}

}  // namespace lapor::backup
