#include "api/audit/event_kinds.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lapor::api {
namespace {

template <class AnyEvent, std::size_t... I>
std::array<std::string_view, sizeof...(I)> names_of(std::index_sequence<I...>) {
  return {name_of(AnyEvent{std::in_place_index<I>})...};
}

/// The place of `name` among the events of one kind of history.
template <class AnyEvent>
std::optional<std::size_t> index_of(std::string_view name) {
  static const auto names = names_of<AnyEvent>(std::make_index_sequence<std::variant_size_v<AnyEvent>>{});
  const auto* found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

bool EventKinds::add(std::string_view name) {
  if (const auto index = index_of<Event>(name)) return kinds_.set(*index), true;
  if (const auto index = index_of<PersonEvent>(name)) return kinds_.set(of_persons + *index), true;
  if (const auto index = index_of<LogEvent>(name)) return kinds_.set(of_log + *index), true;
  if (const auto index = index_of<RulebookEvent>(name)) return kinds_.set(of_rulebook + *index), true;
  return false;
}

bool EventKinds::has_any_of(const AnyRecord& record) const {
  return std::visit(
      [this](const auto& each) {
        return std::ranges::any_of(each.events, [this](const auto& event) { return kinds_.test(ordinal(event)); });
      },
      record);
}

}  // namespace lapor::api
