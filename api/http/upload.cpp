#include "api/http/upload.hpp"

#include <algorithm>
#include <utility>

namespace lapor::api::http {

void Upload::open(std::shared_ptr<BodySink> sink, LoopTime now) {
  sink_ = std::move(sink);
  begun_at_ = progress_at_ = now;
}

void Upload::take(std::string_view bytes, LoopTime now, const std::shared_ptr<Outbox>& outbox,
                  std::uint64_t connection) {
  progress_at_ = now;
  full_ = true;
  auto drained = [outbox, letter = Drained{connection, ++takes_}] { outbox->post(letter); };
  if (sink_->take(bytes, std::move(drained))) full_ = false;
}

void Upload::take_note(const Drained& room) {
  if (room.take == takes_) full_ = false;
}

LoopTime Upload::due(const Limits& limits, bool bytes_expected) const {
  const auto whole = begun_at_ + LoopTime{limits.upload_timeout_ms};
  const auto some = progress_at_ + LoopTime{limits.body_timeout_ms};
  return bytes_expected ? std::min(whole, some) : whole;
}

std::shared_ptr<BodySink> Upload::end(bool whole) {
  full_ = false;
  auto sink = std::exchange(sink_, nullptr);
  if (sink) sink->end(whole);
  return sink;
}

}  // namespace lapor::api::http
