#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "api/http/body_source.hpp"
#include "api/principal.hpp"
#include "api/views/reports_view.hpp"

namespace lapor::api {

/// Server-Sent Events (WHATWG HTML, 9.2) for filtered lists. A stream is asked for its next bytes only when the client
/// has taken the last ones; then it reads what happened since from the view, or, when that was long ago, from the
/// journal. So a slow client falls behind and catches up, and nothing is kept for it. One thread serves all streams.
class LiveStreams {
 public:
  /// An item of the list as its reader may see it, as JSON.
  using Render = std::function<std::string(const ReportRow& row, const Principal& caller)>;

  /// Both must outlive it.
  LiveStreams(const ReportsView& reports, Render render);
  ~LiveStreams();
  LiveStreams(const LiveStreams&) = delete;
  LiveStreams& operator=(const LiveStreams&) = delete;

  /// Whether the caller may still listen; asked before anything is told, on the streams' thread.
  using StillCounts = std::function<bool()>;

  /// The events behind `after` of the list with this filter and these words; null when there are too many streams. It
  /// ends when the caller does not count any more. Any thread. What it gives must be gone before this is.
  [[nodiscard]] std::shared_ptr<http::BodySource> open(Position after, LiveQuery query, Principal caller,
                                                       StillCounts still_counts = {});

  /// The view has folded more. Any thread.
  void grown();

  /// Ends the thread; streams that wait are given up. Idempotent.
  void stop();

  static constexpr std::size_t most_streams = 1'024;

 private:
  class Stream;
  struct Events {
    std::string bytes;
    bool has_more{};  // the stream's turn ended before it came to the end
    bool is_last{};   // the body ends with these bytes
  };

  void run();
  void serve_waiting(bool heartbeat);
  [[nodiscard]] Events next_events(Stream& stream) const;
  bool add_page(Events& events, Stream& stream) const;
  static void end_unreadable(Events& events, const Stream& stream);
  void wait_for_bytes(const std::shared_ptr<Stream>& stream);
  void forget(const Stream* stream);

  const ReportsView& reports_;
  const Render render_;

  std::mutex mutex_;  // guards the next four
  std::condition_variable work_;
  std::vector<std::shared_ptr<Stream>> waiting_;
  bool has_work_{};
  bool stopping_{};

  std::atomic<std::size_t> open_{};
  std::thread thread_;
};

}  // namespace lapor::api
