#pragma once

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <utility>
#include <vector>

#include "storage/journal.hpp"

/// Journals that misbehave in one way and are otherwise the journal below them.
namespace lapor::actors::testing {

using namespace storage;

class ForwardingJournal : public Journal {
 public:
  explicit ForwardingJournal(Journal& below) : below_(below) {}
  void append(Append append, AppendDone done) override { below_.append(std::move(append), std::move(done)); }
  void load(Stream stream, HistoryUse use, HistoryDone done) override { below_.load(stream, use, std::move(done)); }
  Result<std::vector<StoredRecord>, Error> read(Position first, std::size_t limit) const override {
    return below_.read(first, limit);
  }
  Result<std::vector<Alarm>, Error> alarms(const std::optional<Alarm>& after, Instant until,
                                           std::size_t limit) const override {
    return below_.alarms(after, until, limit);
  }
  Result<std::optional<RequestSeen>, Error> find_request(const RequestMark& mark) const override {
    return below_.find_request(mark);
  }
  Result<std::optional<Stream>, Error> find_name(const Name& name) const override { return below_.find_name(name); }
  Result<std::vector<HeldName>, Error> names(NameKind kind, const std::optional<Name>& after,
                                             std::size_t limit) const override {
    return below_.names(kind, after, limit);
  }
  Result<std::optional<Bytes>, Error> wrapped_key(Stream stream) const override { return below_.wrapped_key(stream); }
  void watch(std::function<void()> grown) override { below_.watch(std::move(grown)); }
  Position last_position() const override { return below_.last_position(); }
  ReportId last_report() const override { return below_.last_report(); }
  Position change_bound(Stream stream) const override { return below_.change_bound(stream); }
  TreeHead tree_head() const override { return below_.tree_head(); }
  proof::MerkleTree tree() const override { return below_.tree(); }
  Result<std::optional<std::vector<proof::Hash>>, storage::Error> tile(std::uint8_t level,
                                                                       std::uint64_t index) const override {
    return below_.tile(level, index);
  }
  Result<void, storage::Error> scan(Position first,
                                    const std::function<bool(Position, BytesView)>& visit) const override {
    return below_.scan(first, visit);
  }
  Statistics statistics() const override { return below_.statistics(); }
  void stop() override { below_.stop(); }

 protected:
  Journal& below_;
};

/// The first history that is loaded has its first record cut short.
class DamagedOnce final : public ForwardingJournal {
 public:
  using ForwardingJournal::ForwardingJournal;
  void load(Stream stream, HistoryUse use, HistoryDone done) override {
    below_.load(stream, use, [this, done = std::move(done)](Result<StreamHistory, Error> history) {
      if (history && !history->records.empty() && !done_.exchange(true)) history->records.front().bytes.resize(5);
      done(std::move(history));
    });
  }

 private:
  std::atomic<bool> done_{};
};

/// The next append after `arm` throws within the actor that asked for it.
class ThrowingAppend final : public ForwardingJournal {
 public:
  using ForwardingJournal::ForwardingJournal;
  void arm() { armed_ = true; }
  void append(Append append, AppendDone done) override {
    if (armed_.exchange(false)) throw std::runtime_error("thrown by the test");
    below_.append(std::move(append), std::move(done));
  }

 private:
  std::atomic<bool> armed_{};
};

/// Remembers what was asked of it.
class RememberingJournal final : public ForwardingJournal {
 public:
  using ForwardingJournal::ForwardingJournal;
  void append(Append append, AppendDone done) override {
    {
      const std::lock_guard lock{mutex_};
      appends_.push_back(append);
    }
    below_.append(std::move(append), std::move(done));
  }
  [[nodiscard]] std::vector<Append> appends() const {
    const std::lock_guard lock{mutex_};
    return appends_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Append> appends_;
};

/// Every append of a later record finds that somebody was faster.
class AlwaysConflicting final : public ForwardingJournal {
 public:
  using ForwardingJournal::ForwardingJournal;
  void append(Append append, AppendDone done) override {
    if (append.expected == Version{}) return below_.append(std::move(append), std::move(done));
    ++conflicts;
    done(fail(AppendFailure{VersionConflict{append.expected}}));
  }
  std::atomic<int> conflicts{};
};

/// Loads wait until `release_loads`.
class HeldLoads final : public ForwardingJournal {
 public:
  using ForwardingJournal::ForwardingJournal;
  void load(Stream stream, HistoryUse use, HistoryDone done) override {
    const std::lock_guard lock{mutex_};
    held_.push_back({stream, use, std::move(done)});
  }
  [[nodiscard]] std::size_t held() const {
    const std::lock_guard lock{mutex_};
    return held_.size();
  }
  void release_loads() {
    for (auto& each : take()) below_.load(each.stream, each.use, std::move(each.done));
  }

 private:
  struct Held {
    Stream stream;
    HistoryUse use;
    HistoryDone done;
  };
  std::vector<Held> take() {
    const std::lock_guard lock{mutex_};
    return std::exchange(held_, {});
  }
  mutable std::mutex mutex_;
  std::vector<Held> held_;
};

}  // namespace lapor::actors::testing
