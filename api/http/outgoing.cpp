#include "api/http/outgoing.hpp"

namespace lapor::api::http {
namespace {

/// A connection that once sent a large answer does not keep the memory.
constexpr std::size_t kept_capacity = 65'536;

}  // namespace

Outgoing::Outgoing(uv_stream_t* stream, std::function<void(bool)> sent) : stream_{stream}, sent_{std::move(sent)} {
  write_.data = this;
}

bool Outgoing::flush() {
  if (buffer_.empty() || writing_) return true;
  const auto bytes = uv_buf_init(buffer_.data(), static_cast<unsigned>(buffer_.size()));
  const int sent = uv_try_write(stream_, &bytes, 1);
  if (sent < 0 && sent != UV_EAGAIN) return false;
  flushed_ += buffer_.size();
  const auto taken = static_cast<std::size_t>(sent < 0 ? 0 : sent);
  if (taken < buffer_.size()) return send_in_background(taken);
  buffer_.clear();
  forget_large_buffer();
  return true;
}

bool Outgoing::send_in_background(std::size_t already_sent) {
  in_background_.swap(buffer_);
  buffer_.clear();
  const auto rest =
      uv_buf_init(in_background_.data() + already_sent, static_cast<unsigned>(in_background_.size() - already_sent));
  const auto on_sent = [](uv_write_t* write, int status) {
    auto& self = *static_cast<Outgoing*>(write->data);
    self.writing_ = false;
    self.in_background_.clear();
    self.forget_large_buffer();
    if (status != UV_ECANCELED) self.sent_(status == 0);
  };
  writing_ = uv_write(&write_, stream_, &rest, 1, on_sent) == 0;
  return writing_;
}

void Outgoing::forget_large_buffer() {
  if (buffer_.empty() && buffer_.capacity() > kept_capacity) std::string{}.swap(buffer_);
  if (!writing_ && in_background_.capacity() > kept_capacity) std::string{}.swap(in_background_);
}

std::size_t Outgoing::unsent() const {
  return buffer_.size() + unsent_in_background();
}

std::uint64_t Outgoing::sent() const {
  return flushed_ - unsent_in_background();
}

std::size_t Outgoing::unsent_in_background() const {
  return writing_ ? uv_stream_get_write_queue_size(stream_) : 0;
}

}  // namespace lapor::api::http
