#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "api/http/server.hpp"
#include "tests/api/http_support.hpp"

namespace lapor::api::http {

using namespace std::chrono_literals;

inline std::unique_ptr<Server> serve_with(ServerOptions options, Handler handler) {
  auto server = Server::start(std::move(options), std::move(handler));
  BOOST_TEST_REQUIRE(server.has_value(), server.error());
  return std::move(*server);
}

inline std::unique_ptr<Server> serve(Handler handler, const Limits& limits = {}, std::size_t loops = 1) {
  return serve_with({"127.0.0.1", 0, loops, limits}, std::move(handler));
}

inline Response text(std::string body) {
  return {200, {}, "text/plain", std::move(body)};
}

/// Answers at once with the path and the body.
inline void echo(Request request, Respond respond) {
  respond(text(request.path + request.body));
}

/// Keeps requests until the test answers them. Any thread.
class Desk {
 public:
  struct Case {
    Request request;
    Respond respond;
  };

  Handler handler() {
    return [this](Request request, Respond respond) {
      const std::lock_guard lock{mutex_};
      cases_.push_back({std::move(request), std::move(respond)});
      most_ = std::max(most_, cases_.size());
      arrived_.notify_all();
    };
  }

  /// Waits until so many lie here, and takes them; none if they do not come.
  std::vector<Case> take(std::size_t count) {
    std::unique_lock lock{mutex_};
    arrived_.wait_for(lock, 10s, [&] { return cases_.size() >= count; });
    BOOST_TEST(cases_.size() >= count);
    return std::exchange(cases_, {});
  }
  std::size_t most() {
    const std::lock_guard lock{mutex_};
    return most_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Case> cases_;
  std::size_t most_{0};
};

/// Repeats until it holds. Ten seconds at most.
template <class Condition>
bool comes_true(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::yield();
  }
  return true;
}

inline std::string post_request(const std::string& body, const std::string& fields = "") {
  return "POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + fields + "\r\n" +
         body;
}

}  // namespace lapor::api::http
