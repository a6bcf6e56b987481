#pragma once

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "storage/journal.hpp"
#include "storage/log_keys.hpp"
#include "storage/proof/checkpoint.hpp"
#include "storage/proof/tiles.hpp"

namespace lapor::storage {

/// A checkpoint that everybody may see, with the tree that it is the head of.
struct Publication {
  proof::Checkpoint checkpoint;
  std::string note;
  std::shared_ptr<const proof::MerkleTree> tree;
};
using PublicationPtr = std::shared_ptr<const Publication>;

/// The lines that witnesses add to a note; empty when none answers in time. May block for a second or two.
using Cosign = std::function<std::string(const Publication& signed_by_the_log)>;

struct PublisherOptions {
  std::filesystem::path file;  // where the last note is kept, outside the data folder
  LogKeys keys;                // all of them sign
  std::chrono::milliseconds every{1'000};
  Cosign cosign;  // may be empty
  /// Told, on the publisher's thread, why a checkpoint could not be kept; it is not published then. May be empty.
  std::function<void(const std::string&)> on_fault;
};

/// Signs the durable end of the journal whenever it has grown, at most once in `every`; keeps the note outside the data
/// folder; only then shows it. So whatever was shown is found at the next start. Any thread may call.
class CheckpointPublisher {
 public:
  /// Publishes what there is before it returns. The journal must outlive the publisher.
  [[nodiscard]] static Result<std::unique_ptr<CheckpointPublisher>, Error> start(const Journal& journal,
                                                                                 PublisherOptions options);
  ~CheckpointPublisher();
  CheckpointPublisher(const CheckpointPublisher&) = delete;
  CheckpointPublisher& operator=(const CheckpointPublisher&) = delete;

  /// Never null.
  [[nodiscard]] PublicationPtr latest() const;
  [[nodiscard]] const std::vector<proof::VerifierKey>& keys() const { return verifiers_; }
  /// How many notes were signed since the start.
  [[nodiscard]] std::uint64_t signed_notes() const { return signed_; }

  /// Publishes what is durable by now, between two beats: for the end, and where time stands still.
  void publish_now();

  /// Publishes what is durable by now and ends the thread. Idempotent. Call it after the last append was answered.
  void stop();

 private:
  CheckpointPublisher(const Journal& journal, PublisherOptions options);

  Result<void, Error> publish();
  void run();

  const Journal& journal_;
  const PublisherOptions options_;
  const std::vector<proof::VerifierKey> verifiers_;
  std::atomic<std::uint64_t> signed_{};

  std::mutex publish_mutex_;  // one note at a time, in the order of their sizes

  mutable std::mutex mutex_;  // guards the next two
  PublicationPtr latest_;
  bool stopping_{};
  std::condition_variable stop_;
  std::mutex stop_mutex_;
  std::thread thread_;
};

}  // namespace lapor::storage
