#pragma once

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>

#include "api/http/body_source.hpp"

namespace lapor::api::testing {

/// A client of a stream that takes one chunk after another.
class Listener {
 public:
  explicit Listener(std::shared_ptr<http::BodySource> source) : source_(std::move(source)) { ask(); }
  ~Listener() { source_->abandon(); }

  /// What has come up to and with the next event that holds `text`.
  std::string until(const std::string& text) {
    std::unique_lock lock{state_->mutex};
    const bool came = state_->came.wait_for(lock, std::chrono::seconds{10}, [&] {
      while (state_->bytes.find(text) == std::string::npos && state_->given) {
        state_->given = false;
        lock.unlock();
        ask();
        lock.lock();
      }
      return state_->bytes.find(text) != std::string::npos;
    });
    BOOST_REQUIRE_MESSAGE(came, "never came: " << text << "; came: " << state_->bytes);
    const auto end = state_->bytes.find("\n\n", state_->bytes.find(text)) + 2;
    std::string part = state_->bytes.substr(0, end);
    state_->bytes.erase(0, end);
    return part;
  }

 private:
  struct State {
    std::mutex mutex;
    std::condition_variable came;
    std::string bytes;
    bool given{};
  };

  void ask() {
    source_->pull([state = state_](http::Chunk chunk) {
      const std::lock_guard lock{state->mutex};
      state->bytes += chunk.bytes;
      state->given = true;
      state->came.notify_all();
    });
  }

  const std::shared_ptr<State> state_ = std::make_shared<State>();
  const std::shared_ptr<http::BodySource> source_;
};

}  // namespace lapor::api::testing
