#include "api/web/answers.hpp"

#include <sodium.h>

#include <array>

#include "api/compression.hpp"
#include "api/identify.hpp"
#include "api/request_head.hpp"
#include "api/web/negotiation.hpp"

namespace lapor::api::web {
namespace {

constexpr std::string_view for_ever = "public, max-age=31536000, immutable";
constexpr std::string_view for_a_day = "public, max-age=86400";
constexpr std::string_view asking_each_time = "no-cache";

/// What a file of the build needs: the page that uses it has all other fields. There are a dozen files a page.
constexpr std::string_view asset_fields =
    "Content-Security-Policy: default-src 'self'\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";

bool is_reading(const Call& call) {
  return call.request.method == http::Method::get || call.request.method == http::Method::head;
}

/// The name of a hashed file changes with its content. A new service worker or manifest must be noticed at once.
std::string_view caching_of(std::string_view path) {
  if (path.starts_with("/assets/")) return for_ever;
  return path.ends_with(".js") || path.ends_with(".webmanifest") ? asking_each_time : for_a_day;
}

const std::string& bytes_of(const WebFile& file, Encoding encoding) {
  return encoding == Encoding::brotli ? file.brotli : encoding == Encoding::gzip ? file.gzip : file.plain;
}

void give(Context& context, const Call& call, http::Response response) {
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("X-Request-Id", call.request_id);
  if (response.fixed_fields.empty()) response.fixed_fields = context.page_security_fields;
  context.metrics.count_page(response.status, std::chrono::steady_clock::now() - call.begun);
  call.respond(std::move(response));
}

void answer_file(Context& context, const Call& call, const WebFile& file) {
  const auto encoding = best_encoding(call.request.header("accept-encoding"), !file.brotli.empty(), !file.gzip.empty());
  const std::string_view word = to_word(encoding);
  const std::string etag = '"' + file.etag + (word.empty() ? "" : "-") + std::string(word) + '"';
  http::Response response{304, {{"ETag", etag}, {"Cache-Control", std::string(caching_of(call.request.path))}}, "", ""};
  if (call.request.path.starts_with("/assets/")) response.fixed_fields = asset_fields;
  if (!file.brotli.empty() || !file.gzip.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!is_known_to_client(call.request, etag)) {
    response.status = 200;
    response.content_type = file.content_type;
    response.body = bytes_of(file, encoding);
    if (!word.empty()) response.headers.emplace_back("Content-Encoding", word);
  }
  give(context, call, std::move(response));
}

void answer_wrong_method(Context& context, const Call& call, std::string_view allow) {
  http::Response response =
      to_response({ProblemKind::method_not_allowed, "Use one of: " + std::string(allow) + ".", "", ""});
  response.headers.emplace_back("Allow", allow);
  answer(context, call, std::move(response));
}

std::string etag_of(std::string_view document) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(document.data()), document.size(),
                     nullptr, 0);
  std::array<char, 2 * hash.size() + 1> text{};
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  return '"' + std::string(text.data()) + '"';
}

void show(Context& context, const VisitPtr& visit) {
  try {
    visit->match.page->handler(context, visit);
  } catch (const std::exception& error) {
    if (context.on_error) context.on_error(visit->call->request_id, error.what());
    answer_error(context, visit, 500);
  }
}

/// A slash too many at the end: the page is where it would be without.
bool answer_redirect(Context& context, const CallPtr& call) {
  std::string path = call->request.path;
  if (path.size() < 2 || path.back() != '/') return false;
  path.pop_back();
  if (find_page(call->request.method, path).page == nullptr || !is_reading(*call)) return false;
  if (!call->request.query.empty()) path += '?' + call->request.query;
  give(context, *call, {308, {{"Location", path}}, "", ""});
  return true;
}

}  // namespace

bool answer_web(Context& context, const CallPtr& call) {
  if (context.web == nullptr) return false;
  const std::string& path = call->request.path;
  if (const auto file = context.web->files.find(path); file != context.web->files.end()) {
    is_reading(*call) ? answer_file(context, *call, file->second) : answer_wrong_method(context, *call, "GET, HEAD");
    return true;
  }
  const auto visit = std::make_shared<const Visit>(Visit{call, find_page(call->request.method, path)});
  if (visit->match.page != nullptr) return show(context, visit), true;
  if (!visit->match.allow.empty()) return answer_wrong_method(context, *call, visit->match.allow), true;
  if (answer_redirect(context, call)) return true;
  if (!is_reading(*call) || !prefers_html(call->request)) return false;
  return answer_not_found(context, visit), true;
}

void answer_document(Context& context, const Call& call, http::Response response, Keeping keeping) {
  if (keeping == Keeping::never) {
    response.headers.emplace_back("Cache-Control", "no-store");
    return give(context, call, std::move(response));
  }
  const std::string etag = etag_of(response.body);
  response.headers.emplace_back("Cache-Control", "no-cache");
  response.headers.emplace_back("ETag", etag);
  if (response.status == 200 && is_known_to_client(call.request, etag))
    response = {304, std::move(response.headers), "", ""};
  compress(call.request, response);
  give(context, call, std::move(response));
}

}  // namespace lapor::api::web
