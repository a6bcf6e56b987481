#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/limits.hpp"
#include "api/not_permitted.hpp"
#include "api/people/directory_list.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/person_json.hpp"
#include "api/people/principals.hpp"

/// Accounts of staff, by those who administer them.
namespace lapor::api {
namespace {

constexpr std::size_t most_roles = 8;
constexpr std::string_view subject = "Akun petugas LAPOR! / LAPOR! staff account";

struct Appointment {
  std::vector<Role> roles;
  Slug institution;
};

Appointment read_appointment(FieldReader& in) {
  Appointment read;
  for (const std::string& word : in.lines("roles", limits::code, most_roles)) {
    const auto role = from_word<Role>(word);
    if (!role) in.refuse(ProblemKind::invalid_value, "roles", "`" + word + "` is no role.");
    read.roles.push_back(role.value_or(Role::anyone));
  }
  read.institution = in.line("institution", limits::code, Need::optional);
  return read;
}

OpenStaffAccount read_opening(FieldReader& in) {
  OpenStaffAccount open;
  const auto address = read_address(in, "address");
  if (address) open.address = address->value;
  open.name = in.line("name", limits::contact_name, Need::required);
  auto [roles, institution] = read_appointment(in);
  open.roles = std::move(roles);
  open.institution = std::move(institution);
  return open;
}

std::string read_reason(FieldReader& in) {
  return in.text("reason", limits::reason, Need::required);
}

void answer_member(Context& context, const Call& call, const PersonState& state) {
  http::Response response;
  response.status = call.route->success;
  JsonWriter json(response.body);
  json.begin_object();
  write_account(json, state);
  json.end_object();
  answer(context, call, std::move(response));
}

/// Tells somebody how to choose a password; the account is there whether or not the message arrives.
void invite(Context& context, const PersonState& state) {
  const auto address = parse_contact_address(state.address);
  if (!address) return;
  static_cast<void>(context.identity.messages.post(
      *address, std::string(subject),
      Secret("Anda terdaftar sebagai petugas LAPOR!. Minta kode dan pilih kata sandi dengan alamat ini. / You are "
             "registered as LAPOR! staff. Ask for a code and choose a password with this address."),
      context.clock.now(), std::chrono::hours{72}));
}

/// A command with one reason on a member of staff.
template <class Command>
void command_with_reason(Context& context, const CallPtr& call) {
  auto reason = read_body(*call, read_reason);
  if (!reason) return answer(context, *call, reason.error());
  command_person(context, call, call->person, Command{std::move(*reason)},
                 [&context, call](const auto& standing) { answer_member(context, *call, standing.state); });
}

}  // namespace

void handle_staff_opening(Context& context, const CallPtr& call) {
  auto open = read_body(*call, read_opening);
  if (!open) return answer(context, *call, open.error());
  if (!administers(call->caller.party, open->roles, open->institution, context.rulebooks.now().institutions))
    return answer(context, *call,
                  not_permitted(call->caller,
                                "Only a coordinator may open accounts, of the own institution's officers, coordinators "
                                "and clerks, or a national administrator."));
  command_person(context, call, new_account_number(), std::move(*open), [&context, call](const auto& standing) {
    invite(context, standing.state);
    answer_member(context, *call, standing.state);
  });
}

void handle_staff_list(Context& context, const CallPtr& call) {
  answer_directory(context, call, storage::NameKind::staff, write_account);
}

void handle_staff_member(Context& context, const CallPtr& call) {
  read_person(context, call, call->person, [&context, call](const PersonDossierPtr& person) {
    const bool seen = person && person->state.is_staff() &&
                      administers(call->caller.party, person->state.roles, person->state.institution,
                                  context.rulebooks.now().institutions);
    seen ? answer_member(context, *call, person->state) : answer_person_hidden(context, call);
  });
}

/// Takes effect at once: all sessions of the person end.
void handle_appointment(Context& context, const CallPtr& call) {
  auto read = read_body(*call, read_appointment);
  if (!read) return answer(context, *call, read.error());
  command_person(context, call, call->person, AppointStaff{std::move(read->roles), std::move(read->institution)},
                 [&context, call](const auto& standing) { answer_member(context, *call, standing.state); });
}

void handle_suspension(Context& context, const CallPtr& call) {
  command_with_reason<SuspendAccount>(context, call);
}

void handle_reinstatement(Context& context, const CallPtr& call) {
  command_with_reason<ReinstateAccount>(context, call);
}

void handle_factor_reset(Context& context, const CallPtr& call) {
  command_with_reason<ResetTotp>(context, call);
}

}  // namespace lapor::api
