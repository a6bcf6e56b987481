#include "storage/key_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "storage/files.hpp"

namespace lapor::storage {

namespace {

constexpr std::size_t hex_digits = 64;             // 32 bytes, two digits each
constexpr std::size_t file_size = hex_digits + 1;  // and a newline

tl::unexpected<Error> wrong(const std::filesystem::path& file, const std::string& what) {
  return fail(Error{ErrorCode::wrong_key, "The master key file " + file.string() + " " + what});
}

/// Room for the file and one byte more, so that a longer file shows. Wiped when it goes.
struct Text {
  std::array<char, file_size + 1> bytes{};
  std::size_t used{};
  ~Text() { sodium_memzero(bytes.data(), bytes.size()); }
};

bool read_all(int descriptor, Text& text) {
  while (text.used < text.bytes.size()) {
    const auto got = ::read(descriptor, text.bytes.data() + text.used, text.bytes.size() - text.used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    if (got == 0) break;
    text.used += static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(int descriptor, const Text& text) {
  for (std::size_t done = 0; done < text.used;) {
    const auto put = ::write(descriptor, text.bytes.data() + done, text.used - done);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    done += static_cast<std::size_t>(put);
  }
  return true;
}

Result<Key, Error> parse(const std::filesystem::path& file, const Text& text) {
  const bool newline = text.used > 0 && text.bytes[text.used - 1] == '\n';
  if (text.used - (newline ? 1 : 0) != hex_digits) {
    return wrong(file,
                 "does not have the length of a key (64 hexadecimal digits and a newline). Put the right file there.");
  }
  std::array<unsigned char, 32> bytes{};
  std::size_t length = 0;
  const int parsed =
      sodium_hex2bin(bytes.data(), bytes.size(), text.bytes.data(), hex_digits, nullptr, &length, nullptr);
  if (parsed != 0 || length != bytes.size()) {
    return wrong(file, "has other characters than hexadecimal digits. Put the right file there.");
  }
  Key key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

}  // namespace

Result<Key, Error> read_key_file(const std::filesystem::path& file) {
  const OpenFile opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!opened.ok() && errno == ENOENT) return wrong(file, "is missing. Put it back from where you keep it safe.");
  if (!opened.ok()) return wrong(file, "cannot be opened: " + reason_of(errno) + ". Let the server's user read it.");
  struct stat status {};
  if (::fstat(opened.get(), &status) != 0) return wrong(file, "cannot be examined: " + reason_of(errno) + ".");
  if (!S_ISREG(status.st_mode)) return wrong(file, "is not a regular file. Put the right file there.");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return wrong(file, "can be used by others than its owner. Run: chmod 600 " + file.string());
  }
  Text text;
  if (!read_all(opened.get(), text)) return wrong(file, "cannot be read: " + reason_of(errno) + ". Check the disk.");
  return parse(file, text);
}

Result<void, Error> create_key_file(const std::filesystem::path& file, const Key& key) {
  if (auto made = create_folders(file.has_parent_path() ? file.parent_path() : "."); !made) return made;
  const OpenFile opened{::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR)};
  if (!opened.ok() && errno == EEXIST) return wrong(file, "exists already. It is never overwritten.");
  if (!opened.ok()) return wrong(file, "cannot be created: " + reason_of(errno) + ". Check the folder's permissions.");
  Text text;
  sodium_bin2hex(text.bytes.data(), text.bytes.size(), key.bytes().data(), key.bytes().size());
  text.bytes[hex_digits] = '\n';
  text.used = file_size;
  if (!write_all(opened.get(), text) || ::fsync(opened.get()) != 0) {
    const auto reason = reason_of(errno);
    ::unlink(file.c_str());
    return wrong(file, "cannot be written: " + reason + ". Check the disk, then start again.");
  }
  return sync_folder(file.parent_path());
}

}  // namespace lapor::storage
