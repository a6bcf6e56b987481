#pragma once

#include <string>
#include <string_view>

#include "events/directory.hpp"

/// What knows everything below it: a value is counted and found as each one above it, too.
namespace lapor::api {

/// Calls `add` with the value and everything above it: `35.78.01`, `35.78`, `35`.
template <class Add>
void with_those_above(std::string_view value, char separator, Add add) {
  while (!value.empty()) {
    add(std::string(value));
    const auto end = value.rfind(separator);
    value = end == std::string_view::npos ? std::string_view{} : value.substr(0, end);
  }
}

/// The same for an institution or unit.
template <class Add>
void with_those_above(const InstitutionTree& tree, Slug slug, Add add) {
  while (!slug.empty()) {
    add(slug);
    const Institution* node = tree.find(slug);
    slug = node == nullptr ? Slug{} : node->parent;
  }
}

}  // namespace lapor::api
