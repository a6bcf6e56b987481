#include "api/http/message.hpp"

#include <algorithm>

namespace lapor::api::http {

std::string_view to_word(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    case Method::options:
      return "OPTIONS";
  }
  return "";
}

std::string_view Request::header(std::string_view name) const {
  const auto found =
      std::find_if(headers.begin(), headers.end(), [&](const Header& field) { return field.first == name; });
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

std::size_t Request::count(std::string_view name) const {
  const auto fields =
      std::count_if(headers.begin(), headers.end(), [&](const Header& field) { return field.first == name; });
  return static_cast<std::size_t>(fields);
}

}  // namespace lapor::api::http
