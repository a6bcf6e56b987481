#include "api/http/request_parser.hpp"

#include <algorithm>

#include "api/http/head_rules.hpp"
#include "api/http/target.hpp"
#include "api/http/text.hpp"

namespace lapor::api::http {
namespace {

constexpr int go_on = 0;
constexpr int stop = HPE_USER;
constexpr std::size_t usual_fields = 12;

/// What llhttp found that the gates let pass.
Refusal refusal_of(llhttp_errno_t error) {
  switch (error) {
    case HPE_UNEXPECTED_CONTENT_LENGTH:
      return malformed("Content-Length must be given only once and not beside Transfer-Encoding.");
    case HPE_INVALID_CONTENT_LENGTH:
      return malformed("Content-Length must be digits that make a 64-bit number.");
    case HPE_INVALID_TRANSFER_ENCODING:
      return malformed("Transfer-Encoding must be chunked and nothing else.");
    case HPE_INVALID_URL:
      return malformed("The request target must begin with '/'.");
    default:
      return malformed("The request does not follow RFC 9112.");
  }
}

std::string lower(std::string_view name) {
  std::string result{name};
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

}  // namespace

const llhttp_settings_t& RequestParser::callbacks() {
  static const llhttp_settings_t settings = [] {
    llhttp_settings_t made{};
    llhttp_settings_init(&made);
    made.on_url = [](llhttp_t* p, const char* at, std::size_t size) { return self(p).take_url({at, size}); };
    made.on_header_field = [](llhttp_t* p, const char* at, std::size_t size) { return self(p).take_field({at, size}); };
    made.on_header_value = [](llhttp_t* p, const char* at, std::size_t size) { return self(p).take_value({at, size}); };
    made.on_headers_complete = [](llhttp_t* p) { return self(p).take_headers(); };
    made.on_chunk_header = [](llhttp_t* p) { return self(p).take_chunk(p->content_length); };
    made.on_body = [](llhttp_t* p, const char* at, std::size_t size) { return self(p).take_body({at, size}); };
    made.on_message_complete = [](llhttp_t* p) {
      self(p).complete_ = true;
      return static_cast<int>(HPE_PAUSED);
    };
    return made;
  }();
  return settings;
}

RequestParser::RequestParser(const Limits& limits, OnHead on_head)
    : limits_{limits}, on_head_{std::move(on_head)}, head_gate_{limits}, chunk_gate_{limits.chunk_extension} {}

RequestParser::Step RequestParser::feed(std::string_view bytes) {
  if (phase_ == Phase::finished) return {bytes.size(), NeedMore{}};
  std::size_t consumed = 0;
  if (phase_ == Phase::between) {
    consumed = skip_empty_line(bytes);
    if (consumed == bytes.size()) return {consumed, NeedMore{}};
    begin();
  }
  if (phase_ == Phase::head) {
    auto step = feed_head(bytes.substr(consumed));
    consumed += step.consumed;
    if (phase_ != Phase::body) return {consumed, std::move(step.outcome)};
  }
  auto step = feed_body(bytes.substr(consumed));
  step.consumed += consumed;
  return step;
}

/// RFC 9112, 2.2: one empty line before the request line is ignored.
std::size_t RequestParser::skip_empty_line(std::string_view bytes) {
  constexpr std::string_view empty_line = "\r\n";
  std::size_t skipped = 0;
  while (empty_line_ < empty_line.size() && skipped < bytes.size() && bytes[skipped] == empty_line[empty_line_]) {
    ++skipped;
    ++empty_line_;
  }
  return skipped;
}

void RequestParser::begin() {
  llhttp_init(&llhttp_, HTTP_REQUEST, &callbacks());
  llhttp_.data = this;
  head_gate_ = HeadGate{limits_};
  chunk_gate_ = ChunkGate{limits_.chunk_extension};
  request_ = Request{};
  complete_ = chunked_ = owes_continue_ = false;
  body_limit_ = limits_.body;
  body_size_ = 0;
  std::string{}.swap(joined_);
  enter(Phase::head);
}

void RequestParser::enter(Phase phase) {
  phase_ = phase;
  ++stage_;
}

RequestParser::Step RequestParser::feed_head(std::string_view bytes) {
  const bool lone_return = empty_line_ == 1;
  const auto before = head_.size();
  if (before > 0) head_ += bytes.substr(0, limits_.header_bytes + 1 - before);
  const std::string_view head = before > 0 ? std::string_view{head_} : bytes;
  auto refusal = lone_return ? malformed("A CR must be followed by LF.") : head_gate_.look(head);
  if (refusal) return {bytes.size(), refuse(std::move(*refusal))};
  const auto end = head_gate_.end();
  if (end == 0) {
    if (before == 0) head_ = bytes;
    return {bytes.size(), NeedMore{}};
  }
  auto outcome = read_head(head.substr(0, end));
  head_.clear();
  return {end - before, std::move(outcome)};
}

RequestParser::Outcome RequestParser::read_head(std::string_view head) {
  request_.method = head_gate_.method();
  request_.headers.reserve(usual_fields);
  const auto error = llhttp_execute(&llhttp_, head.data(), head.size());
  if (refused_) return refuse(std::move(refusal_));
  if (error != HPE_OK && error != HPE_PAUSED) return refuse(refusal_of(error));
  if (auto refusal = plan_body()) return refuse(std::move(*refusal));
  if (complete_) return complete();
  enter(Phase::body);
  return NeedMore{};
}

std::optional<Refusal> RequestParser::plan_body() {
  if (on_head_) {
    auto plan = on_head_(request_);
    if (!plan) return std::move(plan.error());
    for_sink_ = plan->sink != nullptr;
    if (for_sink_) body_limit_ = plan->limit;
  }
  if (!chunked_ && llhttp_.content_length > body_limit_) return body_too_large(body_limit_);
  return std::nullopt;
}

RequestParser::Step RequestParser::feed_body(std::string_view bytes) {
  if (bytes.empty()) return {0, NeedMore{}};
  owes_continue_ = false;
  piece_ = {};
  joined_.clear();
  framing_ = bytes.data();
  const auto error = llhttp_execute(&llhttp_, bytes.data(), bytes.size());
  const char* end = error == HPE_OK ? bytes.data() + bytes.size() : llhttp_get_error_pos(&llhttp_);
  if (chunked_) judge_framing(end);
  if (refused_) return {bytes.size(), refuse(std::move(refusal_)), piece_};
  if (error != HPE_OK && error != HPE_PAUSED) return {bytes.size(), refuse(refusal_of(error)), piece_};
  if (!complete_) return {bytes.size(), NeedMore{}, piece_};
  return {static_cast<std::size_t>(end - bytes.data()), complete(), piece_};
}

RequestParser::Outcome RequestParser::refuse(Refusal refusal) {
  enter(Phase::finished);
  owes_continue_ = false;
  return refusal;
}

RequestParser::Outcome RequestParser::complete() {
  enter(request_.keep_alive ? Phase::between : Phase::finished);
  empty_line_ = 0;
  owes_continue_ = false;
  return std::move(request_);
}

int RequestParser::stop_with(Refusal refusal) {
  refused_ = true;
  refusal_ = std::move(refusal);
  return stop;
}

int RequestParser::take_url(std::string_view url) {
  auto target = parse_target(url);
  if (!target) return stop_with(malformed(std::move(target.error())));
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  return go_on;
}

int RequestParser::take_field(std::string_view name) {
  if (phase_ == Phase::body) return stop_with(malformed("Trailer fields are not accepted."));
  request_.headers.emplace_back(lower(name), std::string{});
  return go_on;
}

int RequestParser::take_value(std::string_view value) {
  request_.headers.back().second = trimmed(value);
  return go_on;
}

int RequestParser::take_headers() {
  if (auto refusal = judge_fields(request_)) return stop_with(std::move(*refusal));
  request_.keep_alive = llhttp_should_keep_alive(&llhttp_) != 0;
  chunked_ = (llhttp_.flags & F_CHUNKED) != 0;
  owes_continue_ = request_.count("expect") > 0 && (chunked_ || llhttp_.content_length > 0);
  return go_on;
}

int RequestParser::take_chunk(std::uint64_t size) {
  if (size <= body_limit_ - body_size_) return go_on;
  return stop_with(body_too_large(body_limit_));
}

int RequestParser::take_body(std::string_view data) {
  if (chunked_ && !judge_framing(data.data())) return stop;
  framing_ = data.data() + data.size();
  body_size_ += data.size();
  if (for_sink_) {
    pass_on(data);
  } else {
    request_.body += data;
  }
  return go_on;
}

/// One piece a step: what lies in several chunks is put together, so that a client that sends many tiny chunks costs
/// its sink no more calls than reads.
void RequestParser::pass_on(std::string_view data) {
  if (piece_.empty()) {
    piece_ = data;
    return;
  }
  if (joined_.empty()) joined_ = piece_;
  joined_ += data;
  piece_ = joined_;
}

/// Looks at the framing between what was looked at last and `end`. What is wrong there came before whatever else llhttp
/// may have stumbled on, so it is the reason that counts.
bool RequestParser::judge_framing(const char* end) {
  if (chunk_gate_.refused()) return false;
  auto refusal = chunk_gate_.look({framing_, static_cast<std::size_t>(end - framing_)});
  framing_ = end;
  if (refusal) stop_with(std::move(*refusal));
  return !refusal;
}

}  // namespace lapor::api::http
