#include "tools/form.hpp"

#include <charconv>
#include <optional>
#include <span>

#include "api/json_writer.hpp"
#include "api/text.hpp"

namespace lapor::tools {
namespace {

using api::JsonWriter;
using std::string_view;

/// A form field and its name in the JSON object where it goes.
struct Member {
  string_view field;
  string_view name;
};

constexpr auto plain_members = std::to_array<Member>({
    {"title", "title"},
    {"text", "text"},
    {"classification", "classification"},
    {"occurred_on", "occurred_on"},
    {"category", "category"},
    {"institution", "institution"},
    {"display_name", "display_name"},
    {"channel", "channel"},
});
constexpr auto place_members = std::to_array<Member>({{"region", "region"}, {"address", "address"}});
constexpr auto place_numbers = std::to_array<Member>({{"lat", "lat"}, {"lng", "lng"}});
constexpr auto contact_members =
    std::to_array<Member>({{"contact_name", "name"}, {"contact_phone", "phone"}, {"contact_email", "email"}});

const std::string* given(const Form& form, string_view field) {
  const auto found = form.find(field);
  return found == form.end() || found->second.empty() ? nullptr : &found->second;
}

bool any_given(const Form& form, std::span<const Member> members) {
  for (const Member& member : members)
    if (given(form, member.field) != nullptr) return true;
  return false;
}

void write_texts(JsonWriter& json, const Form& form, std::span<const Member> members) {
  for (const Member& member : members)
    if (const std::string* value = given(form, member.field)) json.member(member.name, *value);
}

std::optional<bool> truth(string_view text) {
  for (string_view yes : {"true", "yes", "ya", "1"})
    if (text == yes) return true;
  for (string_view no : {"false", "no", "tidak", "0"})
    if (text == no) return false;
  return std::nullopt;
}

std::optional<double> number(string_view text) {
  double value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::string> write_flags(JsonWriter& json, const Form& form) {
  for (string_view field : {"anonymous", "confidential"}) {
    const std::string* value = given(form, field);
    if (value == nullptr) continue;
    const auto flag = truth(*value);
    if (!flag) return std::string(field) + ": write true or false, not `" + *value + "`";
    json.member(field, *flag);
  }
  return std::nullopt;
}

std::optional<std::string> write_place(JsonWriter& json, const Form& form) {
  if (!any_given(form, place_members) && !any_given(form, place_numbers)) return std::nullopt;
  json.begin_object("place");
  write_texts(json, form, place_members);
  for (const Member& member : place_numbers) {
    const std::string* value = given(form, member.field);
    if (value == nullptr) continue;
    const auto degrees = number(*value);
    if (!degrees) return std::string(member.field) + ": write degrees such as -7.25, not `" + *value + "`";
    json.member(member.name, *degrees);
  }
  json.end_object();
  return std::nullopt;
}

void write_contact(JsonWriter& json, const Form& form) {
  if (!any_given(form, contact_members)) return;
  json.begin_object("contact");
  write_texts(json, form, contact_members);
  json.end_object();
}

}  // namespace

Result<std::string, std::string> to_json(const Form& form) {
  for (const auto& [field, value] : form)
    if (!api::is_valid_utf8(value)) return fail(field + ": is not UTF-8 text");
  std::string body;
  JsonWriter json(body);
  json.begin_object();
  write_texts(json, form, plain_members);
  if (auto problem = write_flags(json, form)) return fail(*problem);
  if (auto problem = write_place(json, form)) return fail(*problem);
  write_contact(json, form);
  json.end_object();
  return body;
}

}  // namespace lapor::tools
