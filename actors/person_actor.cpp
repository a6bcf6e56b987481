#include "actors/person_actor.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "actors/stop_on_exception.hpp"

namespace lapor::actors {
namespace {

constexpr int max_attempts = 3;

/// A person's past, opened and folded.
struct PersonPast {
  PersonState state;
  std::optional<storage::Key> key;
  std::vector<PlacedPersonRecord> records;
};

std::string damaged(Stream stream, Position position, const std::string& what) {
  return "record " + std::to_string(number(position)) + " of " + to_string(stream) + " cannot be read (" + what +
         "); restore it from a backup";
}

Result<PersonPast, std::string> open_past(const storage::StreamHistory& history, Stream stream,
                                          const storage::Vault& vault) {
  PersonPast past;
  if (history.wrapped_key) {
    auto key = vault.unwrap(*history.wrapped_key, stream);
    if (!key) return fail(key.error().what);
    past.key = std::move(*key);
  }
  const Open open = storage::open_with(past.key);
  for (const auto& stored : history.records) {
    auto decoded = decode_person(stored.bytes, open);
    if (!decoded) return fail(damaged(stream, stored.position, decoded.error().what));
    if (decoded->record.stream != stream || decoded->record.version != next(past.state.version))
      return fail(damaged(stream, stored.position, "it is not the next one of this history"));
    past.state = evolve(std::move(past.state), decoded->record);
    past.records.push_back({stored.position, std::move(*decoded)});
  }
  return past;
}

bool erases(const PersonEvents& events) {
  return std::ranges::any_of(events, [](const auto& event) { return std::holds_alternative<PersonErased>(event); });
}

/// Those of `left` that `right` does not have; both sorted.
std::vector<storage::Name> without(const std::vector<storage::Name>& left, const std::vector<storage::Name>& right) {
  std::vector<storage::Name> rest;
  std::ranges::set_difference(left, right, std::back_inserter(rest));
  return rest;
}

}  // namespace

PersonActor::PersonActor(caf::actor_config& config, Services* services, PersonTaskPtr task)
    : event_based_actor(config), services_(services), task_(std::move(task)) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "person actor");
}

caf::behavior PersonActor::make_behavior() {
  caf::anon_send(this, BeginRequest{});
  return {
      [this](const BeginRequest&) { begin(); },
      [this](const HistoryLoaded& message) { loaded(*message.result); },
      [this](const RecordWritten& message) { written(*message.result); },
  };
}

void PersonActor::on_exit() {
  task_.reset();
  key_.reset();
  services_->counters.actor_ends();
}

void PersonActor::give_up(const std::string& what) {
  std::visit([&](auto& wish) { wish.completion.tell(Unavailable{what, false}); }, *task_);
  quit();
}

/// Who is asked for by a name is whoever holds it now.
void PersonActor::begin() {
  auto* reading = std::get_if<ReadPerson>(task_.get());
  if (reading == nullptr) return load(std::get<CommandPerson>(*task_).request.person);
  if (const auto* person = std::get_if<PersonId>(&reading->who)) return load(*person);
  const auto holder = services_->journal.find_name(std::get<storage::Name>(reading->who));
  if (!holder) return give_up(holder.error().what);
  if (*holder && (*holder)->kind == StreamKind::person) return load(PersonId{(*holder)->id});
  reading->completion.tell(NotFound{});
  quit();
}

void PersonActor::load(PersonId person) {
  person_ = person;
  services_->journal.load(stream_of(person), storage::HistoryUse::whole,
                          [gate = services_->gate, self = caf::actor_cast<caf::actor>(this)](HistoryResult result) {
                            gate->post(self, HistoryLoaded{std::make_shared<HistoryResult>(std::move(result))});
                          });
}

void PersonActor::loaded(const HistoryResult& result) {
  if (!result) return give_up(result.error().what);
  auto past = open_past(*result, stream_of(person_), services_->vault);
  if (!past) return give_up(past.error());
  state_ = std::move(past->state);
  key_ = std::move(past->key);
  auto* reading = std::get_if<ReadPerson>(task_.get());
  if (reading == nullptr) return decide_on();
  if (!state_.exists())
    reading->completion.tell(NotFound{});
  else
    reading->completion.tell(
        std::make_shared<const PersonDossier>(PersonDossier{std::move(state_), std::move(past->records)}));
  quit();
}

void PersonActor::decide_on() {
  auto& wish = std::get<CommandPerson>(*task_);
  const Rulebook& rules = services_->rulebooks.now();
  auto events = decide_person(state_, wish.request.command, rules);
  if (!events)
    wish.completion.tell(PersonRefusedWith{std::move(events.error()), std::move(state_)});
  else if (events->empty())
    wish.completion.tell(PersonStanding{std::move(state_), std::nullopt});
  else
    return write(std::move(*events), rules);
  quit();
}

void PersonActor::write(PersonEvents events, const Rulebook& rules) {
  auto& wish = std::get<CommandPerson>(*task_);
  const PersonCommand& command = wish.request.command;
  PersonRecord record{stream_of(person_), next(state_.version), command.now,      command.by,
                      command.channel,    command.request_id,   std::move(events)};
  if (!has_sealed_part(record)) record.salt = storage::new_salt();
  record.rulebook = rules.version;
  next_ = evolve(state_, record);
  storage::Append append = make_append(record, next_, rules);
  wish.completion.set_maybe_written(true);
  services_->journal.append(std::move(append), [gate = services_->gate, self = caf::actor_cast<caf::actor>(this)](
                                                   storage::AppendResult result) {
    gate->post(self, RecordWritten{std::make_shared<storage::AppendResult>(std::move(result))});
  });
}

storage::Append PersonActor::make_append(const PersonRecord& record, const PersonState& after, const Rulebook& rules) {
  if (!state_.exists()) key_ = services_->vault.new_data_key();
  const auto before = names_of(state_, rules, services_->vault);
  const auto held = names_of(after, rules, services_->vault);
  storage::Append append;
  append.stream = record.stream;
  append.expected = state_.version;
  append.record = encode(record, storage::seal_with(*key_));
  append.destroy_key = erases(record.events);
  if (!state_.exists()) append.wrapped_key = services_->vault.wrap(*key_, record.stream);
  append.claims = without(held, before);
  append.releases = without(before, held);
  return append;
}

void PersonActor::written(const storage::AppendResult& result) {
  auto& wish = std::get<CommandPerson>(*task_);
  wish.completion.set_maybe_written(false);
  if (!result) return not_written(result.error());
  if (services_->options.on_person_changed) services_->options.on_person_changed(person_);
  wish.completion.tell(PersonStanding{std::move(next_), result->position});
  quit();
}

void PersonActor::not_written(const storage::AppendFailure& failure) {
  auto& wish = std::get<CommandPerson>(*task_);
  if (std::holds_alternative<storage::VersionConflict>(failure) && attempts_++ < max_attempts) return load(person_);
  if (std::holds_alternative<storage::NameTaken>(failure))
    wish.completion.tell(NameHeld{});
  else if (const auto* error = std::get_if<storage::Error>(&failure))
    wish.completion.tell(Unavailable{error->what, may_be_written(*error)});
  else
    wish.completion.tell(Unavailable{"others keep changing this account; retry", false});
  quit();
}

People::People(caf::actor_config& config, Services* services) : event_based_actor(config), services_(services) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "people");
}

caf::behavior People::make_behavior() {
  return {[this](const ServePerson& message) { spawn<PersonActor>(services_, message.task); }};
}

void People::on_exit() {
  services_->counters.actor_ends();
}

}  // namespace lapor::actors
