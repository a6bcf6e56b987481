#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/api/http_server_support.hpp"

namespace lapor::api::http {

/// The most that a connection gives to a sink at once.
inline constexpr std::size_t most_at_once = 65'536;

/// Keeps what it is given until the test drains it; has no more room when it holds `room` bytes. Any thread.
class Basin : public BodySink {
 public:
  explicit Basin(std::size_t room = std::numeric_limits<std::size_t>::max()) : room_{room} {}

  bool take(std::string_view bytes, std::function<void()> drained) override {
    const std::lock_guard lock{mutex_};
    if (drained_ || ends_ > 0 || bytes.empty()) ++wrong_calls_;
    held_ += bytes;
    most_ = std::max(most_, held_.size());
    changed_.notify_all();
    if (held_.size() < room_) return true;
    drained_ = std::move(drained);
    return false;
  }
  void end(bool whole) override {
    const std::lock_guard lock{mutex_};
    ++ends_;
    whole_ = whole;
    changed_.notify_all();
  }

  /// Waits until it holds so much; false if that does not come.
  bool holds(std::size_t size) {
    return waits_for([&] { return held_.size() >= size; });
  }
  bool is_full() {
    return waits_for([&] { return drained_ != nullptr; });
  }
  /// Waits for the end; nothing unless it came once.
  std::string outcome() {
    if (!waits_for([&] { return ends_ > 0; }) || ends_ > 1) return "";
    return whole_ ? "whole" : "not whole";
  }
  /// Takes out all it holds, and says so if that was awaited.
  std::string drain() {
    std::unique_lock lock{mutex_};
    auto bytes = std::exchange(held_, {});
    const auto drained = std::exchange(drained_, nullptr);
    lock.unlock();
    if (drained) drained();
    return bytes;
  }
  /// Drains until the end.
  std::string drain_all() {
    std::string all;
    while (waits_for([&] { return !held_.empty() || ends_ > 0; })) {
      const auto bytes = drain();
      if (bytes.empty()) break;
      all += bytes;
    }
    return all;
  }

  std::size_t most() {
    const std::lock_guard lock{mutex_};
    return most_;
  }
  int ends() {
    const std::lock_guard lock{mutex_};
    return ends_;
  }
  int wrong_calls() {
    const std::lock_guard lock{mutex_};
    return wrong_calls_;
  }

 private:
  template <class Condition>
  bool waits_for(Condition condition) {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, 10s, condition);
  }

  const std::size_t room_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string held_;
  std::size_t most_{0};
  std::function<void()> drained_;
  int ends_{0};
  bool whole_{false};
  int wrong_calls_{0};  // without room, after the end, or without bytes
};

using BasinPtr = std::shared_ptr<Basin>;

inline constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();

/// Bodies for "/upload" go to this basin.
inline PlanBody into(const std::shared_ptr<BodySink>& sink, std::size_t limit = no_limit) {
  return [=](const Request& head) { return head.path == "/upload" ? BodyPlan{sink, limit} : BodyPlan{}; };
}

/// Bodies for "/upload" go to basins of their own, in turn.
inline PlanBody into_each(const std::vector<BasinPtr>& basins) {
  return [basins, next = std::make_shared<std::atomic<std::size_t>>(0)](const Request& head) {
    return head.path == "/upload" ? BodyPlan{basins.at((*next)++), no_limit} : BodyPlan{};
  };
}

/// Answers with path and body, and "+" when a sink has taken the body and heard of its end.
inline void echo_upload(const Request& request, const Respond& respond) {
  const auto basin = std::dynamic_pointer_cast<Basin>(request.sink);
  respond(text(request.path + request.body + (basin && basin->ends() == 1 ? "+" : "")));
}

inline std::unique_ptr<Server> serve_uploads(PlanBody plan, const Limits& limits = {}, Handler handler = echo_upload,
                                             std::size_t loops = 1) {
  return serve_with({"127.0.0.1", 0, loops, limits, std::move(plan)}, std::move(handler));
}

inline std::string upload_head(std::size_t size, const std::string& fields = "") {
  return "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n" + fields + "\r\n";
}
inline std::string upload(const std::string& body) {
  return upload_head(body.size()) + body;
}
inline const std::string chunked_upload_head = "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

inline std::string hex(std::size_t number) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%zx", number);
  return digits;
}

/// In chunks of many sizes.
inline std::string chunked_upload(std::string_view body) {
  std::string bytes = chunked_upload_head;
  for (std::size_t size = 1; !body.empty(); size = size * 3 % 100'003) {
    const auto chunk = body.substr(0, size);
    bytes.append(hex(chunk.size())).append("\r\n").append(chunk).append("\r\n");
    body.remove_prefix(chunk.size());
  }
  return bytes + "0\r\n\r\n";
}

inline std::string long_body(std::size_t size) {
  std::string body;
  while (body.size() < size) body += std::to_string(body.size()) + " ";
  return body;
}

/// Lets about so many idle times pass, as the server itself measures them.
inline void pass_idle_times(const Server& server, int count) {
  for (int i = 0; i < count; ++i) BOOST_TEST(WireClient{server.port()}.is_at_end());
}

}  // namespace lapor::api::http
