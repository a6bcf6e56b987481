#include "api/people/directory_list.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "api/people/person_calls.hpp"
#include "api/query.hpp"
#include "events/person_decide.hpp"

namespace lapor::api {
namespace {

using storage::HeldName;
using storage::Name;

constexpr std::size_t most_items = 100;
constexpr std::size_t usual_items = 50;
constexpr auto parameters = std::to_array<std::string_view>({"institution", "limit", "cursor"});

struct DirectoryQuery {
  std::optional<Slug> institution;
  std::size_t limit{usual_items};
  std::optional<Name> after;
};

std::string cursor_of(const Name& name) {
  std::string hex;
  constexpr std::string_view digits = "0123456789abcdef";
  for (const std::byte byte : name.key) {
    hex += digits[std::to_integer<std::size_t>(byte >> 4)];
    hex += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
  }
  return hex;
}

std::optional<Name> name_from(storage::NameKind kind, std::string_view cursor) {
  Name name{kind, {}};
  if (cursor.size() != 2 * name.key.size()) return std::nullopt;
  for (std::size_t i = 0; i < name.key.size(); ++i) {
    unsigned value = 0;
    const char* begin = cursor.data() + 2 * i;
    const auto [end, error] = std::from_chars(begin, begin + 2, value, 16);
    if (error != std::errc{} || end != begin + 2) return std::nullopt;
    name.key[i] = static_cast<std::byte>(value);
  }
  return name;
}

std::optional<Problem> take_parameter(DirectoryQuery& query, const QueryParameter& given, storage::NameKind kind,
                                      const Rulebook& rules) {
  if (given.name == "institution") {
    if (rules.institutions.find(given.value) == nullptr)
      return invalid_parameter("institution", "No institution has this slug.");
    query.institution = given.value;
  } else if (given.name == "limit") {
    const auto limit = number_from<std::size_t>(given.value);
    if (!limit || *limit == 0 || *limit > most_items) return invalid_parameter("limit", "Send 1 to 100.");
    query.limit = *limit;
  } else if (given.name == "cursor") {
    query.after = name_from(kind, given.value);
    if (!query.after) return invalid_parameter("cursor", "Send the next_cursor of the page before.");
  } else {
    return unknown_parameter(given.name, parameters);
  }
  return std::nullopt;
}

Result<DirectoryQuery, Problem> parse_directory_query(const Call& call, storage::NameKind kind, const Rulebook& rules) {
  DirectoryQuery query;
  if (call.caller.party.role != Role::national_admin) query.institution = call.caller.party.institution;
  const auto given = parse_query(call.request.query);
  if (!given) return fail(given.error());
  for (const QueryParameter& parameter : *given)
    if (const auto problem = take_parameter(query, parameter, kind, rules)) return fail(*problem);
  return query;
}

/// One page being gathered, person after person.
class DirectoryPage : public std::enable_shared_from_this<DirectoryPage> {
 public:
  using Write = void (*)(JsonWriter&, const PersonState&);

  DirectoryPage(Context& context, CallPtr call, DirectoryQuery query, storage::NameKind kind, Write write)
      : context_(context), call_(std::move(call)), query_(std::move(query)), kind_(kind), write_(write), json_(body_) {}

  /// On a thread that may block.
  void begin() {
    std::optional<Name> after = query_.after;
    const Name start =
        actors::directory_start(kind_, query_.institution.value_or(""), context_.rulebooks.now(), context_.vault);
    if (query_.institution && (!after || *after < start)) after = start;
    auto names = context_.journal.names(kind_, after, query_.limit);
    if (!names) return answer(context_, *call_, Problem{ProblemKind::unavailable, names.error().what, "", ""});
    names_ = std::move(*names);
    is_full_ = names_.size() == query_.limit;
    if (query_.institution)
      std::erase_if(names_, [&](const HeldName& held) { return !actors::is_same_directory(held.name, start); });
    is_full_ = is_full_ && names_.size() == query_.limit;
    json_.begin_object();
    json_.begin_array("items");
    go_on();
  }

 private:
  void go_on() {
    if (read_ == names_.size()) return finish();
    const PersonId person{names_[read_++].holder.id};
    read_person(context_, call_, person, [self = shared_from_this()](const PersonDossierPtr& found) {
      if (found) self->add(found->state);
      self->go_on();
    });
  }

  /// The part of the directory is that of the whole institution; a unit's coordinator sees the unit's.
  void add(const PersonState& state) {
    const InstitutionTree& tree = context_.rulebooks.now().institutions;
    if (!administers(call_->caller.party, state.roles, state.institution, tree)) return;
    if (query_.institution && !tree.is_same_or_above(*query_.institution, state.institution)) return;
    json_.begin_object();
    write_(json_, state);
    json_.end_object();
  }

  void finish() {
    json_.end_array();
    json_.member_or_null("next_cursor", is_full_ ? cursor_of(names_.back().name) : "");
    json_.end_object();
    answer(context_, *call_, json_response(std::move(body_)));
  }

  Context& context_;
  CallPtr call_;
  DirectoryQuery query_;
  storage::NameKind kind_;
  Write write_;
  std::string body_;
  JsonWriter json_;
  std::vector<HeldName> names_;
  std::size_t read_{};
  bool is_full_{};
};

}  // namespace

void answer_directory(Context& context, const CallPtr& call, storage::NameKind kind,
                      void (*write)(JsonWriter&, const PersonState&)) {
  auto query = parse_directory_query(*call, kind, context.rulebooks.now());
  if (!query) return answer(context, *call, query.error());
  const auto page = std::make_shared<DirectoryPage>(context, call, std::move(*query), kind, write);
  const auto admission =
      context.searches.post([&context, call, page] { guarded(context, *call, [&] { page->begin(); }); });
  if (admission != storage::JobPool::Admission::accepted)
    answer(context, *call, Problem{ProblemKind::unavailable, "Too many searches wait; retry in a moment.", "", ""});
}

}  // namespace lapor::api
