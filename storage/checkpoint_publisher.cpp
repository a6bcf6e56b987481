#include "storage/checkpoint_publisher.hpp"

#include <utility>

#include "storage/published_checkpoint.hpp"

namespace lapor::storage {

Result<std::unique_ptr<CheckpointPublisher>, Error> CheckpointPublisher::start(const Journal& journal,
                                                                               PublisherOptions options) {
  std::unique_ptr<CheckpointPublisher> publisher{new CheckpointPublisher(journal, std::move(options))};
  if (auto published = publisher->publish(); !published) return fail(published.error());
  publisher->thread_ = std::thread([self = publisher.get()] { self->run(); });
  return publisher;
}

CheckpointPublisher::CheckpointPublisher(const Journal& journal, PublisherOptions options)
    : journal_(journal), options_(std::move(options)), verifiers_(verifiers_of(options_.keys)) {}

CheckpointPublisher::~CheckpointPublisher() {
  stop();
}

PublicationPtr CheckpointPublisher::latest() const {
  const std::lock_guard lock{mutex_};
  return latest_;
}

/// What was shown once, be it to a witness, must be found at the next start: so the file comes first.
Result<void, Error> CheckpointPublisher::publish() {
  const std::lock_guard one_at_a_time{publish_mutex_};
  Publication made;
  made.tree = std::make_shared<const proof::MerkleTree>(journal_.tree());
  made.checkpoint = {verifiers_.front().name, made.tree->size(), made.tree->root()};
  made.note = proof::sign_checkpoint(made.checkpoint, options_.keys);
  ++signed_;
  if (auto kept = write_published(options_.file, made.note); !kept) return kept;
  if (options_.cosign) {
    made.note += options_.cosign(made);
    if (auto kept = write_published(options_.file, made.note); !kept) return kept;
  }
  const std::lock_guard lock{mutex_};
  latest_ = std::make_shared<const Publication>(std::move(made));
  return {};
}

void CheckpointPublisher::publish_now() {
  if (journal_.tree_head().size == latest()->checkpoint.size) return;
  const auto published = publish();
  if (!published && options_.on_fault) options_.on_fault(published.error().what);
}

void CheckpointPublisher::run() {
  std::unique_lock lock{mutex_};
  while (!stop_.wait_for(lock, options_.every, [this] { return stopping_; })) {
    lock.unlock();
    publish_now();
    lock.lock();
  }
}

void CheckpointPublisher::stop() {
  const std::lock_guard one_at_a_time{stop_mutex_};
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  stop_.notify_all();
  if (!thread_.joinable()) return;
  thread_.join();
  publish_now();
}

}  // namespace lapor::storage
