#include "tools/audit/verify/export_layout.hpp"

#include <boost/json.hpp>

namespace lapor::audit {
namespace {

constexpr std::uint64_t current_form = 1;

proof::Fault no_summary(const std::string& why) {
  return {proof::FaultKind::malformed, "export.json is not what an export of lapor has: " + why};
}

/// The whole number of a member; nothing when it is anything else.
std::optional<std::uint64_t> number_in(const boost::json::object& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  if (member == nullptr) return std::nullopt;
  if (const auto* number = member->if_int64(); number != nullptr && *number >= 0)
    return static_cast<std::uint64_t>(*number);
  if (const auto* number = member->if_uint64(); number != nullptr) return *number;
  return std::nullopt;
}

}  // namespace

std::string text_of(const ExportSummary& summary) {
  const boost::json::object object{{"form", current_form},
                                   {"origin", summary.origin},
                                   {"first", summary.first},
                                   {"last", summary.last},
                                   {"size", summary.size}};
  return boost::json::serialize(object) + "\n";
}

Result<ExportSummary, proof::Fault> summary_from(std::string_view text) {
  boost::json::error_code error;
  const auto value = boost::json::parse(text, error);
  const auto* object = error ? nullptr : value.if_object();
  if (object == nullptr) return fail(no_summary("it is no JSON object"));
  if (number_in(*object, "form") != current_form) return fail(no_summary("it is of a form that is not known"));
  const auto* origin = object->if_contains("origin");
  const auto first = number_in(*object, "first");
  const auto last = number_in(*object, "last");
  const auto size = number_in(*object, "size");
  if (origin == nullptr || !origin->is_string() || !first || !last || !size)
    return fail(no_summary("it must have origin, first, last and size"));
  if (*first == 0 || *last > *size || *first > *last + 1) return fail(no_summary("its positions do not fit its size"));
  return ExportSummary{std::string(origin->get_string()), *first, *last, *size};
}

std::string file_of(const proof::TileId& tile) {
  return "tile/" + proof::path_of(tile);
}

std::string lines_file(std::uint64_t group) {
  const std::string path = proof::path_of({std::nullopt, group, proof::tile_width});
  return "records" + path.substr(path.find('/')) + ".ndjson";
}

}  // namespace lapor::audit
