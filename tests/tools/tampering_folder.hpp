#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "storage/rocks_database.hpp"
#include "tests/tools/program.hpp"

/// A data folder with something of everything, and ways to spoil copies of it.
namespace lapor::tests {

/// Some hundred reports, persons, attachments, an upload, an erasure; table files in every family, and behind them a
/// log with the last records. No server has it open. Made once for a program.
class TamperingFolder {
 public:
  TamperingFolder();

  /// Puts a fresh copy at `data()`, with the keys and the checkpoint beside it.
  void refresh() const;
  [[nodiscard]] std::filesystem::path data() const { return work_ / "data"; }
  [[nodiscard]] const TemporaryFolder& folder() const { return work_; }
  /// As it was before the last records were written.
  void roll_back() const;

  /// The first table file of a family.
  [[nodiscard]] std::filesystem::path table_of(storage::Family family) const;
  /// The last of the files of this name in a folder below `data()`.
  [[nodiscard]] std::filesystem::path newest(std::string_view folder, std::string_view prefix,
                                             std::string_view suffix) const;
  /// Changes entries with RocksDB's own means, so that every checksum fits.
  void edit(const std::function<void(rocksdb::DB&, const storage::RocksDatabase&)>& change) const;

 private:
  void fill(const TemporaryFolder& folder);

  TemporaryFolder original_;
  TemporaryFolder work_;
};

/// Turns one bit around.
void flip_bit(const std::filesystem::path& file, std::uint64_t byte, unsigned bit = 0);

/// A report with an upload, sent as `token` with an Idempotency-Key; its id.
[[nodiscard]] std::string send_report(const Server& server, const std::string& token, const std::string& key,
                                      const std::string& upload_id);
/// The same with a new upload.
[[nodiscard]] std::string file_report(const Server& server, const std::string& token, const std::string& key);
/// An upload by `token` that differs for each `content`; its id.
[[nodiscard]] std::string upload(const Server& server, const std::string& token, const std::string& content);

struct RegisteredPerson {
  std::string number;
  std::string token;
};
inline constexpr std::string_view persons_password = "kuda laut biru 42";
[[nodiscard]] RegisteredPerson register_person(const Server& server, const std::string& address);
/// A new session of an account.
[[nodiscard]] std::string sign_in(const Server& server, const std::string& address);

}  // namespace lapor::tests
