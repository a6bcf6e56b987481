#include <algorithm>

#include "events/rulebook_decide.hpp"

namespace lapor {
namespace {

/// One overload for every event: what it changes in the rulebook, and nothing else.
class RulebookFold {
 public:
  RulebookFold(Rulebook& rules, Instant at) : rules_(rules), at_(at) {}

  void operator()(const InstitutionOpened& event) const {
    rules_.institutions.set(
        {event.slug, event.name, event.abbreviation, event.kind, "", event.zone, event.region, std::nullopt});
  }
  void operator()(const InstitutionNamed& event) const {
    change(event.slug, [&](Institution& institution) {
      institution.name = event.name;
      institution.abbreviation = event.abbreviation;
    });
  }
  void operator()(const InstitutionClosed& event) const {
    change(event.slug, [&](Institution& institution) {
      institution.closing = Closing{at_, event.reason, event.successor};
    });
  }
  void operator()(const UnitOpened& event) const {
    rules_.institutions.set({event.slug, event.name, "", "unit", event.parent,
                             rules_.institutions.zone_of(event.parent), "", std::nullopt});
  }
  void operator()(const CategoryOpened& event) const { rules_.categories.set({event.code, event.label, std::nullopt}); }
  void operator()(const CategoryLabelled& event) const {
    change_category(event.code, [&](Category& category) { category.label = event.label; });
  }
  void operator()(const CategoryClosed& event) const {
    change_category(event.code, [&](Category& category) {
      category.closing = Closing{at_, event.reason, event.successor};
    });
  }
  void operator()(const HolidaysDecreed& event) const {
    HolidayDecrees decrees = rules_.decrees;
    decrees[event.year] = event.decree;
    rules_.calendar = working_calendar(decrees);
    rules_.decrees = std::move(decrees);
  }
  void operator()(const PolicyAdopted& event) const { rules_.policies = rules_.policies.with(event.policy); }
  void operator()(const RetentionAdopted& event) const { rules_.retention = rules_.retention->with(event.periods); }
  void operator()(const AnswerTemplateSet& event) const {
    auto templates = without(event.institution, event.name);
    templates.push_back({event.name, Shared<std::string>(event.text)});
    std::ranges::sort(templates, {}, &AnswerTemplate::name);
    rules_.templates.set(event.institution, std::move(templates));
  }
  void operator()(const AnswerTemplateRemoved& event) const {
    rules_.templates.set(event.institution, without(event.institution, event.name));
  }

 private:
  template <class Change>
  void change(const Slug& slug, Change apply) const {
    const Institution* known = rules_.institutions.find(slug);
    if (known == nullptr) return;
    Institution changed = *known;
    apply(changed);
    rules_.institutions.set(std::move(changed));
  }

  template <class Change>
  void change_category(const std::string& code, Change apply) const {
    const Category* known = rules_.categories.find(code);
    if (known == nullptr) return;
    Category changed = *known;
    apply(changed);
    rules_.categories.set(std::move(changed));
  }

  [[nodiscard]] std::vector<AnswerTemplate> without(const Slug& institution, const std::string& name) const {
    const auto* known = rules_.templates.find(institution);
    std::vector<AnswerTemplate> others = known == nullptr ? std::vector<AnswerTemplate>{} : *known;
    std::erase_if(others, [&](const AnswerTemplate& each) { return each.name == name; });
    return others;
  }

  Rulebook& rules_;
  Instant at_;
};

}  // namespace

Rulebook evolve(Rulebook rules, const RulebookRecord& record) {
  for (const RulebookEvent& event : record.events) std::visit(RulebookFold{rules, record.at}, event);
  rules.version = record.version;
  return rules;
}

std::string_view name_of(const RulebookEvent& event) {
  struct Name {
    std::string_view operator()(const InstitutionOpened&) const { return "institution_opened"; }
    std::string_view operator()(const InstitutionNamed&) const { return "institution_named"; }
    std::string_view operator()(const InstitutionClosed&) const { return "institution_closed"; }
    std::string_view operator()(const UnitOpened&) const { return "unit_opened"; }
    std::string_view operator()(const CategoryOpened&) const { return "category_opened"; }
    std::string_view operator()(const CategoryLabelled&) const { return "category_labelled"; }
    std::string_view operator()(const CategoryClosed&) const { return "category_closed"; }
    std::string_view operator()(const HolidaysDecreed&) const { return "holidays_decreed"; }
    std::string_view operator()(const PolicyAdopted&) const { return "policy_adopted"; }
    std::string_view operator()(const RetentionAdopted&) const { return "retention_adopted"; }
    std::string_view operator()(const AnswerTemplateSet&) const { return "answer_template_set"; }
    std::string_view operator()(const AnswerTemplateRemoved&) const { return "answer_template_removed"; }
  };
  return std::visit(Name{}, event);
}

}  // namespace lapor
