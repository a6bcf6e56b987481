#include "storage/log_keys.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <sstream>

#include "storage/data_folder.hpp"
#include "storage/files.hpp"

namespace lapor::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t origin_bytes = 8;

tl::unexpected<Error> wrong(const fs::path& file, const std::string& what) {
  return fail(Error{ErrorCode::wrong_key, "The log's key file " + file.string() + " " + what});
}

bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::symlink_status(file, error).type() != fs::file_type::not_found;
}

Result<void, Error> check_owner_only(const fs::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0 && errno == ENOENT)
    return wrong(file, "is missing. Put it back from where you keep it safe.");
  if (::stat(file.c_str(), &status) != 0) return wrong(file, "cannot be examined: " + reason_of(errno) + ".");
  if (!S_ISREG(status.st_mode)) return wrong(file, "is not a regular file. Put the right file there.");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return wrong(file, "can be used by others than its owner. Run: chmod 600 " + file.string());
  return {};
}

std::string random_origin() {
  std::array<unsigned char, origin_bytes> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 2 * origin_bytes + 1> text{};
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  return std::string("lapor/") + text.data();
}

Result<void, Error> write_keys(const fs::path& file, const LogKeys& keys) {
  std::string text;
  for (const auto& key : keys) text += key.text() + "\n";
  const auto absolute = fs::absolute(file);
  if (auto made = create_folders(absolute.parent_path()); !made) return made;
  auto written = replace_file(absolute, std::as_bytes(std::span{text}), S_IRUSR | S_IWUSR);
  sodium_memzero(text.data(), text.size());
  return written;
}

}  // namespace

fs::path default_log_key_file(const fs::path& data_folder) {
  return beside(data_folder, ".log-key");
}

Result<LogKeys, Error> read_log_keys(const fs::path& file) {
  if (auto checked = check_owner_only(file); !checked) return fail(checked.error());
  std::ifstream lines{file};
  LogKeys keys;
  for (std::string line; std::getline(lines, line);) {
    auto key = proof::SignerKey::parse(line);
    sodium_memzero(line.data(), line.size());
    if (!key || key->verifier().type != proof::KeyType::ed25519)
      return wrong(file, "has a line that is no key of a log. Put the right file there.");
    keys.push_back(std::move(*key));
  }
  if (keys.empty()) return wrong(file, "has no key. Put the right file there.");
  const std::string& origin = keys.front().verifier().name;
  if (!std::ranges::all_of(keys, [&](const auto& key) { return key.verifier().name == origin; }))
    return wrong(file, "has keys of different logs. Keep those of one.");
  return keys;
}

Result<proof::SignerKey, Error> add_log_key(const fs::path& file, std::string_view origin) {
  LogKeys keys;
  if (is_there(file)) {
    auto known = read_log_keys(file);
    if (!known) return fail(known.error());
    keys = std::move(*known);
  }
  if (origin.find_first_of(" +\t\n") != std::string_view::npos)
    return wrong(file, "cannot have keys of `" + std::string(origin) + "`: an origin has no spaces and no plus sign.");
  if (!keys.empty() && !origin.empty() && keys.front().verifier().name != origin)
    return wrong(file, "has keys of the log " + keys.front().verifier().name + "; a log keeps its origin.");
  const std::string name = !keys.empty()     ? keys.front().verifier().name
                           : !origin.empty() ? std::string(origin)
                                             : random_origin();
  keys.insert(keys.begin(), proof::SignerKey::make(name));
  if (auto written = write_keys(file, keys); !written) return fail(written.error());
  return keys.front();
}

Result<LogKeys, Error> open_log_keys(const fs::path& file, std::string_view origin, bool was_published) {
  if (!is_there(file)) {
    if (was_published)
      return wrong(file,
                   "is missing, but checkpoints were signed with it. Put it back from where you keep it safe; if it is "
                   "lost, make another one with `lapor audit new-key` and tell the auditors.");
    if (auto made = add_log_key(file, origin); !made) return fail(made.error());
  }
  auto keys = read_log_keys(file);
  if (keys && !origin.empty() && keys->front().verifier().name != origin)
    return wrong(file, "has keys of the log " + keys->front().verifier().name + ", but audit.origin says " +
                           std::string(origin) + ". A log keeps its origin: correct the setting.");
  return keys;
}

std::vector<proof::VerifierKey> verifiers_of(const LogKeys& keys) {
  std::vector<proof::VerifierKey> verifiers;
  std::ranges::transform(keys, std::back_inserter(verifiers), [](const auto& key) { return key.verifier(); });
  return verifiers;
}

}  // namespace lapor::storage
