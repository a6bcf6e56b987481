#include "tools/audit/verify/export_reader.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;
namespace fs = std::filesystem;

constexpr std::size_t hash_bytes = sizeof(proof::Hash);
/// No file of an export is longer: a bundle of the longest records.
constexpr std::size_t largest_file = proof::tile_width * (65'535 + 2);

/// A descriptor that is closed when it goes.
struct Opened {
  explicit Opened(const fs::path& file) : descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  ~Opened() {
    if (descriptor >= 0) ::close(descriptor);
  }
  Opened(const Opened&) = delete;
  Opened& operator=(const Opened&) = delete;
  int descriptor;
};

Fault unreadable(const fs::path& file, int error_number) {
  if (error_number == ENOENT || error_number == ENOTDIR)
    return {FaultKind::truncated, file.string() + " is missing: copy the export again"};
  return {FaultKind::truncated, "cannot read " + file.string() + ": " + std::generic_category().message(error_number)};
}

Result<std::string, Fault> read_text(const fs::path& file) {
  Bytes bytes;
  if (auto read = read_whole_file(file, bytes); !read) return fail(read.error());
  return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace

Result<void, Fault> read_whole_file(const fs::path& file, Bytes& out) {
  const Opened opened(file);
  struct stat about {};
  if (opened.descriptor < 0 || ::fstat(opened.descriptor, &about) != 0) return fail(unreadable(file, errno));
  if (!S_ISREG(about.st_mode) || static_cast<std::uint64_t>(about.st_size) > largest_file)
    return fail(Fault{FaultKind::malformed, file.string() + " is no file of an export: it is too long"});
  out.resize(static_cast<std::size_t>(about.st_size));
  std::size_t got = 0;
  while (got < out.size()) {
    const auto part = ::read(opened.descriptor, out.data() + got, out.size() - got);
    if (part < 0 && errno == EINTR) continue;
    if (part <= 0) return fail(unreadable(file, part < 0 ? errno : EIO));
    got += static_cast<std::size_t>(part);
  }
  return {};
}

Result<std::vector<proof::Hash>, Fault> read_tile_file(const fs::path& file, std::size_t width) {
  Bytes bytes;
  if (auto read = read_whole_file(file, bytes); !read) return fail(read.error());
  if (bytes.size() != width * hash_bytes) {
    const bool is_short = bytes.size() < width * hash_bytes;
    return fail(Fault{is_short ? FaultKind::truncated : FaultKind::malformed,
                      file.string() + " has " + std::to_string(bytes.size()) + " bytes, and " + std::to_string(width) +
                          " hashes have " + std::to_string(width * hash_bytes)});
  }
  std::vector<proof::Hash> hashes(width);
  if (width > 0) std::memcpy(hashes.data(), bytes.data(), bytes.size());
  return hashes;
}

ExportReader::ExportReader(fs::path folder, ExportSummary summary, std::string checkpoint)
    : folder_(std::move(folder)), summary_(std::move(summary)), checkpoint_(std::move(checkpoint)) {}

Result<ExportReader, Fault> ExportReader::open(const fs::path& folder) {
  const auto text = read_text(folder / summary_file);
  if (!text) {
    if (text.error().kind != FaultKind::truncated) return fail(text.error());
    return fail(Fault{FaultKind::truncated, folder.string() + " has no export.json: it is no export, or one that was " +
                                                "not finished (run the same export again, it goes on)"});
  }
  auto summary = summary_from(*text);
  if (!summary) return fail(Fault{summary.error().kind, folder.string() + ": " + summary.error().what});
  auto checkpoint = read_text(folder / checkpoint_file);
  if (!checkpoint) return fail(checkpoint.error());
  return ExportReader(folder, std::move(*summary), std::move(*checkpoint));
}

Result<void, Fault> ExportReader::read_bundle(std::uint64_t index, std::size_t width, Bytes& out) {
  return read_whole_file(folder_ / file_of({std::nullopt, index, width}), out);
}

Result<std::vector<proof::Hash>, Fault> ExportReader::tile(std::uint8_t level, std::uint64_t index, std::size_t width) {
  const proof::TileId stored{level, index, proof::width_in_tree(summary_.size, level, index)};
  if (width > stored.width)
    return fail(Fault{FaultKind::beyond_tree, "a tree of " + std::to_string(summary_.size) + " records has no " +
                                                  file_of({level, index, width})});
  auto hashes = read_tile_file(folder_ / file_of(stored), stored.width);
  if (hashes) hashes->resize(width);
  return hashes;
}

}  // namespace lapor::audit
