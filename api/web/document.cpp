#include "api/web/document.hpp"

#include <array>

#include "api/web/answers.hpp"

namespace lapor::api::web {
namespace {

/// Of the browser's own frame around the page.
constexpr std::string_view light_colour = "#ffffff";
constexpr std::string_view dark_colour = "#0f1722";

constexpr auto sections = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"reports", "/reports"},
    {"map", "/map"},
    {"institutions", "/institutions"},
    {"dashboard", "/dashboard"},
    {"track", "/track"},
    {"submit", "/submit"},
});

Language other_than(Language language) {
  return language == Language::english ? Language::indonesian : Language::english;
}

/// One whole document.
class DocumentWriter {
 public:
  DocumentWriter(const Context& context, Sheet& sheet, const Head& head)
      : context_(context), sheet_(sheet), html_(sheet.html), texts_(sheet.texts), head_(head) {}

  std::string write(const std::function<void()>& main) {
    const PageMatch& match = sheet_.visit.match;
    const std::string_view name = match.page == nullptr ? "not-found" : match.page->name;
    html_.element("html", {{"lang", code_of(texts_.language())}, {"data-page", name}}, [&] {
      html_.element("head", [&] { write_head(); });
      html_.element("body", [&] { html_.element("div", {{"id", "app"}}, [&] { write_body(main); }); });
    });
    return html_.take_document();
  }

 private:
  /// The same elements and classes as in web/src/app/frame.tsx, which takes their place.
  void write_body(const std::function<void()>& main) {
    html_.element("a", {{"class", "skip"}, {"href", "#page"}}, texts_("page.skip"));
    html_.element("header", {{"class", "masthead"}}, [&] { write_header(); });
    html_.element("main", {{"id", "page"}, {"tabindex", "-1"}}, [&] {
      html_.element("div", {{"class", "wrap stack stack--loose"}}, main);
    });
    html_.element("footer", {{"class", "footer"}}, [&] { write_footer(); });
  }

  void meta(std::string_view name, std::string_view content) {
    html_.leaf("meta", {{"name", name}, {"content", content}});
  }
  void property(std::string_view name, std::string_view content) {
    html_.leaf("meta", {{"property", name}, {"content", content}});
  }
  void link(std::string_view relation, std::string_view target) {
    html_.leaf("link", {{"rel", relation}, {"href", target}});
  }

  void write_head() {
    html_.leaf("meta", {{"charset", "utf-8"}});
    meta("viewport", "width=device-width, initial-scale=1");
    html_.element("title", full_title());
    meta("description", head_.description);
    meta("color-scheme", "light dark");
    html_.leaf("meta",
               {{"name", "theme-color"}, {"content", light_colour}, {"media", "(prefers-color-scheme: light)"}});
    html_.leaf("meta", {{"name", "theme-color"}, {"content", dark_colour}, {"media", "(prefers-color-scheme: dark)"}});
    head_.is_indexed ? write_addresses() : meta("robots", "noindex");
    write_files();
  }

  [[nodiscard]] std::string full_title() const {
    const std::string site = texts_("page.site");
    return head_.title.empty() || head_.title == site ? site : head_.title + " | " + site;
  }

  /// What search engines and links that are shared go by.
  void write_addresses() {
    const std::string& path = sheet_.visit.match.path;
    const std::string own = absolute(texts_.language(), path);
    link("canonical", own);
    for (const Language language : languages)
      html_.leaf("link", {{"rel", "alternate"}, {"hreflang", code_of(language)}, {"href", absolute(language, path)}});
    html_.leaf("link",
               {{"rel", "alternate"}, {"hreflang", "x-default"}, {"href", absolute(Language::indonesian, path)}});
    property("og:type", head_.is_article ? "article" : "website");
    property("og:title", head_.title);
    property("og:description", head_.description);
    property("og:url", own);
    property("og:site_name", texts_("page.site"));
    property("og:locale", texts_.language() == Language::english ? "en_GB" : "id_ID");
    if (const auto icon = sheet_.folder.icons.find("social.png"); icon != sheet_.folder.icons.end())
      property("og:image", origin() + icon->second);
    meta("twitter:card", "summary");
    meta("twitter:title", head_.title);
    meta("twitter:description", head_.description);
  }

  /// The gate has let one Host in, and no bytes that are none of an address.
  [[nodiscard]] std::string origin() const {
    const std::string scheme = context_.identity.options.secure_cookies ? "https://" : "http://";
    return scheme + std::string(sheet_.visit.call->request.header("host"));
  }
  [[nodiscard]] std::string absolute(Language language, std::string_view path) const {
    return origin() + path_in(language, path);
  }

  void write_files() {
    const WebFolder& folder = sheet_.folder;
    const std::string manifest = sheet_.to("/manifest.webmanifest");
    if (folder.files.contains(manifest)) link("manifest", manifest);
    if (folder.files.contains("/favicon.ico"))
      html_.leaf("link", {{"rel", "icon"}, {"href", "/favicon.ico"}, {"sizes", "32x32"}});
    if (const auto icon = folder.icons.find("icon.svg"); icon != folder.icons.end())
      html_.leaf("link", {{"rel", "icon"}, {"href", icon->second}, {"type", "image/svg+xml"}});
    if (folder.files.contains("/apple-touch-icon.png")) link("apple-touch-icon", "/apple-touch-icon.png");
    link("stylesheet", folder.style);
    html_.leaf("link", {{"rel", "stylesheet"},
                        {"id", "dark"},
                        {"href", folder.style_dark},
                        {"media", "(prefers-color-scheme: dark)"}});
    if (is_sent(sheet_.visit.call->request)) return;  // the script would put the empty form in the place of the answer
    for (const std::string& module : preloads())
      html_.leaf("link", {{"rel", "modulepreload"}, {"href", module}, {"fetchpriority", "low"}});
    html_.element("script", {{"type", "module"}, {"src", folder.script}, {"fetchpriority", "low"}}, "");
  }

  /// What the page's script will ask for next, so that it need not ask first.
  [[nodiscard]] const std::vector<std::string>& preloads() const {
    static const std::vector<std::string> none;
    const Page* page = sheet_.visit.match.page;
    const std::string area(page == nullptr ? "citizen" : page->area);
    const auto found = sheet_.folder.preloads.find(area + '/' + std::string(code_of(texts_.language())));
    return found == sheet_.folder.preloads.end() ? none : found->second;
  }

  void write_header() {
    html_.element("div", {{"class", "wrap wrap--wide masthead__row"}}, [&] {
      write_brand();
      html_.element("nav", {{"class", "masthead__bar"}, {"aria-label", texts_("page.nav")}}, [&] { write_sections(); });
      html_.element("div", {{"class", "masthead__end"}}, [&] {
        write_language_switch();
        html_.element("a",
                      {{"class", "button button--small"},
                       {"href", sheet_.to("/sign-in")},
                       {"aria-current", "page", is_in("account")}},
                      texts_("page.nav.sign-in"));
      });
      html_.element("details", {{"class", "menu"}}, [&] {
        html_.element("summary", texts_("frame.menu"));
        html_.element("nav", {{"aria-label", texts_("page.nav")}}, [&] { write_sections(); });
      });
    });
  }

  void write_brand() {
    html_.element("a", {{"class", "brand"}, {"href", sheet_.to("/")}}, [&] {
      html_.element("span", {{"class", "brand__mark"}, {"aria-hidden", "true"}}, "");
      html_.element("span", texts_("page.site"));
    });
  }

  void write_sections() {
    html_.element("ul", {{"class", "nav"}}, [&] {
      for (const auto& [section, path] : sections) write_section(section, path);
    });
  }

  [[nodiscard]] bool is_in(std::string_view section) const {
    const Page* page = sheet_.visit.match.page;
    return page != nullptr && page->section == section;
  }

  void write_section(std::string_view section, std::string_view path) {
    html_.element("li", [&] {
      html_.element("a", {{"href", sheet_.to(path)}, {"aria-current", "page", is_in(section)}},
                    texts_.of("page.nav.", section));
    });
  }

  /// The same page in the other language; the start page from one that there is not. What was sent by a form is not
  /// sent again.
  void write_language_switch() {
    const Language other = other_than(texts_.language());
    const PageMatch& match = sheet_.visit.match;
    const http::Request& request = sheet_.visit.call->request;
    std::string target = path_in(other, match.page == nullptr ? "/" : is_sent(request) ? form_of(match) : match.path);
    if (match.page != nullptr && !is_sent(request) && !request.query.empty()) target += '?' + request.query;
    const std::string_view code = code_of(other);
    html_.element(
        "a", {{"class", "button button--quiet button--small"}, {"href", target}, {"hreflang", code}, {"lang", code}},
        texts_("page.language_switch"));
  }

  static bool is_sent(const http::Request& request) { return request.method == http::Method::post; }

  /// "/track/reply" has no page of its own to be read.
  static std::string form_of(const PageMatch& match) { return match.path.substr(0, match.path.find('/', 1)); }

  void write_footer() {
    html_.element("div", {{"class", "wrap wrap--wide"}}, [&] {
      html_.element("p", texts_("page.footer.about"));
      html_.element("nav", {{"aria-label", texts_("page.footer.nav")}}, [&] {
        html_.element("ul", [&] {
          for (const auto* page : {"about", "privacy"})
            html_.element("li", [&] {
              html_.element("a", {{"href", sheet_.to('/' + std::string(page))}}, texts_.of("page.nav.", page));
            });
          html_.element("li", [&] { html_.element("a", {{"href", "/v1/openapi.json"}}, texts_("page.nav.api")); });
        });
      });
    });
  }

  const Context& context_;
  Sheet& sheet_;
  Html& html_;
  const Texts& texts_;
  const Head& head_;
};

/// A page that is none of the table's: what cannot be found or served.
void answer_message(Context& context, const VisitPtr& visit, std::string_view name, int status,
                    const std::string& retry_after) {
  auto lost = std::make_shared<Visit>(*visit);
  lost->match.page = nullptr;
  lost->match.path = "/";
  Sheet sheet(context, lost);
  const std::string key = "page." + std::string(name);
  const Head head{sheet.texts(key + ".title"), sheet.texts(key + ".text")};
  std::string document = DocumentWriter(context, sheet, head).write([&] {
    sheet.html.element("h1", head.title);
    sheet.html.element("p", head.description);
    sheet.html.element("p", [&] {
      sheet.html.element("a", {{"class", "button"}, {"href", sheet.to("/")}}, sheet.texts("page.to_start"));
    });
  });
  http::Response response{status, {}, "text/html; charset=utf-8", std::move(document)};
  if (!retry_after.empty()) response.headers.emplace_back("Retry-After", retry_after);
  answer_document(context, *visit->call, std::move(response), Keeping::never);
}

}  // namespace

Head usual_head(const Sheet& sheet) {
  const Page& page = *sheet.visit.match.page;
  const std::string key = "page." + std::string(page.name);
  return {sheet.texts(key + ".title"), sheet.texts(key + ".description"), page.is_indexed, false};
}

void answer_page(Context& context, const VisitPtr& visit, Sheet& sheet, const Head& head,
                 const std::function<void()>& main, Keeping keeping, int status) {
  std::string document = DocumentWriter(context, sheet, head).write(main);
  answer_document(context, *visit->call, {status, {}, "text/html; charset=utf-8", std::move(document)}, keeping);
}

void answer_not_found(Context& context, const VisitPtr& visit) {
  answer_message(context, visit, "not-found", 404, "");
}

void answer_error(Context& context, const VisitPtr& visit, int status, const std::string& retry_after) {
  const bool is_known = status == 403 || status == 429 || status == 503;
  answer_message(context, visit, "error." + std::to_string(is_known ? status : 500), status, retry_after);
}

std::string page_security_fields(bool behind_tls) {
  std::string fields =
      "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
      "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
      "base-uri 'none'; frame-ancestors 'none'\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Permissions-Policy: camera=(self), geolocation=(self), microphone=()\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "X-Frame-Options: DENY\r\n";
  if (behind_tls) fields += "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n";
  return fields;
}

}  // namespace lapor::api::web
