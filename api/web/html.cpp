#include "api/web/html.hpp"

namespace lapor::api::web {
namespace {

/// The five that could end a text or a value in quotes.
void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
}

bool is_target(std::string_view name) {
  return name == "href" || name == "src" || name == "action" || name == "formaction";
}

/// "//host" would lead to another host.
bool is_safe_target(std::string_view value) {
  return value.starts_with('#') || value.starts_with('?') || value.starts_with("https://") ||
         value.starts_with("http://") ||
         (value.starts_with('/') && !value.starts_with("//") && !value.starts_with("/\\"));
}

std::string_view take_until(std::string_view& rest, std::string_view separator) {
  const auto end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + separator.size());
  return part;
}

}  // namespace

Html& Html::text(std::string_view text) {
  append_escaped(out_, text);
  return *this;
}

Html& Html::paragraphs(std::string_view text) {
  std::string unix_lines(text);
  std::erase(unix_lines, '\r');
  std::string_view rest = unix_lines;
  while (!rest.empty()) {
    std::string_view paragraph = take_until(rest, "\n\n");
    if (paragraph.find_first_not_of(" \n\t") == std::string_view::npos) continue;
    element("p", [&] {
      for (bool is_first = true; !paragraph.empty(); is_first = false) {
        if (!is_first) leaf("br");
        this->text(take_until(paragraph, "\n"));
      }
    });
  }
  return *this;
}

Html& Html::leaf(HtmlName name, Attributes attributes) {
  open(name, attributes);
  return *this;
}

Html& Html::element(HtmlName name, Attributes attributes, std::string_view content) {
  open(name, attributes);
  text(content);
  return close(name);
}

std::string Html::take_document() {
  return "<!doctype html>\n" + std::move(out_) + '\n';
}

void Html::open(HtmlName name, Attributes attributes) {
  out_.append("<").append(name.text());
  for (const Attribute& attribute : attributes) {
    if (!attribute.is_set) continue;
    out_.append(" ").append(attribute.name.text()).append("=\"");
    const bool is_refused = is_target(attribute.name.text()) && !is_safe_target(attribute.value);
    append_escaped(out_, is_refused ? "#" : attribute.value);
    out_ += '"';
  }
  out_ += '>';
}

Html& Html::close(HtmlName name) {
  out_.append("</").append(name.text()).append(">");
  return *this;
}

}  // namespace lapor::api::web
