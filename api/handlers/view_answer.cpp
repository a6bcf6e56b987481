#include "api/handlers/view_answer.hpp"

#include "api/handlers/reading.hpp"
#include "api/query.hpp"
#include "api/request_head.hpp"

namespace lapor::api {
namespace {

/// The view is another one after every record, and when it was made anew; each format of it is a representation of its
/// own (RFC 9110, 8.8.3).
std::string etag_of(const Context& context, Position position, const ViewRead& read) {
  return "\"p" + std::to_string(number(position)) + '-' + std::to_string(context.reports.generation()) + '-' +
         std::string(to_word(read.format)) + *read.variant + '"';
}

/// RFC 8288: the same target with another cursor.
std::string link_to_next(const http::Request& request, const std::string& cursor) {
  std::string target = request.path + '?';
  for (std::string_view rest = request.query; !rest.empty();)
    if (const std::string_view part = take(rest, '&'); !part.starts_with("cursor=")) target.append(part).append("&");
  return '<' + target + "cursor=" + cursor + ">; rel=\"next\"";
}

/// Nobody waits so long for a page; the work is left to those who still do.
constexpr std::chrono::seconds most_waited{10};

Problem too_many() {
  return {ProblemKind::unavailable, "Too many searches wait; retry in a moment.", "", ""};
}

void answer_now(Context& context, const Call& call, const ViewRead& read) {
  auto made = read.read();
  if (!made) return answer(context, call, Problem{ProblemKind::unavailable, made.error().what, "", ""});
  http::Response response = json_response(std::move(made->body));
  response.content_type = content_type_of(read.format);
  if (read.variant) response.headers.emplace_back("ETag", etag_of(context, made->position, read));
  response.headers.emplace_back("Vary", "Accept");
  if (!made->next_cursor.empty()) response.headers.emplace_back("Link", link_to_next(call.request, made->next_cursor));
  answer(context, call, std::move(response));
}

void answer_in_turn(Context& context, const CallPtr& call, const ViewRead& read) {
  if (read.variant) {
    const std::string etag = etag_of(context, context.reports.checkpoint(), read);
    if (is_known_to_client(call->request, etag)) return answer(context, *call, {304, {{"ETag", etag}}, "", ""});
  }
  const auto admission = context.searches.post([&context, call, read] {
    const bool is_too_late = std::chrono::steady_clock::now() - call->begun > most_waited;
    guarded(context, *call,
            [&] { is_too_late ? answer(context, *call, too_many()) : answer_now(context, *call, read); });
  });
  if (admission != storage::JobPool::Admission::accepted) answer(context, *call, too_many());
}

}  // namespace

void answer_from_view(Context& context, const CallPtr& call, ViewRead read) {
  when_reports_can_be_read(context, call,
                           [&context, call, read = std::move(read)] { answer_in_turn(context, call, read); });
}

}  // namespace lapor::api
