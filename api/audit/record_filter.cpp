#include "api/audit/record_filter.hpp"

namespace lapor::api {
namespace {

/// A kind of streams by its word alone.
std::optional<StreamKind> kind_from(const std::string& word) {
  const auto first = parse_stream(word + "/1");
  return first ? std::optional(first->kind) : std::nullopt;
}

void read_stream(Parameters& parameters, RecordFilter& filter) {
  const std::string* text = parameters.find("stream");
  if (text == nullptr) return;
  filter.stream = parse_stream(*text);
  if (!filter.stream) filter.kind_of_stream = kind_from(*text);
  if (filter.wants_any_stream())
    return parameters.refuse("stream", "Give a stream like report/1000001, or a kind of streams like report.");
  parameters.accept("stream", filter.stream ? to_string(*filter.stream) : to_word(*filter.kind_of_stream));
}

/// `officer`, `officer:12`, `kota-35.78`.
std::optional<Maker> maker_from(std::string_view text, const InstitutionTree& institutions) {
  if (institutions.find(text) != nullptr) return Maker{{}, {}, Slug(text)};
  const bool has_person = text.find(':') != std::string_view::npos;
  const auto role = from_word<Role>(take(text, ':'));
  if (!role || (!has_person && !text.empty())) return std::nullopt;
  if (!has_person) return Maker{role, {}, ""};
  const auto person = number_from<std::uint64_t>(text);
  if (!person) return std::nullopt;
  return Maker{role, PersonId{*person}, ""};
}

std::string canonical(const Maker& maker) {
  if (!maker.institution.empty()) return maker.institution;
  std::string text(to_word(*maker.role));
  if (maker.person) text += ':' + std::to_string(number(*maker.person));
  return text;
}

void read_who(Parameters& parameters, const InstitutionTree& institutions, RecordFilter& filter) {
  const std::string* text = parameters.find("who");
  if (text == nullptr) return;
  const auto maker = maker_from(*text, institutions);
  if (!maker)
    return parameters.refuse("who",
                             "Give a role like officer, one person of a role like officer:12, or the slug of an "
                             "institution or unit.");
  filter.by = *maker;
  parameters.accept("who", canonical(*maker));
}

}  // namespace

bool Maker::fits(const Party& by, const InstitutionTree& institutions) const {
  if (role && by.role != *role) return false;
  if (person && by.person != person) return false;
  return institution.empty() || institutions.is_same_or_above(institution, by.institution);
}

bool RecordFilter::wants(Stream of) const {
  return (!stream || of == *stream) && (!kind_of_stream || of.kind == *kind_of_stream);
}

bool RecordFilter::fits(const AnyRecord& record, const InstitutionTree& institutions) const {
  const auto fits_head = [&](const auto& each) { return window.has(each.at) && by.fits(each.by, institutions); };
  return std::visit(fits_head, record) && (kinds.empty() || kinds.has_any_of(record));
}

Window read_window(Parameters& parameters) {
  const Window window{parameters.instant("from"), parameters.instant("to")};
  if (window.from && window.to && *window.to < *window.from) parameters.refuse("to", "It lies before from.");
  return window;
}

Slug read_institution(Parameters& parameters, std::string_view name, const InstitutionTree& institutions) {
  const std::string* text = parameters.find(name);
  if (text == nullptr) return {};
  const bool is_known = institutions.find(*text) != nullptr;
  is_known ? parameters.accept(name, *text)
           : parameters.refuse(name, "Give the slug of an institution or unit, as the reference data has it.");
  return is_known ? *text : Slug{};
}

RecordFilter read_record_filter(Parameters& parameters, const InstitutionTree& institutions) {
  RecordFilter filter;
  read_stream(parameters, filter);
  read_who(parameters, institutions, filter);
  parameters.each("kind", "Give names of events like report_closed, with commas between.",
                  [&](std::string_view name) { return filter.kinds.add(name); });
  filter.window = read_window(parameters);
  return filter;
}

}  // namespace lapor::api
