#include "tools/demo/cast.hpp"

#include <future>
#include <memory>
#include <span>

#include "api/identity/passwords.hpp"
#include "api/json_writer.hpp"
#include "api/tokens.hpp"
#include "storage/files.hpp"
#include "tools/demo/chance.hpp"

namespace lapor::tools::demo {
namespace {

using Outcome = actors::PersonOutcome;

std::vector<Member> everybody() {
  return {
      {Role::reporter, "Sari Wulandari", "sari@warga.example", "",
       "A citizen with reports of her own: one to complete, one that was answered, one to rate, one that is late."},
      {Role::national_admin, "Bambang Prasetyo", "bambang@pusat.example", "",
       "Verifies what nobody else does, hands declined reports on, and administers everything."},
      {Role::coordinator, "Dewi Anggraini", "dewi@surabaya.example", "kota-35.78",
       "Surabaya's coordinator: verifies what was sent to the city, passes it on, answers."},
      {Role::officer, "Agus Setiawan", "agus@surabaya.example", "kota-35.78",
       "An officer of Surabaya: follows up by what is due next."},
      {Role::officer, "Rina Marlina", "rina@surabaya.example", "kota-35.78/dishub",
       "An officer of Surabaya's transport office, with that desk only."},
      {Role::clerk, "Wahyu Nugroho", "wahyu@loket.example", "",
       "Sits at a counter and files what people come to tell, with their contact."},
      {Role::supervisor, "Hendra Gunawan", "hendra@pengawas.example", "",
       "Sees everything, is told of what escalated, comments and changes nothing."},
      {Role::auditor, "Maya Lestari", "maya@audit.example", "",
       "Replays the history and verifies its proofs; texts stay sealed."},
      {Role::data_officer, "Yusuf Hidayat", "yusuf@data.example", "",
       "Answers what the law gives to those whose data are held: copies, erasures, retention."},
  };
}

Outcome sent(actors::Engine& engine, actors::PersonRequest request) {
  const auto promise = std::make_shared<std::promise<Outcome>>();
  auto outcome = promise->get_future();
  engine.send(std::move(request), [promise](Outcome told) { promise->set_value(std::move(told)); });
  return outcome.get();
}

Result<void, std::string> carry_out(actors::Engine& engine, const Member& member, Party by, Instant now,
                                    PersonCommandBody body) {
  const Outcome outcome = sent(engine, {member.person, {now, std::move(by), Channel::api, "demo", std::move(body)}});
  if (std::holds_alternative<actors::PersonStanding>(outcome)) return {};
  if (const auto* refused = std::get_if<actors::PersonRefusedWith>(&outcome))
    return fail(member.address + ": " + refused->refusal.detail);
  if (const auto* unavailable = std::get_if<actors::Unavailable>(&outcome)) return fail(unavailable->what);
  return fail(member.address + " has an account already");
}

/// Staff are invited and then choose a password, as in life.
Result<void, std::string> open_account(actors::Engine& engine, const Member& member, const std::string& hash,
                                       Instant now) {
  if (member.role == Role::reporter)
    return carry_out(engine, member, {}, now, RegisterAccount{member.address, member.name, hash});
  const Party admin = api::principal_of("national_admin")->party;
  auto opened = carry_out(engine, member, admin, now,
                          OpenStaffAccount{member.address, member.name, {member.role}, member.institution});
  if (!opened) return opened;
  return carry_out(engine, member, {Role::reporter, member.person, ""}, now, ChangePassword{hash, true});
}

void write(api::JsonWriter& json, const Member& member, const api::Secret& password) {
  json.begin_object();
  json.member("role", to_word(member.role));
  json.member("name", member.name);
  json.member("address", member.address);
  json.member("password", password.reveal());
  if (!member.institution.empty()) json.member("institution", member.institution);
  json.member("scene", member.scene);
  json.end_object();
}

}  // namespace

std::vector<Member> cast_of(const InstitutionTree& institutions, std::uint64_t seed) {
  std::vector<Member> cast = everybody();
  std::erase_if(cast, [&](const Member& member) {
    return !member.institution.empty() && institutions.find(member.institution) == nullptr;
  });
  for (Member& member : cast) member.person = PersonId{Chance(seed, number_of(member.address)).next() >> 1U | 1U};
  return cast;
}

api::Secret password_for_cast() {
  constexpr std::size_t enough = 12;
  return api::Secret("lihat-demo-" + api::new_token().substr(0, enough));
}

Result<void, std::string> open_accounts(actors::Engine& engine, const std::vector<Member>& cast,
                                        const api::Secret& password, Instant now) {
  for (const Member& member : cast)
    if (const auto opened = open_account(engine, member, api::hash_password(password), now); !opened) return opened;
  return {};
}

Result<void, std::string> save_accounts(const std::filesystem::path& file, const std::vector<Member>& cast,
                                        const api::Secret& password) {
  std::string text;
  api::JsonWriter json(text);
  json.begin_array();
  for (const Member& member : cast) write(json, member, password);
  json.end_array();
  text += '\n';
  constexpr mode_t for_its_owner = 0600;
  return storage::replace_file(file, std::as_bytes(std::span{text}), for_its_owner).map_error([](const auto& error) {
    return error.what;
  });
}

}  // namespace lapor::tools::demo
