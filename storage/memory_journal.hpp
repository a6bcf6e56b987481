#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <vector>

#include "storage/journal.hpp"
#include "storage/proof/merkle.hpp"

namespace lapor::storage {

/// A journal without a disk: for tests and rehearsals. Answers within the call, on the caller's thread, with no lock
/// held, so that an answer may append again. Survives the engine on top of it, so a restart can be rehearsed.
class MemoryJournal final : public Journal {
 public:
  void append(Append append, AppendDone done) override;
  void load(Stream stream, HistoryUse use, HistoryDone done) override;
  [[nodiscard]] Result<std::vector<StoredRecord>, Error> read(Position first, std::size_t limit) const override;
  [[nodiscard]] Result<void, Error> scan(Position first,
                                         const std::function<bool(Position, BytesView)>& visit) const override;
  [[nodiscard]] Result<std::vector<Alarm>, Error> alarms(const std::optional<Alarm>& after, Instant until,
                                                         std::size_t limit) const override;
  [[nodiscard]] Result<std::optional<RequestSeen>, Error> find_request(const RequestMark& mark) const override;
  [[nodiscard]] Result<std::optional<Stream>, Error> find_name(const Name& name) const override;
  [[nodiscard]] Result<std::vector<HeldName>, Error> names(NameKind kind, const std::optional<Name>& after,
                                                           std::size_t limit) const override;
  [[nodiscard]] Result<std::optional<Bytes>, Error> wrapped_key(Stream stream) const override;
  void watch(std::function<void()> grown) override;
  [[nodiscard]] Position last_position() const override;
  [[nodiscard]] ReportId last_report() const override;
  [[nodiscard]] Position change_bound(Stream stream) const override;
  [[nodiscard]] TreeHead tree_head() const override;
  [[nodiscard]] proof::MerkleTree tree() const override;
  [[nodiscard]] Result<std::optional<std::vector<proof::Hash>>, Error> tile(std::uint8_t level,
                                                                            std::uint64_t index) const override;
  [[nodiscard]] Statistics statistics() const override;
  void stop() override;

  /// The next append is answered with `error`; nothing is written.
  void fail_next_append(Error error);
  /// The next append is written, but its answer is `error`: as when a server dies between the sync and the answer.
  void lose_next_answer(Error error);
  /// The next load is answered with `error`.
  void fail_next_load(Error error);
  /// From now on every append is answered with `unavailable`, as after a failed sync.
  void fail_for_good();
  /// Appends wait, neither written nor answered, until `release_appends` carries them out in order.
  void hold_appends();
  void release_appends();

 private:
  struct Request {
    Position position{};
    Fingerprint fingerprint{};
  };
  struct Snapshot {
    Version version{};
    Bytes bytes;
  };
  struct Held {
    Append append;
    AppendDone done;
  };

  AppendResult carry_out(Append& append);
  std::optional<AppendFailure> refusal_of(const Append& append);
  std::optional<NameTaken> taken_name_of(const Append& append) const;
  Appended write(Append& append);
  void write_index(Append& append, Position position);
  void write_names(const Append& append);
  StreamHistory history_of(Stream stream, HistoryUse use) const;

  mutable std::mutex mutex_;
  std::vector<Bytes> records_;  // position 1 first
  std::map<Stream, std::vector<Position>> streams_;
  std::set<Alarm> due_;
  std::map<RequestKey, Request> requests_;
  std::map<Name, Stream> names_;
  std::map<Stream, Bytes> keys_;
  std::map<Stream, Snapshot> snapshots_;
  proof::MerkleTree tree_;
  std::map<std::pair<std::uint8_t, std::uint64_t>, std::vector<proof::Hash>> tiles_;  // full ones
  ReportId last_report_{before_first_report};
  Statistics statistics_;
  bool stopped_{};
  bool holding_{};
  std::vector<Held> held_;
  std::optional<Error> next_append_fails_;
  std::optional<Error> next_answer_lost_;
  std::optional<Error> next_load_fails_;

  std::mutex watch_mutex_;  // guards the next one; taken with no other lock held
  std::function<void()> grown_;
};

}  // namespace lapor::storage
