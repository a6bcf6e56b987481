#include "events/rulebook_decide.hpp"

#include <algorithm>
#include <optional>

#include "events/rulebook_rules.hpp"

namespace lapor {
namespace {

using Decision = Result<RulebookEvents, RulebookRefusal>;
using Reason = RulebookRefusalReason;
using Refused = std::optional<RulebookRefusal>;

constexpr std::size_t most_holidays = 100;  // of one year; there are some 25

/// Kinds of institutions, and how many characters the code of the region has that one of them governs.
struct Kind {
  std::string_view name;
  std::size_t region_length;  // 0: it governs none
};

constexpr auto kinds = std::to_array<Kind>({
    {"kementerian", 0},
    {"lembaga_lpnk", 0},
    {"lembaga_lns", 0},
    {"lembaga_negara", 0},
    {"lembaga_setingkat_menteri", 0},
    {"lembaga_badan_hukum_publik", 0},
    {"lembaga_lpp", 0},
    {"provinsi", 2},
    {"kabupaten", 5},
    {"kota", 5},
});

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// One part of a slug or code: small letters and digits, with single hyphens (and, where `dots`, points) between them.
bool is_part(std::string_view text, bool dots) {
  bool after_separator = true;
  for (const char c : text) {
    const bool separator = c == '-' || (dots && c == '.');
    if (!is_letter_or_digit(c) && !(separator && !after_separator)) return false;
    after_separator = separator;
  }
  return !after_separator;
}

std::string_view parent_of(std::string_view code) {
  const auto slash = code.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : code.substr(0, slash);
}

std::string_view last_part_of(std::string_view code) {
  return code.substr(code.rfind('/') + 1);
}

RulebookRefusal refusal(Reason reason, std::string_view field, std::string detail) {
  return {reason, field, std::move(detail)};
}

template <class... E>
Decision events(E... happened) {
  RulebookEvents result;
  result.reserve(sizeof...(happened));
  (result.emplace_back(std::move(happened)), ...);
  return result;
}

Decision nothing() {
  return RulebookEvents{};
}

Decision refuse(Reason reason, std::string_view field, std::string detail) {
  return fail(refusal(reason, field, std::move(detail)));
}

/// To whose branch a command belongs; one overload for each that a coordinator may give, nothing for the others.
struct BranchOf {
  const InstitutionTree& tree;

  Slug unit(const Slug& slug) const {
    const Institution* node = tree.find(slug);
    return node == nullptr || node->parent.empty() ? Slug{} : slug;
  }
  Slug operator()(const NameInstitution& wish) const { return unit(wish.slug); }
  Slug operator()(const CloseInstitution& wish) const { return unit(wish.slug); }
  Slug operator()(const OpenUnit& wish) const { return wish.parent; }
  Slug operator()(const SetAnswerTemplate& wish) const { return wish.institution; }
  Slug operator()(const RemoveAnswerTemplate& wish) const { return wish.institution; }
  Slug operator()(const OpenInstitution&) const { return {}; }
  Slug operator()(const OpenCategory&) const { return {}; }
  Slug operator()(const LabelCategory&) const { return {}; }
  Slug operator()(const CloseCategory&) const { return {}; }
  Slug operator()(const DecreeHolidays&) const { return {}; }
  Slug operator()(const AdoptPolicy&) const { return {}; }
  Slug operator()(const AdoptRetention&) const { return {}; }
};

RulebookCapacities capacities_of(const RulebookCommand& command, const InstitutionTree& tree) {
  RulebookCapacities as;
  if (command.by.role == Role::national_admin) as.add(RulebookCapacity::national_admin);
  if (command.by.role == Role::coordinator &&
      tree.is_same_or_above(command.by.institution, std::visit(BranchOf{tree}, command.body)))
    as.add(RulebookCapacity::coordinator);
  return as;
}

/// Decides one command, after the table has said who may ask; one overload for each command.
class RulebookDecider {
 public:
  RulebookDecider(const Rulebook& rules, Instant now)
      : rules_(rules), tree_(rules.institutions), today_(local_date(now, Zone::wib)) {}

  Decision operator()(const OpenInstitution& wish) const {
    const InstitutionOpened opened{wish.slug, wish.name,   wish.abbreviation,
                                   wish.kind, wish.region, zone_of_region(wish.region)};
    if (const Institution* known = tree_.find(wish.slug)) return is_same(*known, opened) ? nothing() : taken("slug");
    if (!is_part(wish.slug, true))
      return refuse(Reason::malformed_code, "slug",
                    "Write it in small letters and digits, like kemenhub or kota-35.78.");
    if (const auto wrong = wrong_kind(wish)) return fail(*wrong);
    return events(opened);
  }

  Decision operator()(const NameInstitution& wish) const {
    const Institution* known = tree_.find(wish.slug);
    if (known == nullptr) return unknown_institution("slug");
    if (known->name == wish.name && known->abbreviation == wish.abbreviation) return nothing();
    if (const auto wrong = closed("slug", wish.slug)) return fail(*wrong);
    return events(InstitutionNamed{wish.slug, wish.name, wish.abbreviation});
  }

  Decision operator()(const CloseInstitution& wish) const {
    const Institution* known = tree_.find(wish.slug);
    if (known == nullptr) return unknown_institution("slug");
    if (is_closed_so(known->closing, wish.reason, wish.successor)) return nothing();
    if (const auto wrong = closed("slug", wish.slug)) return fail(*wrong);
    if (const auto wrong = wrong_successor(wish)) return fail(*wrong);
    return events(InstitutionClosed{wish.slug, wish.reason, wish.successor});
  }

  Decision operator()(const OpenUnit& wish) const {
    if (const Institution* known = tree_.find(wish.slug))
      return known->parent == wish.parent && known->name == wish.name && !known->closing ? nothing() : taken("slug");
    if (tree_.find(wish.parent) == nullptr) return unknown_institution("parent");
    if (parent_of(wish.slug) != wish.parent || !is_part(last_part_of(wish.slug), false))
      return refuse(Reason::malformed_code, "slug",
                    "Write the parent's slug, a slash and a name in small letters, like kota-35.78/dishub.");
    if (const auto wrong = closed("parent", wish.parent)) return fail(*wrong);
    return events(UnitOpened{wish.slug, wish.parent, wish.name});
  }

  Decision operator()(const OpenCategory& wish) const {
    if (const Category* known = rules_.categories.find(wish.code))
      return known->label == wish.label && !known->closing ? nothing() : taken("code");
    const std::string_view topic = parent_of(wish.code);
    if (!is_part(last_part_of(wish.code), false) || (!topic.empty() && !is_part(topic, false)))
      return refuse(Reason::malformed_code, "code",
                    "Write it in small letters, like perhubungan or perhubungan/parkir.");
    if (topic.empty()) return events(CategoryOpened{wish.code, wish.label});
    if (!rules_.categories.contains(topic)) return unknown_category("code");
    if (const auto wrong = closed_category("code", topic)) return fail(*wrong);
    return events(CategoryOpened{wish.code, wish.label});
  }

  Decision operator()(const LabelCategory& wish) const {
    const Category* known = rules_.categories.find(wish.code);
    if (known == nullptr) return unknown_category("code");
    if (known->label == wish.label) return nothing();
    if (const auto wrong = closed_category("code", wish.code)) return fail(*wrong);
    return events(CategoryLabelled{wish.code, wish.label});
  }

  Decision operator()(const CloseCategory& wish) const {
    const Category* known = rules_.categories.find(wish.code);
    if (known == nullptr) return unknown_category("code");
    if (is_closed_so(known->closing, wish.reason, wish.successor)) return nothing();
    if (const auto wrong = closed_category("code", wish.code)) return fail(*wrong);
    if (const auto wrong = wrong_successor(wish)) return fail(*wrong);
    return events(CategoryClosed{wish.code, wish.reason, wish.successor});
  }

  Decision operator()(const DecreeHolidays& wish) const {
    const auto known = rules_.decrees->find(wish.year);
    if (known != rules_.decrees->end() && known->second == wish.decree) return nothing();
    if (wish.year < static_cast<int>(today_.year()))
      return refuse(Reason::year_over, "year", "The year has ended; its days stay as they were.");
    if (const auto wrong = wrong_days(wish)) return fail(*wrong);
    return events(HolidaysDecreed{wish.year, wish.decree});
  }

  Decision operator()(const AdoptPolicy& wish) const {
    if (rules_.policies.on(wish.policy.effective_from) == wish.policy) return nothing();
    if (wish.policy.effective_from <= today_) return begun();
    return events(PolicyAdopted{wish.policy});
  }

  Decision operator()(const AdoptRetention& wish) const {
    if (rules_.retention->on(wish.periods.effective_from) == wish.periods) return nothing();
    if (wish.periods.effective_from <= today_) return begun();
    for (const auto& [slug, years] : wish.periods.own)
      if (tree_.find(slug) == nullptr) return unknown_institution("own");
    return events(RetentionAdopted{wish.periods});
  }

  Decision operator()(const SetAnswerTemplate& wish) const {
    const auto* known = template_of(wish.institution, wish.name);
    if (known != nullptr && *known->text == wish.text) return nothing();
    if (!is_desk(wish.institution)) return unknown_institution("institution");
    if (const auto wrong = closed("institution", wish.institution)) return fail(*wrong);
    const auto* templates = rules_.templates.find(wish.institution);
    if (known == nullptr && templates != nullptr && templates->size() >= most_answer_templates)
      return refuse(Reason::too_many, "name",
                    "There are " + std::to_string(most_answer_templates) + " already; remove one that nobody uses.");
    return events(AnswerTemplateSet{wish.institution, wish.name, wish.text});
  }

  Decision operator()(const RemoveAnswerTemplate& wish) const {
    if (!is_desk(wish.institution)) return unknown_institution("institution");
    if (template_of(wish.institution, wish.name) == nullptr) return nothing();
    return events(AnswerTemplateRemoved{wish.institution, wish.name});
  }

 private:
  static Decision taken(std::string_view field) {
    return refuse(Reason::code_taken, field, "This code is taken, and stays so for ever; choose another one.");
  }
  static Decision unknown_institution(std::string_view field) {
    return refuse(Reason::unknown_institution, field, "No institution or unit has this slug.");
  }
  static Decision unknown_category(std::string_view field) {
    return refuse(Reason::unknown_category, field, "No category has this code; open a topic before its parts.");
  }
  static Decision begun() {
    return refuse(Reason::already_in_force, "effective_from",
                  "Name a day after today: what has begun, or begins today, stays as it is.");
  }

  static bool is_same(const Institution& known, const InstitutionOpened& wish) {
    return known.parent.empty() && !known.closing && known.name == wish.name &&
           known.abbreviation == wish.abbreviation && known.kind == wish.kind && known.region == wish.region;
  }

  static bool is_closed_so(const std::optional<Closing>& closing, std::string_view reason, std::string_view successor) {
    return closing && closing->reason == reason && closing->successor == successor;
  }

  [[nodiscard]] Zone zone_of_region(const std::string& region) const {
    const auto found = rules_.regions->find(region);
    return found == rules_.regions->end() ? Zone::wib : found->second.zone;
  }

  [[nodiscard]] Refused wrong_kind(const OpenInstitution& wish) const {
    const auto kind = std::ranges::find(kinds, wish.kind, &Kind::name);
    if (kind == kinds.end()) {
      std::string names;
      for (const Kind& each : kinds) names += (names.empty() ? "" : ", ") + std::string(each.name);
      return refusal(Reason::wrong_kind, "kind", "Use one of: " + names + ".");
    }
    if (!wish.region.empty() && !rules_.regions->contains(wish.region))
      return refusal(Reason::unknown_region, "region", "No region has this code; use an official one, like 35.78.");
    if (wish.region.size() == kind->region_length) return std::nullopt;
    return refusal(Reason::wrong_kind, "region",
                   kind->region_length == 0 ? "Only provinces, regencies and cities govern a region."
                                            : "Name the region that it governs, of its own level.");
  }

  [[nodiscard]] Refused closed(std::string_view field, std::string_view slug) const {
    const Institution* node = tree_.closed_at_or_above(slug);
    if (node == nullptr) return std::nullopt;
    return refusal(Reason::institution_closed, field, node->slug + " has been closed; nothing of it changes any more.");
  }

  [[nodiscard]] Refused closed_category(std::string_view field, std::string_view code) const {
    const Category* category = rules_.categories.closed_at_or_above(code);
    if (category == nullptr) return std::nullopt;
    return refusal(Reason::category_closed, field,
                   category->code + " has been closed; nothing of it changes any more.");
  }

  [[nodiscard]] Refused wrong_successor(const CloseInstitution& wish) const {
    if (wish.successor.empty()) return std::nullopt;
    if (tree_.find(wish.successor) == nullptr)
      return refusal(Reason::unknown_institution, "successor", "No institution or unit has this slug.");
    if (tree_.is_same_or_above(wish.slug, wish.successor) || tree_.closed_at_or_above(wish.successor) != nullptr)
      return refusal(Reason::wrong_successor, "successor", "Name one that stays open when this one is closed.");
    return std::nullopt;
  }

  [[nodiscard]] Refused wrong_successor(const CloseCategory& wish) const {
    if (wish.successor.empty()) return std::nullopt;
    if (!rules_.categories.contains(wish.successor))
      return refusal(Reason::unknown_category, "successor", "No category has this code.");
    if (wish.successor == wish.code || parent_of(wish.successor) == wish.code ||
        rules_.categories.closed_at_or_above(wish.successor) != nullptr)
      return refusal(Reason::wrong_successor, "successor", "Name one that stays open when this one is closed.");
    return std::nullopt;
  }

  [[nodiscard]] static Refused wrong_days(const DecreeHolidays& wish) {
    const auto& days = wish.decree.days;
    if (days.size() > most_holidays) return refusal(Reason::too_many, "days", "No year has so many holidays.");
    for (std::size_t i = 0; i < days.size(); ++i) {
      if (static_cast<int>(days[i].date.year()) != wish.year)
        return refusal(Reason::wrong_days, "days", to_iso(days[i].date) + " is of another year.");
      if (i > 0 && days[i].date <= days[i - 1].date)
        return refusal(Reason::wrong_days, "days",
                       "Name each day once, in their order; see " + to_iso(days[i].date) + ".");
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_desk(const Slug& institution) const {
    return institution.empty() || tree_.find(institution) != nullptr;
  }

  [[nodiscard]] const AnswerTemplate* template_of(const Slug& institution, const std::string& name) const {
    const auto* templates = rules_.templates.find(institution);
    if (templates == nullptr) return nullptr;
    const auto found = std::ranges::find(*templates, name, &AnswerTemplate::name);
    return found == templates->end() ? nullptr : &*found;
  }

  const Rulebook& rules_;
  const InstitutionTree& tree_;
  Date today_;
};

/// One overload for every event.
struct Tell {
  RulebookCommandBody operator()(const InstitutionOpened& e) const {
    return OpenInstitution{e.slug, e.name, e.abbreviation, e.kind, e.region};
  }
  RulebookCommandBody operator()(const InstitutionNamed& e) const {
    return NameInstitution{e.slug, e.name, e.abbreviation};
  }
  RulebookCommandBody operator()(const InstitutionClosed& e) const {
    return CloseInstitution{e.slug, e.reason, e.successor};
  }
  RulebookCommandBody operator()(const UnitOpened& e) const { return OpenUnit{e.slug, e.parent, e.name}; }
  RulebookCommandBody operator()(const CategoryOpened& e) const { return OpenCategory{e.code, e.label}; }
  RulebookCommandBody operator()(const CategoryLabelled& e) const { return LabelCategory{e.code, e.label}; }
  RulebookCommandBody operator()(const CategoryClosed& e) const { return CloseCategory{e.code, e.reason, e.successor}; }
  RulebookCommandBody operator()(const HolidaysDecreed& e) const { return DecreeHolidays{e.year, e.decree}; }
  RulebookCommandBody operator()(const PolicyAdopted& e) const { return AdoptPolicy{e.policy}; }
  RulebookCommandBody operator()(const RetentionAdopted& e) const { return AdoptRetention{e.periods}; }
  RulebookCommandBody operator()(const AnswerTemplateSet& e) const {
    return SetAnswerTemplate{e.institution, e.name, e.text};
  }
  RulebookCommandBody operator()(const AnswerTemplateRemoved& e) const {
    return RemoveAnswerTemplate{e.institution, e.name};
  }
};

}  // namespace

Result<RulebookEvents, RulebookRefusal> decide_rulebook(const Rulebook& rules, const RulebookCommand& command) {
  const auto as = capacities_of(command, rules.institutions);
  if (!rulebook_rules[command.body.index()].by.intersects(as))
    return fail(refusal(Reason::not_permitted, "", "Your role may not change this part of the rulebook."));
  return std::visit(RulebookDecider{rules, command.now}, command.body);
}

RulebookCommandBody told_command(const RulebookEvent& event) {
  return std::visit(Tell{}, event);
}

}  // namespace lapor
