#pragma once

#include <functional>
#include <string>

#include "api/context.hpp"
#include "api/web/folder.hpp"
#include "api/web/html.hpp"
#include "api/web/pages.hpp"
#include "api/web/texts.hpp"

namespace lapor::api::web {

/// What a page says of itself in its head.
struct Head {
  std::string title;        // without the site's name
  std::string description;  // for search engines and for links that are shared
  bool is_indexed{};
  bool is_article{};  // for Open Graph; else a part of the site
};

/// A page being written: what its parts need to know.
struct Sheet {
  const WebFolder& folder;
  const Visit& visit;
  Texts texts;
  Html html{};

  Sheet(const Context& context, const VisitPtr& asked)
      : folder(*context.web), visit(*asked), texts(folder.messages, asked->match.language) {}

  /// A link's target in this page's language.
  [[nodiscard]] std::string to(std::string_view path) const { return path_in(texts.language(), path); }
};

/// How long an answer may be kept.
enum class Keeping {
  revalidated,  // by anybody, asking each time whether it is still so
  never,        // by nobody: it is one person's, or of this moment
};

/// Title and description of the page by its messages: `page.NAME.title`, `page.NAME.description`.
[[nodiscard]] Head usual_head(const Sheet& sheet);

/// Writes the whole document around `main` and answers the visit with it.
void answer_page(Context& context, const VisitPtr& visit, Sheet& sheet, const Head& head,
                 const std::function<void()>& main, Keeping keeping = Keeping::revalidated, int status = 200);

/// The page for a path that nothing has, and for what the visitor may not know of: the same bytes.
void answer_not_found(Context& context, const VisitPtr& visit);

/// The page for a request that could not be served; what to do about it stands in `page.error.STATUS.text`.
void answer_error(Context& context, const VisitPtr& visit, int status, const std::string& retry_after = "");

/// Fields that keep browsers from making more of a page than it is. `behind_tls`: also that they never come back
/// without TLS.
[[nodiscard]] std::string page_security_fields(bool behind_tls);

}  // namespace lapor::api::web
