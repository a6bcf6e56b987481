#include "tools/http_reply.hpp"

#include <algorithm>

namespace lapor::tools {
namespace {

constexpr int go_on = 0;
constexpr int without_body = 1;

}  // namespace

std::string_view HttpReply::header(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const auto& field) { return field.first == name; });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

const llhttp_settings_t& HttpReplyParser::callbacks() {
  static const llhttp_settings_t settings = [] {
    llhttp_settings_t made{};
    llhttp_settings_init(&made);
    made.on_header_field = [](llhttp_t* p, const char* at, std::size_t size) {
      self(p).append_name({at, size});
      return go_on;
    };
    made.on_header_value = [](llhttp_t* p, const char* at, std::size_t size) {
      self(p).value_began_ = true;
      if (!self(p).reply_.headers.empty()) self(p).reply_.headers.back().second.append(at, size);
      return go_on;
    };
    made.on_header_value_complete = [](llhttp_t* p) {
      self(p).value_began_ = true;
      return go_on;
    };
    made.on_headers_complete = [](llhttp_t* p) { return self(p).take_headers(); };
    made.on_body = [](llhttp_t* p, const char* at, std::size_t size) { return self(p).append_body({at, size}); };
    made.on_message_complete = [](llhttp_t* p) {
      self(p).complete_ = true;
      return static_cast<int>(HPE_PAUSED);
    };
    return made;
  }();
  return settings;
}

HttpReplyParser::HttpReplyParser(bool head_only, std::size_t largest_body)
    : head_only_{head_only}, largest_body_{largest_body} {
  restart();
}

void HttpReplyParser::restart() {
  llhttp_init(&llhttp_, HTTP_RESPONSE, &callbacks());
  llhttp_.data = this;
  reply_ = {};
  value_began_ = true;
  complete_ = false;
}

Result<bool, std::string> HttpReplyParser::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto error = llhttp_execute(&llhttp_, bytes.data(), bytes.size());
    if (too_large_) return fail("the reply is larger than " + std::to_string(largest_body_) + " bytes");
    if (error != HPE_OK && error != HPE_PAUSED)
      return fail(std::string{"the reply is not HTTP/1.1: "} + llhttp_get_error_reason(&llhttp_));
    if (!complete_) return false;
    bytes.remove_prefix(static_cast<std::size_t>(llhttp_get_error_pos(&llhttp_) - bytes.data()));
    if (reply_.status >= 200) {
      keep_alive_ = keep_alive_ && bytes.empty();
      return true;
    }
    restart();
  }
  return false;
}

bool HttpReplyParser::end() {
  keep_alive_ = false;
  llhttp_finish(&llhttp_);
  return complete_;
}

/// A name may come in parts; the first part after a value begins a new field.
void HttpReplyParser::append_name(std::string_view part) {
  if (value_began_) reply_.headers.emplace_back();
  value_began_ = false;
  for (const char c : part) reply_.headers.back().first += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

int HttpReplyParser::take_headers() {
  for (auto& field : reply_.headers) field.second.erase(field.second.find_last_not_of(" \t") + 1);
  reply_.status = llhttp_get_status_code(&llhttp_);
  keep_alive_ = llhttp_should_keep_alive(&llhttp_) != 0;
  return head_only_ ? without_body : go_on;
}

int HttpReplyParser::append_body(std::string_view part) {
  too_large_ = part.size() > largest_body_ - reply_.body.size();
  if (too_large_) return HPE_USER;
  reply_.body += part;
  return go_on;
}

}  // namespace lapor::tools
