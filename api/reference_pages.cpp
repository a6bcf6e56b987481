#include "api/reference_pages.hpp"

#include <algorithm>

#include "api/audit/rulebook_facts.hpp"
#include "api/json_writer.hpp"
#include "storage/attachments/content.hpp"

namespace lapor::api {
namespace {

/// All before the last `separator`; empty at the top.
std::string_view parent_of(std::string_view code, char separator) {
  const auto end = code.rfind(separator);
  return end == std::string_view::npos ? std::string_view{} : code.substr(0, end);
}

template <class Write>
std::string object(Write write) {
  std::string text;
  JsonWriter json(text);
  json.begin_object();
  write(json);
  json.end_object();
  return text;
}

std::string list_of(const std::vector<std::string>& items, std::uint64_t version) {
  return object([&](JsonWriter& json) {
    json.raw_array("items", items);
    json.member("version", version);
  });
}

void write_closing(JsonWriter& json, const std::optional<Closing>& closing) {
  json.member("closed", closing.has_value());
  json.member_or_null("successor", closing ? closing->successor : "");
}

/// Of itself, or of what stands above it.
template <class Node>
std::optional<Closing> closing_of(const Node* closed) {
  return closed == nullptr ? std::nullopt : closed->closing;
}

std::string item_of(const Institution& node, const InstitutionTree& tree) {
  return object([&](JsonWriter& json) {
    json.member("slug", node.slug);
    json.member("name", node.name);
    json.member_or_null("abbreviation", node.abbreviation);
    json.member("kind", node.kind);
    json.member_or_null("parent", node.parent);
    json.member("zone", abbreviation(node.zone));
    json.member_or_null("region", node.region);
    write_closing(json, closing_of(tree.closed_at_or_above(node.slug)));
  });
}

std::string institutions_of(const InstitutionTree& tree, std::uint64_t version) {
  std::vector<std::string> items;
  for (const Institution& node : tree.all()) items.push_back(item_of(node, tree));
  return list_of(items, version);
}

std::string categories_of(const CategoryTable& table, std::uint64_t version) {
  std::vector<const Category*> sorted;
  for (const Category& category : table.all()) sorted.push_back(&category);
  std::ranges::sort(sorted, {}, [](const Category* category) -> const std::string& { return category->code; });
  std::vector<std::string> items;
  for (const Category* category : sorted) {
    items.push_back(object([&](JsonWriter& json) {
      json.member("code", category->code);
      json.member("label", category->label);
      json.member_or_null("parent", parent_of(category->code, '/'));
      write_closing(json, closing_of(table.closed_at_or_above(category->code)));
    }));
  }
  return list_of(items, version);
}

void write_numbers(JsonWriter& json, std::string_view name, std::int64_t first, std::int64_t second) {
  json.raw(name, "[" + std::to_string(first) + "," + std::to_string(second) + "]");
}

std::string policies_of(const PolicyBook& book, std::uint64_t version) {
  std::vector<std::string> items;
  for (const DeadlinePolicy& policy : book.all()) {
    items.push_back(object([&](JsonWriter& json) {
      json.member("effective_from", to_iso(policy.effective_from));
      for (const PolicyLimit& limit : policy_limits) json.member(limit.name, policy.*limit.working_days);
      write_numbers(json, "escalation", policy.escalation[0], policy.escalation[1]);
      write_numbers(json, "office_hours", policy.office.opens.count(), policy.office.closes.count());
    }));
  }
  return list_of(items, version);
}

void write_own_periods(JsonWriter& json, const RetentionPeriods& periods) {
  json.begin_array("own");
  for (const auto& [slug, years] : periods.own) {
    json.raw_element(object([&, slug = slug, years = years](JsonWriter& own) {
      own.member("institution", slug);
      own.member("years", years.count());
    }));
  }
  json.end_array();
}

std::string retention_of(const RetentionSchedule& schedule, std::uint64_t version) {
  std::vector<std::string> items;
  for (const RetentionPeriods& periods : schedule.all()) {
    items.push_back(object([&](JsonWriter& json) {
      json.member("effective_from", to_iso(periods.effective_from));
      json.member("years", periods.standard.count());
      write_own_periods(json, periods);
    }));
  }
  return list_of(items, version);
}

std::string item_of(std::string_view code, const Region& region) {
  return object([&](JsonWriter& json) {
    json.member("code", code);
    json.member("name", region.name);
    json.member("level", to_word(level_of(code)));
    json.member_or_null("parent", parent_of(code, '.'));
    json.member("zone", abbreviation(region.zone));
    region.label ? json.member("lat", region.label->latitude) : json.null("lat");
    region.label ? json.member("lng", region.label->longitude) : json.null("lng");
  });
}

}  // namespace

RegionLevel level_of(std::string_view region) {
  return static_cast<RegionLevel>(std::min<std::ptrdiff_t>(std::ranges::count(region, '.'), 2));
}

ReferencePages::ReferencePages(const Rulebook& rules)
    : version_(number(rules.version)),
      institutions_(institutions_of(rules.institutions, version_)),
      categories_(categories_of(rules.categories, version_)),
      policies_(policies_of(rules.policies, version_)),
      retention_(retention_of(rules.retention, version_)),
      decrees_(rules.decrees) {
  for (const auto& [code, region] : *rules.regions)
    regions_[static_cast<std::size_t>(level_of(code))].push_back({code, item_of(code, region)});
  for (auto& level : regions_) std::ranges::sort(level, {}, &RegionItem::code);
  etag_ = make_etag(rules.decrees);
}

/// Codes with one beginning stand side by side.
std::string ReferencePages::regions(RegionLevel level, std::string_view above) const {
  const auto& all = regions_[static_cast<std::size_t>(level)];
  const std::string beginning = above.empty() ? "" : std::string(above) + '.';
  auto region = std::ranges::lower_bound(all, beginning, {}, &RegionItem::code);
  return object([&](JsonWriter& json) {
    json.begin_array("items");
    for (; region != all.end() && region->code.starts_with(beginning); ++region) json.raw_element(region->json);
    json.end_array();
    json.member("version", version_);
  });
}

std::string ReferencePages::calendar(int year) const {
  static const HolidayDecree none{};
  const auto found = decrees_.find(year);
  const HolidayDecree& decree = found == decrees_.end() ? none : found->second;
  return object([&](JsonWriter& json) {
    json.member("year", year);
    json.member("decreed", found != decrees_.end());
    json.member_or_null("decree", decree.decree);
    json.begin_array("days");
    for (const Holiday& day : decree.days) {
      json.raw_element(object([&](JsonWriter& item) {
        item.member("date", to_iso(day.date));
        item.member("name", day.name);
        item.member("kind", to_word(day.kind));
      }));
    }
    json.end_array();
    json.member("version", version_);
  });
}

std::string ReferencePages::make_etag(const HolidayDecrees& decrees) const {
  storage::ContentHasher hasher;
  const auto add = [&](std::string_view text) { hasher.add(std::as_bytes(std::span{text})); };
  for (const std::string* page : {&institutions_, &categories_, &policies_, &retention_}) add(*page);
  for (const auto& level : regions_)
    for (const RegionItem& region : level) add(region.json);
  for (const auto& [year, decree] : decrees) add(calendar(year));
  constexpr std::size_t enough_digits = 16;
  return '"' + storage::to_hex(hasher.finish()).substr(0, enough_digits) + '"';
}

std::shared_ptr<const ReferencePages> NewestReferencePages::of(const Rulebook& rules) {
  const std::lock_guard lock{mutex_};
  if (!pages_ || pages_->version() < number(rules.version)) pages_ = std::make_shared<const ReferencePages>(rules);
  return pages_;
}

}  // namespace lapor::api
