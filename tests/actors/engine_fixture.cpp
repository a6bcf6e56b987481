#include "engine_fixture.hpp"

namespace lapor::actors::testing {

Instant at(const char* rfc3339) {
  const auto instant = parse_rfc3339(rfc3339);
  BOOST_REQUIRE_MESSAGE(instant, "not an instant: " << rfc3339);
  return *instant;
}

const Rulebook& rules() {
  static const Rulebook book = [] {
    Rulebook result;
    result.decrees = HolidayDecrees{{2026, {"SKB 1497/2025", {}}}};
    result.calendar = working_calendar(result.decrees);
    result.institutions = InstitutionTree{{
        {"kota-35.78", "Pemerintah Kota Surabaya", "", "kota", "", Zone::wib},
        {"kota-33.74", "Pemerintah Kota Semarang", "", "kota", "", Zone::wib},
    }};
    return result;
  }();
  return book;
}

Party reporter(PersonId person) {
  return {Role::reporter, person, ""};
}
Party national_admin() {
  return {Role::national_admin, PersonId{1}, ""};
}
Party officer() {
  return {Role::officer, PersonId{6}, "kota-35.78"};
}
Party data_officer() {
  return {Role::data_officer, PersonId{4}, ""};
}

SubmitReport complaint(std::string title) {
  SubmitReport submit;
  submit.title = std::move(title);
  submit.text = "Lampu jalan di depan pasar padam sejak pekan lalu.";
  submit.occurred_on = *parse_iso_date("2026-11-18");
  return submit;
}

VerifyReport verification() {
  VerifyReport verify;
  verify.title = "Lampu jalan padam";
  verify.public_text = "Lampu jalan padam.";
  verify.forward_to = "kota-35.78";
  return verify;
}

storage::RequestMark mark(int key, int fingerprint) {
  storage::RequestMark result;
  for (std::size_t i = 0; i < 4; ++i) result.key[i] = static_cast<std::byte>(key >> (8 * i));
  result.fingerprint[0] = static_cast<std::byte>(fingerprint);
  return result;
}

std::string describe(const Outcome& outcome) {
  if (const auto* refused = std::get_if<RefusedWith>(&outcome)) return "refused: " + refused->refusal.detail;
  if (const auto* unavailable = std::get_if<Unavailable>(&outcome)) return "unavailable: " + unavailable->what;
  if (std::holds_alternative<StaleVersion>(outcome)) return "stale version";
  if (std::holds_alternative<RequestKeyReused>(outcome)) return "request key reused";
  return "standing";
}

Standing standing(const Outcome& outcome) {
  return expect<Standing>(outcome);
}

void EngineFixture::start_on(storage::Journal& journal) {
  engine.reset();
  auto loaded = Rulebooks::load(rules(), memory);
  BOOST_REQUIRE(loaded.has_value());
  rulebooks = std::move(*loaded);
  engine = std::make_unique<Engine>(options, journal, vault, *rulebooks, clock);
}

CommandRequest EngineFixture::request(ReportId report, const Party& by, CommandBody body) const {
  return {report, Command{clock.now(), by, Channel::api, "test", std::move(body)}, std::nullopt, std::nullopt};
}

std::future<Outcome> EngineFixture::send(CommandRequest wish) {
  auto answer = std::make_shared<std::promise<Outcome>>();
  auto future = answer->get_future();
  engine->send(std::move(wish), [answer](Outcome outcome) { answer->set_value(std::move(outcome)); });
  return future;
}

std::future<Outcome> EngineFixture::send(ReportId report, const Party& by, CommandBody body) {
  return send(request(report, by, std::move(body)));
}

ReportId EngineFixture::submit() {
  return standing(command({}, reporter(), complaint())).state.id;
}

DossierOutcome EngineFixture::read(ReportId report) {
  auto answer = std::make_shared<std::promise<DossierOutcome>>();
  auto future = answer->get_future();
  engine->dossier(report, [answer](DossierOutcome outcome) { answer->set_value(std::move(outcome)); });
  return wait(std::move(future));
}

std::shared_ptr<const Dossier> EngineFixture::dossier(ReportId report) {
  const auto outcome = read(report);
  BOOST_REQUIRE(std::holds_alternative<std::shared_ptr<const Dossier>>(outcome));
  return std::get<std::shared_ptr<const Dossier>>(outcome);
}

void EngineFixture::advance_to(Instant target) {
  auto answer = std::make_shared<std::promise<bool>>();
  auto future = answer->get_future();
  engine->advance_to(target, [answer] { answer->set_value(true); });
  BOOST_REQUIRE(wait(std::move(future)));
}

std::string EngineFixture::story(ReportId report) {
  std::string names;
  const auto whole = dossier(report);
  for (const auto& record : whole->records)
    for (const auto& event : record.decoded.record.events)
      names += (names.empty() ? "" : " ") + std::string(name_of(event));
  return names;
}

std::vector<Record> EngineFixture::journal_records() const {
  std::vector<Record> records;
  const auto all = memory.read(Position{1}, 1'000'000);
  for (const auto& stored : *all) records.push_back(decode_facts(stored.bytes).value());
  return records;
}

}  // namespace lapor::actors::testing
