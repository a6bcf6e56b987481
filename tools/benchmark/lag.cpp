#include "tools/benchmark/lag.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <memory>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "tools/benchmark/load.hpp"
#include "tools/benchmark/program.hpp"

namespace lapor::benchmark {
namespace {

using SteadyClock = std::chrono::steady_clock;
using Times = std::unordered_map<std::uint64_t, SteadyClock::time_point>;  // by position

constexpr std::size_t senders = 16;
constexpr std::chrono::seconds patience{10};
constexpr std::chrono::milliseconds a_moment{100};

void send_all(int handle, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = write(handle, bytes.data(), bytes.size());
    if (sent <= 0) give_up("the server closed a connection");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

std::uint64_t number_behind(std::string_view text, std::string_view name) {
  const auto at = text.find(name);
  std::uint64_t number = 0;
  if (at != std::string_view::npos) std::from_chars(text.data() + at + name.size(), text.data() + text.size(), number);
  return number;
}

/// Reads until the last position that is to come has come, or nothing comes any more.
class Listener {
 public:
  Listener(std::uint16_t port, const std::string& token) : handle_(connect_to(port)) {
    send_all(handle_, "GET /v1/stream HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer " + token + "\r\n\r\n");
    read_some();
    const timeval wait{patience.count(), 0};
    setsockopt(handle_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    thread_ = std::thread([this] { run(); });
  }
  ~Listener() { close(handle_); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// All that came, once `last` has come.
  Times until(std::uint64_t last) {
    last_ = last;
    thread_.join();
    return std::move(came_);
  }

 private:
  void run() {
    while (last_ == 0 || newest_ < last_) {
      if (!read_some()) return;
      const auto now = SteadyClock::now();
      for (auto at = text_.find("\nid: "); at != std::string::npos; at = text_.find("\nid: ")) {
        const auto end = text_.find('\n', at + 1);
        if (end == std::string::npos) break;
        newest_ = number_behind(std::string_view(text_).substr(at), "id: ");
        came_.emplace(newest_, now);
        text_.erase(0, end);
      }
    }
  }

  bool read_some() {
    char buffer[65'536];
    const auto got = read(handle_, buffer, sizeof buffer);
    if (got <= 0) return false;
    text_.append(buffer, static_cast<std::size_t>(got));
    return true;
  }

  const int handle_;
  std::string text_;
  Times came_;
  std::uint64_t newest_{};
  std::atomic<std::uint64_t> last_{};
  std::thread thread_;
};

/// Sends at its times and takes answers as they come; a sender that still waits lets its turn pass to the next.
class Submitter {
 public:
  explicit Submitter(const Lag& lag) : lag_(lag), request_(submission_request(lag.reporter)), poll_(epoll_create1(0)) {
    for (std::size_t i = 0; i < senders; ++i) {
      const int handle = connect_to(lag.port);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.fd = handle;
      epoll_ctl(poll_, EPOLL_CTL_ADD, handle, &event);
      free_.push_back(handle);
    }
  }
  ~Submitter() {
    for (const auto& [handle, text] : texts_) close(handle);
    close(poll_);
  }
  Submitter(const Submitter&) = delete;
  Submitter& operator=(const Submitter&) = delete;

  Times run() {
    const auto begin = SteadyClock::now();
    const auto between =
        std::chrono::duration_cast<SteadyClock::duration>(std::chrono::duration<double>(1.0 / lag_.commands_a_second));
    for (auto due = begin; due < begin + lag_.length; due += between) {
      for (auto now = SteadyClock::now(); now < due; now = SteadyClock::now()) listen(due - now);
      while (free_.empty()) listen(a_moment);
      send_all(free_.back(), request_);
      free_.pop_back();
    }
    while (free_.size() < senders) listen(a_moment);
    return std::move(answered_);
  }

 private:
  /// Without spinning: the processors are the server's.
  void listen(std::chrono::nanoseconds most) {
    constexpr long a_second = 1'000'000'000;
    const timespec wait{most.count() / a_second, most.count() % a_second};
    epoll_event ready[senders];
    const int count = epoll_pwait2(poll_, ready, senders, &wait, nullptr);
    for (int i = 0; i < count; ++i) {
      char buffer[4'096];
      const auto got = read(ready[i].data.fd, buffer, sizeof buffer);
      if (got <= 0) give_up("the server closed a connection");
      auto& text = texts_[ready[i].data.fd];
      text.append(buffer, static_cast<std::size_t>(got));
      const auto position = number_behind(text, "\"position\":");
      if (position == 0 || !text.ends_with('}')) continue;
      answered_.emplace(position, SteadyClock::now());
      text.clear();
      free_.push_back(ready[i].data.fd);
    }
  }

  const Lag& lag_;
  const std::string request_;
  const int poll_;
  std::vector<int> free_;
  std::unordered_map<int, std::string> texts_;
  Times answered_;
};

}  // namespace

LagResult run_lag(const Lag& lag) {
  Listener listener(lag.port, lag.listener);
  Submitter submitter(lag);
  const Times answered = submitter.run();
  const auto last = std::ranges::max_element(answered, {}, &Times::value_type::first);
  if (last == answered.end()) give_up("no command was answered");
  const Times came = listener.until(last->first);
  std::vector<double> waits;
  for (const auto& [position, when] : answered) {
    const auto event = came.find(position);
    if (event == came.end()) give_up("the event of position " + std::to_string(position) + " never came");
    waits.push_back(std::max(0.0, std::chrono::duration<double, std::milli>(event->second - when).count()));
  }
  return {static_cast<double>(answered.size()) / std::chrono::duration<double>(lag.length).count(),
          percentile(waits, 0.50), percentile(waits, 0.99)};
}

}  // namespace lapor::benchmark
