#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "events/codec.hpp"
#include "events/result.hpp"
#include "storage/attachments/content.hpp"
#include "storage/error.hpp"
#include "storage/vault.hpp"

/// Files too large for one sealed part: libsodium's secretstream (XChaCha20-Poly1305) in frames of one size, so that
/// they are sealed and opened piece by piece, and no frame can be altered, moved, left out or cut off unseen.
/// docs/formats.md, "Attachments", has the bytes.
namespace lapor::storage {

/// Bytes of the content in every frame but the last one.
inline constexpr std::size_t frame_bytes = 65'536;

/// What a sealed file begins with: `clear` as it stands, `head` sealed, each of a length that its readers know.
struct SealedFileStart {
  Bytes clear;
  Bytes head;
};

/// Writes one sealed file, which is deleted with its writer unless it was placed. One thread at a time.
class SealedFileWriter {
 public:
  /// Makes `file`, mode 0600; one that lies there already is replaced.
  [[nodiscard]] static Result<std::unique_ptr<SealedFileWriter>, Error> create(const std::filesystem::path& file,
                                                                               const Key& key,
                                                                               const SealedFileStart& start);
  ~SealedFileWriter();
  SealedFileWriter(const SealedFileWriter&) = delete;
  SealedFileWriter& operator=(const SealedFileWriter&) = delete;

  [[nodiscard]] Result<void, Error> append(BytesView content);
  /// Writes the last frame, behind the last `append`; once.
  [[nodiscard]] Result<void, Error> finish();
  /// Puts the finished file in its place in the same folder, durably.
  [[nodiscard]] Result<void, Error> place(const std::filesystem::path& at);

  /// Where it lies until it is placed.
  [[nodiscard]] const std::filesystem::path& file() const;
  /// Bytes of content so far.
  [[nodiscard]] std::uint64_t size() const;

 private:
  struct Parts;
  explicit SealedFileWriter(std::unique_ptr<Parts> parts);
  [[nodiscard]] Result<void, Error> write_frame(BytesView plain, unsigned char tag);
  std::unique_ptr<Parts> parts_;
};

/// Reads one sealed file from its beginning. One thread at a time; the file may be unlinked meanwhile.
class SealedFileReader {
 public:
  /// Gives the file's key, told what stands in clear.
  using KeyOf = std::function<Result<Key, Error>(BytesView clear)>;

  /// Opens the start of a file. Null: there is no such file. `corrupt`: cut off, altered, or under another key.
  [[nodiscard]] static Result<std::unique_ptr<SealedFileReader>, Error> open(const std::filesystem::path& file,
                                                                             std::size_t clear_bytes,
                                                                             std::size_t head_bytes,
                                                                             const KeyOf& key_of);
  ~SealedFileReader();
  SealedFileReader(const SealedFileReader&) = delete;
  SealedFileReader& operator=(const SealedFileReader&) = delete;

  [[nodiscard]] const Bytes& head() const;
  /// The next piece of the content; nothing behind the last one. What it gives is what was written, but that the file
  /// is whole is known only at its end: `corrupt` when it is cut off, altered or goes on.
  [[nodiscard]] Result<std::optional<Bytes>, Error> next();
  /// Whether the last piece was given.
  [[nodiscard]] bool has_ended() const;

 private:
  struct Parts;
  explicit SealedFileReader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

/// A file with its facts, opened for reading.
struct OpenedFile {
  FileFacts facts;
  std::unique_ptr<SealedFileReader> content;
};

}  // namespace lapor::storage
