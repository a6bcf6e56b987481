#include "api/commands/fields.hpp"

#include <algorithm>

#include "api/attachments/attachment_service.hpp"
#include "api/limits.hpp"

namespace lapor::api {
namespace {

void check_institution(FieldReader& in, std::string_view name, const Slug& slug, const Rulebook& rules) {
  if (!slug.empty() && rules.institutions.find(slug) == nullptr)
    in.refuse(ProblemKind::unknown_code, name, "No institution has this slug; see the list of institutions.");
}

std::optional<Point> read_point(FieldReader& place) {
  const auto latitude = place.number("lat");
  const auto longitude = place.number("lng");
  if (latitude.has_value() != longitude.has_value())
    place.refuse(ProblemKind::missing_field, latitude ? "lng" : "lat", "A point needs both lat and lng.");
  if (!latitude || !longitude) return std::nullopt;
  if (*latitude < limits::south || *latitude > limits::north)
    place.refuse(ProblemKind::outside_indonesia, "lat", "The point must lie in Indonesia: -11.1 to 6.3 north.");
  if (*longitude < limits::west || *longitude > limits::east)
    place.refuse(ProblemKind::outside_indonesia, "lng", "The point must lie in Indonesia: 94.7 to 141.1 east.");
  return Point{*latitude, *longitude};
}

}  // namespace

std::string read_category(FieldReader& in, const Rulebook& rules) {
  std::string code = in.line("category", limits::code, Need::optional);
  if (!code.empty() && !rules.categories.contains(code))
    in.refuse(ProblemKind::unknown_code, "category", "No category has this code; see the list of categories.");
  return code;
}

Slug read_institution(FieldReader& in, std::string_view name, const Rulebook& rules, Need need) {
  Slug slug = in.line(name, limits::code, need);
  check_institution(in, name, slug, rules);
  return slug;
}

std::vector<Slug> read_institutions(FieldReader& in, std::string_view name, const Rulebook& rules) {
  std::vector<Slug> slugs = in.lines(name, limits::code, limits::copies);
  for (const Slug& slug : slugs) check_institution(in, name, slug, rules);
  return slugs;
}

std::optional<Place> read_place(FieldReader& in, const Rulebook& rules) {
  const auto* object = in.object("place");
  if (object == nullptr) return std::nullopt;
  FieldReader fields(*object, in.first_problem(), in.path_of("place") + ".");
  Place place;
  place.region = fields.line("region", limits::code, Need::optional);
  if (!place.region.empty() && !rules.regions->contains(place.region))
    fields.refuse(ProblemKind::unknown_code, "region", "No region has this code; use an official one, like 35.78.");
  place.address = fields.text("address", limits::address, Need::optional);
  place.point = read_point(fields);
  fields.finish();
  return place;
}

std::optional<Date> read_incident_date(FieldReader& in, Need need, Instant now, Zone zone) {
  const auto date = in.date("occurred_on", need);
  if (!date) return std::nullopt;
  if (static_cast<int>(date->year()) < limits::earliest_year)
    in.refuse(ProblemKind::date_out_of_range, "occurred_on", "The date must not be before 1945.");
  if (*date > local_date(now, zone))
    in.refuse(ProblemKind::date_out_of_range, "occurred_on", "The date must not be in the future.");
  return date;
}

Attachments read_attachments(FieldReader& in, const ParseContext& context) {
  const AttachmentService* uploads = context.attachments;
  const AttachmentLimits limits = uploads == nullptr ? AttachmentLimits{} : uploads->limits();
  Attachments hashes;
  for (const std::string& id : in.lines("attachments", limits::code, limits.files_per_report)) {
    const auto hash = uploads == nullptr ? std::nullopt : uploads->attachable(id, context.caller.name, context.now);
    if (!hash)
      in.refuse(ProblemKind::unknown_attachment, "attachments",
                "Upload the file again and name the new id: this one is unknown, somebody else's, or about to expire.");
    else if (std::ranges::find(hashes, *hash) == hashes.end())
      hashes.push_back(*hash);
  }
  return hashes;
}

Zone zone_of_region(std::string_view region, const InstitutionTree& institutions) {
  for (const std::string_view kind : {"kota-", "kab-"})
    if (const auto* regency = institutions.find(std::string(kind) + std::string(region.substr(0, 5)));
        regency != nullptr)
      return regency->zone;
  return institutions.zone_of("prov-" + std::string(region.substr(0, 2)));
}

}  // namespace lapor::api
