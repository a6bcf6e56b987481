#include "api/live/live_streams.hpp"

#include <algorithm>

#include "api/json_writer.hpp"

namespace lapor::api {
namespace {

/// Proxies close what is silent for a minute.
constexpr std::chrono::seconds between_heartbeats{15};
constexpr std::string_view heartbeat_comment = ": still here\n\n";

/// How long a browser waits before it comes again.
constexpr std::string_view greeting = "retry: 2000\n\n";

constexpr std::size_t records_at_once = 64;

/// Of one stream, before the others have their turn: some ten milliseconds far behind.
constexpr int pages_a_turn = 8;

void append_event(std::string& out, std::string_view name, Position position, std::string_view data) {
  out.append("event: ").append(name);
  out.append("\nid: ").append(std::to_string(number(position)));
  out.append("\ndata: ").append(data).append("\n\n");
}

std::string id_json(ReportId report) {
  return "{\"id\":" + std::to_string(number(report)) + "}";
}

}  // namespace

/// One client. Touched by the loop thread (pull, abandon) and by the thread of the streams, under their mutex but for
/// the cursor, which is the latter's alone.
class LiveStreams::Stream final : public http::BodySource, public std::enable_shared_from_this<Stream> {
 public:
  Stream(LiveStreams& streams, Position after, LiveQuery query, Principal caller, StillCounts still_counts)
      : query_(std::move(query)),
        caller_(std::move(caller)),
        still_counts_(std::move(still_counts)),
        cursor_(after),
        streams_(streams) {}
  ~Stream() override { --streams_.open_; }

  void pull(http::GiveChunk give) override {
    {
      const std::lock_guard lock{streams_.mutex_};
      give_ = std::move(give);
    }
    streams_.wait_for_bytes(shared_from_this());
  }
  [[nodiscard]] bool is_endless() const override { return true; }
  void abandon() override { streams_.forget(this); }

 private:
  friend class LiveStreams;

  const LiveQuery query_;
  const Principal caller_;
  const StillCounts still_counts_;
  Position cursor_;
  bool greeted_{};
  bool told_incomplete_{};
  http::GiveChunk give_;
  LiveStreams& streams_;
};

LiveStreams::LiveStreams(const ReportsView& reports, Render render)
    : reports_(reports), render_(std::move(render)), thread_([this] { run(); }) {}

LiveStreams::~LiveStreams() {
  stop();
}

std::shared_ptr<http::BodySource> LiveStreams::open(Position after, LiveQuery query, Principal caller,
                                                    StillCounts still_counts) {
  if (++open_ > most_streams) {
    --open_;
    return nullptr;
  }
  return std::make_shared<Stream>(*this, after, std::move(query), std::move(caller), std::move(still_counts));
}

void LiveStreams::grown() {
  const std::lock_guard lock{mutex_};
  has_work_ = true;
  work_.notify_one();
}

void LiveStreams::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
    work_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
  std::vector<std::shared_ptr<Stream>> given_up;
  {
    const std::lock_guard lock{mutex_};
    given_up = std::exchange(waiting_, {});
    for (const auto& stream : given_up) stream->give_ = nullptr;
  }
}

void LiveStreams::wait_for_bytes(const std::shared_ptr<Stream>& stream) {
  const std::lock_guard lock{mutex_};
  if (stopping_) {
    stream->give_ = nullptr;
    return;
  }
  waiting_.push_back(stream);
  has_work_ = true;
  work_.notify_one();
}

void LiveStreams::forget(const Stream* stream) {
  std::shared_ptr<Stream> gone;  // ends outside of the lock
  const std::lock_guard lock{mutex_};
  const auto found = std::ranges::find(waiting_, stream, &std::shared_ptr<Stream>::get);
  if (found == waiting_.end()) return;
  gone = std::move(*found);
  gone->give_ = nullptr;
  waiting_.erase(found);
}

void LiveStreams::run() {
  auto next_heartbeat = std::chrono::steady_clock::now() + between_heartbeats;
  for (;;) {
    {
      std::unique_lock lock{mutex_};
      work_.wait_until(lock, next_heartbeat, [this] { return has_work_ || stopping_; });
      if (stopping_) return;
      has_work_ = false;
    }
    const bool heartbeat = std::chrono::steady_clock::now() >= next_heartbeat;
    if (heartbeat) next_heartbeat = std::chrono::steady_clock::now() + between_heartbeats;
    serve_waiting(heartbeat);
  }
}

/// Gives bytes to whoever waits and has some; the others go on waiting.
void LiveStreams::serve_waiting(bool heartbeat) {
  std::vector<std::shared_ptr<Stream>> streams;
  {
    const std::lock_guard lock{mutex_};
    streams = std::exchange(waiting_, {});
  }
  for (const auto& stream : streams) {
    Events events = next_events(*stream);
    if (events.bytes.empty() && heartbeat) events.bytes = heartbeat_comment;
    http::GiveChunk give;
    {
      const std::lock_guard lock{mutex_};
      if (stopping_) return;
      if (events.bytes.empty()) {
        if (stream->give_) waiting_.push_back(stream);
        has_work_ = has_work_ || events.has_more;
        continue;
      }
      give = std::exchange(stream->give_, nullptr);
    }
    if (give) give({std::move(events.bytes), events.is_last});
  }
}

/// Without bytes when nothing happened that this client may know of; records of others only move the cursor. Whoever is
/// far behind gets a part, and then others their turn. What it throws ends this stream alone.
LiveStreams::Events LiveStreams::next_events(Stream& stream) const {
  Events events;
  if (stream.still_counts_ && !stream.still_counts_()) return {"", false, true};
  if (!std::exchange(stream.greeted_, true)) {
    events.bytes = greeting;
    if (stream.query_.is_lost)
      append_event(events.bytes, "reset", stream.cursor_,
                   R"({"reason":"The history ends before what you have seen; load the list again."})");
  }
  try {
    for (int pages = 0; pages < pages_a_turn; ++pages) {
      const bool moved = add_page(events, stream);
      if (!events.bytes.empty() || !moved) return events;
    }
    events.has_more = true;
  } catch (const std::exception&) {
    end_unreadable(events, stream);
  }
  return events;
}

/// Whether the cursor moved.
bool LiveStreams::add_page(Events& events, Stream& stream) const {
  const auto page = reports_.changes(stream.cursor_, stream.query_, stream.caller_, records_at_once);
  if (!page) {
    end_unreadable(events, stream);
    return false;
  }
  if (!page->is_complete && !stream.told_incomplete_)
    append_event(events.bytes, "reset", stream.cursor_,
                 R"({"reason":"Not all that left the list can be told; load the list again."})");
  stream.told_incomplete_ = !page->is_complete;
  for (const LiveChange& change : page->changes)
    change.row ? append_event(events.bytes, "report", change.position, render_(*change.row, stream.caller_))
               : append_event(events.bytes, "left", change.position, id_json(change.report));
  const bool moved = page->up_to > stream.cursor_;
  stream.cursor_ = std::max(stream.cursor_, page->up_to);
  return moved;
}

/// The client comes again after its pause, and then perhaps finds the view mended.
void LiveStreams::end_unreadable(Events& events, const Stream& stream) {
  append_event(events.bytes, "reset", stream.cursor_, R"({"reason":"The view cannot be read; load the list again."})");
  events.is_last = true;
}

}  // namespace lapor::api
