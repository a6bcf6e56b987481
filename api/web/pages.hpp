#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/web/messages.hpp"
#include "events/identifiers.hpp"

namespace lapor::api {
struct Context;
struct Call;
using CallPtr = std::shared_ptr<Call>;
}  // namespace lapor::api

namespace lapor::api::web {

struct Visit;
using VisitPtr = std::shared_ptr<const Visit>;

/// Answers a visit with a whole document, at once or later.
using PageHandler = void (*)(Context& context, const VisitPtr& visit);

/// One row of the table of pages (docs/web.md). In a pattern `{id}` is a report's id, `{code}` one segment, and
/// `{rest}`, at the end, one segment or more.
struct Page {
  http::Method method;
  std::string_view pattern;
  std::string_view name;     // tells the script and the messages which page it is
  std::string_view section;  // of the navigation; empty: of none
  std::string_view area;     // of web/src, whose script draws it
  PageHandler handler;
  bool is_indexed{};  // search engines may show it
};

/// Every page there is; the table of routes comes first, so no page hides a resource of the API.
[[nodiscard]] std::span<const Page> pages();

struct PageMatch {
  const Page* page{};  // null: no row fits
  Language language{};
  std::string path;  // without the language's prefix
  ReportId report{};
  std::string rest;     // what stands for `{code}` or `{rest}`
  std::string allow{};  // the methods of the path, when only the method did not fit
};

/// HEAD goes where GET goes.
[[nodiscard]] PageMatch find_page(http::Method method, std::string_view path);

/// The path in a language: English has the prefix `/en`.
[[nodiscard]] std::string path_in(Language language, std::string_view path);

/// One page on its way to whoever asked for it. Immutable.
struct Visit {
  CallPtr call;
  PageMatch match;
};

}  // namespace lapor::api::web
