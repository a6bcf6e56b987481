#include "tools/benchmark/load.hpp"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

namespace lapor::benchmark {
namespace {

using SteadyClock = std::chrono::steady_clock;

/// Bytes of a whole answer at the start of `text`, or 0 while it is not complete.
std::size_t answer_size(std::string_view text) {
  const auto head = text.find("\r\n\r\n");
  if (head == std::string_view::npos) return 0;
  auto field = text.find("Content-Length: ");
  if (field == std::string_view::npos || field > head) field = text.find("content-length: ");
  if (field == std::string_view::npos || field > head) return head + 4;
  std::size_t length = 0;
  std::from_chars(text.data() + field + 16, text.data() + head, length);
  return text.size() >= head + 4 + length ? head + 4 + length : 0;
}

bool is_success(std::string_view answer) {
  return answer.size() > 9 && answer[9] == '2';
}

/// One keep-alive connection with at most one request under way.
class Caller {
 public:
  explicit Caller(std::uint16_t port) : handle_(connect_to(port)) {}
  ~Caller() { close(handle_); }
  Caller(const Caller&) = delete;
  Caller& operator=(const Caller&) = delete;

  [[nodiscard]] int handle() const { return handle_; }

  void ask(const std::string& request) {
    asked_ = SteadyClock::now();
    std::size_t sent = 0;
    while (sent < request.size()) {
      const auto written = write(handle_, request.data() + sent, request.size() - sent);
      if (written <= 0) break;
      sent += static_cast<std::size_t>(written);
    }
  }

  enum class Heard { nothing, success, failure, lost };

  Heard listen() {
    char buffer[16'384];
    const auto got = read(handle_, buffer, sizeof buffer);
    if (got <= 0) return Heard::lost;
    text_.append(buffer, static_cast<std::size_t>(got));
    const auto size = answer_size(text_);
    if (size == 0) return Heard::nothing;
    const bool success = is_success(text_);
    text_.erase(0, size);
    return success ? Heard::success : Heard::failure;
  }

  [[nodiscard]] double waited_ms() const {
    return std::chrono::duration<double, std::milli>(SteadyClock::now() - asked_).count();
  }

 private:
  int handle_;
  std::string text_;
  SteadyClock::time_point asked_;
};

}  // namespace

int connect_to(std::uint16_t port) {
  const int handle = socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  setsockopt(handle, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    std::perror("benchmark: cannot connect");
    std::exit(1);
  }
  return handle;
}

double percentile(std::vector<double> samples, double p) {
  if (samples.empty()) return 0;
  const auto at = static_cast<std::ptrdiff_t>(p * static_cast<double>(samples.size() - 1));
  std::nth_element(samples.begin(), samples.begin() + at, samples.end());
  return samples[static_cast<std::size_t>(at)];
}

LoadResult run_load(const Load& load) {
  const int poll = epoll_create1(0);
  std::size_t asked = 0;
  const auto next_request = [&]() -> const std::string& {
    return load.requests.empty() ? load.request : load.requests[asked++ % load.requests.size()];
  };
  std::vector<std::unique_ptr<Caller>> callers;
  for (std::size_t i = 0; i < load.connections; ++i) {
    callers.push_back(std::make_unique<Caller>(load.port));
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = callers.back().get();
    epoll_ctl(poll, EPOLL_CTL_ADD, callers.back()->handle(), &event);
    callers.back()->ask(next_request());
  }

  LoadResult result;
  std::vector<double> waits;
  const auto begin = SteadyClock::now() + load.warm_up;
  const auto end = begin + load.length;
  std::vector<epoll_event> ready(load.connections);
  while (SteadyClock::now() < end) {
    const int count = epoll_wait(poll, ready.data(), static_cast<int>(ready.size()), 100);
    for (int i = 0; i < count; ++i) {
      auto* caller = static_cast<Caller*>(ready[static_cast<std::size_t>(i)].data.ptr);
      const auto heard = caller->listen();
      if (heard == Caller::Heard::nothing) continue;
      if (heard != Caller::Heard::success) ++result.not_success;
      if (heard == Caller::Heard::lost) {
        epoll_ctl(poll, EPOLL_CTL_DEL, caller->handle(), nullptr);
        continue;
      }
      if (SteadyClock::now() >= begin) waits.push_back(caller->waited_ms());
      caller->ask(next_request());
    }
  }
  close(poll);
  result.answers = waits.size();
  result.per_second = static_cast<double>(waits.size()) / std::chrono::duration<double>(load.length).count();
  result.p50_ms = percentile(waits, 0.50);
  result.p99_ms = percentile(std::move(waits), 0.99);
  return result;
}

std::string submission_request(const std::string& token) {
  const std::string body =
      R"({"title":"Lampu jalan padam di depan pasar","text":"Lampu jalan di depan pasar induk sudah padam sejak pekan )"
      R"(lalu. Warga yang pulang malam hari kesulitan melihat lubang di jalan, dan kemarin ada pengendara yang jatuh. )"
      R"(Kami sudah menyampaikan hal ini kepada pengurus lingkungan, tetapi belum ada perbaikan sampai hari ini. Mohon )"
      R"(petugas memeriksa tiang di kedua sisi jalan.","classification":"complaint","occurred_on":"2026-11-18",)"
      R"("category":"perhubungan","institution":"kota-35.78","place":{"region":"35.78","address":"Depan pasar induk",)"
      R"("lat":-7.25,"lng":112.75},"anonymous":false,"confidential":false,"display_name":"Warga","attachments":[]})";
  return "POST /v1/reports HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
         "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

}  // namespace lapor::benchmark
