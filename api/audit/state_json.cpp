#include "api/audit/state_json.hpp"

#include "api/audit/facts_json.hpp"
#include "api/audit/record_items.hpp"
#include "api/json_values.hpp"
#include "events/evolve.hpp"

namespace lapor::api {
namespace {

bool is_after(const Moment& moment, Position position, Instant at) {
  const auto* last = std::get_if<Position>(&moment);
  return last != nullptr ? position > *last : at > std::get<Instant>(moment);
}

/// Writes the state section by section.
class StateWriter {
 public:
  StateWriter(JsonWriter& json, const ReportState& state) : json_(json), state_(state) {}

  void write() {
    write_flags();
    write_desks();
    write_clock();
    write_instants();
    write_opinions();
  }

 private:
  void write_flags() {
    json_.member("state", to_word(state_.status));
    json_.member("classification", to_word(state_.classification));
    json_.member("anonymous", state_.anonymous);
    json_.member("confidential", state_.confidential);
    json_.member("published", state_.published);
    json_.member("erased", state_.erased);
    json_.member("legal_hold", state_.legal_hold);
    json_.member("appealed", state_.appealed);
    json_.member("reopened", state_.reopened);
    json_.member("bounces", unsigned{state_.bounces});
  }

  void write_desks() {
    json_.member_or_null("chosen", state_.chosen);
    json_.member_or_null("holder", state_.holder);
    write_texts(json_, "earlier_holders", state_.earlier_holders);
    write_texts(json_, "copies", state_.copies);
  }

  void write_clock() {
    state_.has_running_deadline ? write_deadline(json_, "deadline", state_.deadline, Zone::wib)
                                : json_.null("deadline");
    json_.member("missed_level", unsigned{state_.missed_level});
    write_instant_in_wib(json_, "next_alarm", state_.next_alarm);
  }

  void write_instants() {
    write_instant_in_wib(json_, "received_at", state_.submitted_at);
    write_instant_in_wib(json_, "verified_at", state_.verified_at);
    write_instant_in_wib(json_, "first_follow_up_at", state_.first_follow_up_at);
    write_instant_in_wib(json_, "resolution_target", state_.resolution_target);
    write_instant_in_wib(json_, "ended_at", state_.ended_at);
    write_instant_in_wib(json_, "window_until", state_.window_until);
    json_.member_or_null("closed_by", state_.status == Status::closed ? to_word(state_.closed_by) : "");
    state_.merged_into == ReportId{} ? json_.null("merged_into")
                                     : json_.member("merged_into", number(state_.merged_into));
  }

  void write_opinions() {
    state_.rating == 0 ? json_.null("rating") : json_.member("rating", unsigned{state_.rating});
    json_.member("comments", state_.comments);
    json_.begin_array("hidden_comments");
    for (const std::uint32_t comment : state_.hidden_comments) json_.raw_element(std::to_string(comment));
    json_.end_array();
  }

  JsonWriter& json_;
  const ReportState& state_;
};

}  // namespace

Result<std::optional<PastState>, storage::Error> state_at(const storage::StreamHistory& history, const Moment& moment) {
  std::optional<PastState> past;
  for (const auto& [position, bytes] : history.records) {
    const auto facts = read_facts(position, bytes);
    if (!facts) return fail(facts.error());
    const auto* record = std::get_if<Record>(&*facts);
    if (record == nullptr || is_after(moment, position, record->at)) break;
    if (!past) past.emplace();
    past->state = evolve(std::move(past->state), *record);
    past->position = position;
    past->at = record->at;
  }
  return past;
}

std::string render_state(const PastState& past) {
  std::string out;
  out.reserve(2'048);
  JsonWriter json(out);
  json.begin_object();
  json.member("id", number(past.state.id));
  json.member("version", number(past.state.version));
  json.member("position", number(past.position));
  write_instant_in_wib(json, "at", past.at);
  StateWriter(json, past.state).write();
  json.end_object();
  return out;
}

}  // namespace lapor::api
