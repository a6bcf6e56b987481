#include "api/commands/rulebook.hpp"

#include <algorithm>
#include <array>

#include "api/audit/rulebook_facts.hpp"
#include "api/limits.hpp"
#include "api/personal_data.hpp"
#include "events/ensure.hpp"

namespace lapor::api {
namespace {

using std::chrono::hours;
using std::chrono::years;

/// Numbers of persons and cards; an office's telephone is meant to be called.
bool is_personal(const Finding& finding) {
  return finding.kind == PersonalDataKind::national_id || finding.kind == PersonalDataKind::family_card ||
         finding.kind == PersonalDataKind::payment_card;
}

/// What the rulebook says stands in clear for ever.
std::string without_personal_data(FieldReader& in, std::string_view name, std::string text) {
  if (std::ranges::any_of(find_personal_data(text), is_personal))
    in.refuse(ProblemKind::invalid_value, name,
              "It has a number that identifies a person or a card; take it out: everybody can read this for ever.");
  return text;
}

std::string read_text(FieldReader& in, std::string_view name, std::size_t limit) {
  return without_personal_data(in, name, in.text(name, limit, Need::required));
}

/// Characters that nobody sees (zero width, direction, byte order): with them one name could look like another.
bool has_unseen(std::string_view text) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const auto middle = static_cast<unsigned char>(text[i + 1]);
    const auto last = static_cast<unsigned char>(text[i + 2]);
    if (lead == 0xEF && middle == 0xBB && last == 0xBF) return true;  // U+FEFF
    if (lead != 0xE2) continue;
    if (middle == 0x80 && ((last >= 0x8B && last <= 0x8F) || (last >= 0xAA && last <= 0xAE))) return true;
    if (middle == 0x81 && last >= 0xA0 && last <= 0xAF) return true;  // U+2060 to U+206F
  }
  return false;
}

std::string read_name(FieldReader& in, std::string_view name, Need need = Need::required) {
  std::string text = in.line(name, limits::rule_name, need);
  if (has_unseen(text))
    in.refuse(ProblemKind::invalid_value, name, "It has characters that nobody sees; write it without them.");
  return without_personal_data(in, name, std::move(text));
}

std::string read_code(FieldReader& in, std::string_view name, Need need = Need::required) {
  return in.line(name, limits::code, need);
}

RulebookCommandBody read_institution(FieldReader& in) {
  OpenInstitution open;
  open.slug = read_code(in, "slug");
  open.name = read_name(in, "name");
  open.abbreviation = read_name(in, "abbreviation", Need::optional);
  open.kind = read_code(in, "kind");
  open.region = read_code(in, "region", Need::optional);
  return open;
}

RulebookCommandBody read_institution_name(FieldReader& in) {
  NameInstitution named;
  named.slug = read_code(in, "slug");
  named.name = read_name(in, "name");
  named.abbreviation = read_name(in, "abbreviation", Need::optional);
  return named;
}

RulebookCommandBody read_institution_closing(FieldReader& in) {
  CloseInstitution close;
  close.slug = read_code(in, "slug");
  close.reason = read_text(in, "reason", limits::reason);
  close.successor = read_code(in, "successor", Need::optional);
  return close;
}

RulebookCommandBody read_unit(FieldReader& in) {
  OpenUnit open;
  open.slug = read_code(in, "slug");
  open.parent = read_code(in, "parent");
  open.name = read_name(in, "name");
  return open;
}

template <class Command>
RulebookCommandBody read_label(FieldReader& in) {
  Command command;
  command.code = read_code(in, "code");
  command.label = read_name(in, "label");
  return command;
}

RulebookCommandBody read_category_closing(FieldReader& in) {
  CloseCategory close;
  close.code = read_code(in, "code");
  close.reason = read_text(in, "reason", limits::reason);
  close.successor = read_code(in, "successor", Need::optional);
  return close;
}

Holiday read_day(FieldReader& in) {
  Holiday day;
  day.date = in.date("date", Need::required).value_or(Date{});
  day.name = in.line("name", limits::day_name, Need::required);
  day.kind = in.word<HolidayKind>("kind", Need::required).value_or(HolidayKind::public_holiday);
  return day;
}

/// Runs `read` on each object of an array, with a reader of its own.
template <class Read>
void read_each(FieldReader& in, std::string_view name, std::size_t most, Need need, Read read) {
  for (const auto* object : in.objects(name, most, need)) {
    FieldReader fields(*object, in.first_problem(), in.path_of(name) + ".");
    read(fields);
    fields.finish();
  }
}

RulebookCommandBody read_holidays(FieldReader& in) {
  constexpr int earliest = 2000;
  constexpr int latest = 2100;
  DecreeHolidays decree;
  decree.year = static_cast<int>(in.integer("year", earliest, latest, Need::required).value_or(earliest));
  decree.decree.decree = read_name(in, "decree");
  read_each(in, "days", limits::days_of_a_year, Need::required,
            [&](FieldReader& fields) { decree.decree.days.push_back(read_day(fields)); });
  std::ranges::sort(decree.decree.days, {}, &Holiday::date);
  return decree;
}

int read_working_days(FieldReader& in, std::string_view name) {
  return static_cast<int>(in.integer(name, 1, limits::working_days, Need::required).value_or(1));
}

RulebookCommandBody read_policy(FieldReader& in) {
  constexpr int last_hour = 24;
  DeadlinePolicy policy;
  policy.effective_from = in.date("effective_from", Need::required).value_or(Date{});
  for (const PolicyLimit& limit : policy_limits) policy.*limit.working_days = read_working_days(in, limit.name);
  policy.escalation = in.growing_pair("escalation", 1, limits::working_days).value_or(policy.escalation);
  const auto office = in.growing_pair("office_hours", 0, last_hour);
  if (office) policy.office = {hours{office->front()}, hours{office->back()}};
  return AdoptPolicy{policy};
}

years read_years(FieldReader& in) {
  return years{in.integer("years", 1, limits::years_kept, Need::required).value_or(1)};
}

RulebookCommandBody read_retention(FieldReader& in) {
  RetentionPeriods periods;
  periods.effective_from = in.date("effective_from", Need::required).value_or(Date{});
  periods.standard = read_years(in);
  read_each(in, "own", limits::own_periods, Need::optional, [&](FieldReader& fields) {
    const Slug institution = read_code(fields, "institution");
    const years kept = read_years(fields);
    if (!periods.own.emplace(institution, kept).second)
      fields.refuse(ProblemKind::invalid_value, "institution", "Name each institution or unit once.");
  });
  return AdoptRetention{std::move(periods)};
}

RulebookCommandBody read_answer_template(FieldReader& in) {
  SetAnswerTemplate set;
  set.institution = read_code(in, "institution", Need::optional);
  set.name = read_name(in, "name");
  set.text = read_text(in, "text", limits::template_text);
  return set;
}

RulebookCommandBody read_answer_template_removal(FieldReader& in) {
  RemoveAnswerTemplate remove;
  remove.institution = read_code(in, "institution", Need::optional);
  remove.name = in.line("name", limits::rule_name, Need::required);
  return remove;
}

struct Change {
  std::string_view path;
  RulebookCommandBody (*read)(FieldReader&);
};

constexpr auto changes = std::to_array<Change>({
    {"/v1/rulebook/institutions", read_institution},
    {"/v1/rulebook/institution-names", read_institution_name},
    {"/v1/rulebook/institution-closings", read_institution_closing},
    {"/v1/rulebook/units", read_unit},
    {"/v1/rulebook/categories", read_label<OpenCategory>},
    {"/v1/rulebook/category-labels", read_label<LabelCategory>},
    {"/v1/rulebook/category-closings", read_category_closing},
    {"/v1/rulebook/holidays", read_holidays},
    {"/v1/rulebook/policies", read_policy},
    {"/v1/rulebook/retention", read_retention},
    {"/v1/rulebook/answer-templates", read_answer_template},
    {"/v1/rulebook/answer-template-removals", read_answer_template_removal},
});
static_assert(changes.size() == std::variant_size_v<RulebookCommandBody>);

}  // namespace

RulebookCommandBody read_rulebook_command(std::string_view path, FieldReader& in) {
  const auto change = std::ranges::find(changes, path, &Change::path);
  ENSURE(change != changes.end(), "a route of the rulebook, not " + std::string(path));
  return change->read(in);
}

}  // namespace lapor::api
