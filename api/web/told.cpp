#include "api/web/told.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>

namespace lapor::api::web {

std::string_view Told::text(std::string_view path) const {
  const boost::json::value* value = find(path);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view{};
}

std::uint64_t Told::number(std::string_view path) const {
  const boost::json::value* value = find(path);
  if (value == nullptr) return 0;
  if (value->is_uint64()) return value->get_uint64();
  return value->is_int64() ? static_cast<std::uint64_t>(std::max<std::int64_t>(0, value->get_int64())) : 0;
}

bool Told::flag(std::string_view path) const {
  const boost::json::value* value = find(path);
  return value != nullptr && value->is_bool() && value->get_bool();
}

bool Told::has(std::string_view path) const {
  const boost::json::value* value = find(path);
  return value != nullptr && !value->is_null();
}

std::size_t Told::size(std::string_view path) const {
  const boost::json::value* value = find(path);
  return value != nullptr && value->is_array() ? value->get_array().size() : 0;
}

const boost::json::value* Told::find(std::string_view path) const {
  const boost::json::value* value = value_;
  while (!path.empty() && value != nullptr) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    const auto* object = value->if_object();
    value = object == nullptr ? nullptr : object->if_contains(name);
  }
  return value;
}

boost::json::value parse_answer(std::string_view body) {
  boost::json::error_code error;
  boost::json::value value = boost::json::parse(body, error);
  return error ? boost::json::value{} : value;
}

}  // namespace lapor::api::web
