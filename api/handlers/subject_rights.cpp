#include <memory>
#include <vector>

#include "api/access.hpp"
#include "api/attachments/attachment_keeper.hpp"
#include "api/handlers/bodies.hpp"
#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/not_permitted.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/person_json.hpp"
#include "api/people/principals.hpp"
#include "api/report_view.hpp"
#include "api/timeline.hpp"

/// The rights of the data subject (UU 27/2022, art. 5 to 13): to see everything that is held, and to have it erased.
namespace lapor::api {
namespace {

PersonId me(const Call& call) {
  return *call.caller.party.person;
}

/// The reports of a person are read one after the other, so that nobody with thousands of them holds up the others.
class OwnReports : public std::enable_shared_from_this<OwnReports> {
 public:
  using Each = std::function<void(const actors::Dossier&)>;

  OwnReports(Context& context, CallPtr call, PersonId person, Each each, std::function<void()> done)
      : context_(context),
        call_(std::move(call)),
        reports_(context.reports.own_reports(person)),
        each_(std::move(each)),
        done_(std::move(done)) {}

  void go_on() {
    if (read_ == reports_.size()) return done_();
    read_dossier(context_, call_, reports_[read_++], [self = shared_from_this()](const DossierPtr& dossier) {
      if (dossier) self->each_(*dossier);
      self->go_on();
    });
  }

 private:
  Context& context_;
  CallPtr call_;
  std::vector<ReportId> reports_;
  Each each_;
  std::function<void()> done_;
  std::size_t read_{};
};

/// Everything about a person as one JSON document.
class DataExport : public std::enable_shared_from_this<DataExport> {
 public:
  DataExport(Context& context, CallPtr call, PersonDossierPtr person)
      : context_(context), call_(std::move(call)), person_(std::move(person)), json_(body_) {}

  void begin() {
    json_.begin_object();
    json_.begin_object("account");
    write_account(json_, person_->state);
    json_.end_object();
    write_history(json_, "history", *person_);
    json_.begin_array("reports");
    const auto self = shared_from_this();
    std::make_shared<OwnReports>(
        context_, call_, person_->state.id, [self](const actors::Dossier& dossier) { self->add(dossier); },
        [self] { self->finish(); })
        ->go_on();
  }

 private:
  /// As its reporter sees it, whoever asks: it is their copy.
  void add(const actors::Dossier& dossier) {
    const Principal reporter{{Role::reporter, person_->state.id, ""}, call_->caller.name, {}};
    const Sights sights(reporter, dossier.state, context_.rulebooks.now().institutions);
    json_.begin_object();
    json_.raw("report", render_report(dossier, sights, context_.rulebooks.now()));
    json_.raw("timeline", render_timeline(dossier, sights, context_.rulebooks.now()));
    json_.raw("reporter", render_identity(fold_page(dossier).original));
    json_.end_object();
  }

  void finish() {
    json_.end_array();
    json_.end_object();
    http::Response response = json_response(std::move(body_));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"data.json\"");
    answer(context_, *call_, std::move(response));
  }

  Context& context_;
  CallPtr call_;
  PersonDossierPtr person_;
  std::string body_;
  JsonWriter json_;
};

/// Recorded before it is given.
void export_data(Context& context, const CallPtr& call, Party by, PersonId whose) {
  when_reports_are_all_there(context, call, [&context, call, by = std::move(by), whose] {
    command_person_as(context, call, by, whose, ExportData{}, [&context, call, whose](const auto&) {
      read_person(context, call, whose, [&context, call](const PersonDossierPtr& person) {
        if (!person) return answer_person_hidden(context, call);
        std::make_shared<DataExport>(context, call, person)->begin();
      });
    });
  });
}

void answer_erased(Context& context, const Call& call, std::uint64_t reports, std::uint64_t refused) {
  http::Response response;
  JsonWriter json(response.body);
  json.begin_object();
  json.member("erased", true);
  json.member("erased_reports", reports);
  json.member("kept_reports", refused);
  json.end_object();
  answer(context, call, std::move(response));
}

/// The reports first, each by a command of its own, then the account: whoever is interrupted begins again. Answered
/// when the views have forgotten them, too.
class Erasure : public std::enable_shared_from_this<Erasure> {
 public:
  Erasure(Context& context, CallPtr call, Party by, PersonId person, ErasureGround ground)
      : context_(context), call_(std::move(call)), by_(std::move(by)), person_(person), ground_(ground) {}

  void begin() {
    reports_ = context_.reports.own_reports(person_);
    go_on();
  }

 private:
  /// A report under legal hold stays, and is counted.
  void go_on() {
    if (read_ == reports_.size()) return erase_account();
    Command command{context_.clock.now(),
                    {Role::data_officer, call_->caller.party.person, ""},
                    Channel::api,
                    call_->request_id,
                    EraseReporter{ground_}};
    context_.engine.send({reports_[read_++], std::move(command), {}, {}},
                         [self = shared_from_this()](const actors::Outcome& outcome) {
                           guarded(self->context_, *self->call_, [&] { self->count(outcome); });
                         });
  }

  void count(const actors::Outcome& outcome) {
    if (const auto* reason = std::get_if<actors::Unavailable>(&outcome))
      return answer(context_, *call_, Problem{ProblemKind::unavailable, reason->what, "", ""});
    std::holds_alternative<actors::Standing>(outcome) ? ++erased_ : ++kept_;
    if (const auto* standing = std::get_if<actors::Standing>(&outcome)) context_.pages.forget(standing->state.id);
    go_on();
  }

  /// Who filed with a receipt only has no account.
  void erase_account() {
    if (!is_account_number(person_)) return finish();
    command_person_as(context_, call_, by_, person_, ErasePerson{ground_},
                      [self = shared_from_this()](const auto&) { self->finish(); });
  }

  void finish() {
    when_reports_are_all_there(context_, call_, [self = shared_from_this()] { self->wait_for_files(); });
  }

  /// Without their reports' keys they cannot be opened any more, so nobody waits for long.
  void wait_for_files() {
    constexpr std::chrono::seconds patience{5};
    context_.engine.when_folded(AttachmentKeeper::keeper_name, context_.journal.last_position(), patience,
                                [self = shared_from_this()](actors::FoldWait) {
                                  guarded(self->context_, *self->call_, [&] {
                                    answer_erased(self->context_, *self->call_, self->erased_, self->kept_);
                                  });
                                });
  }

  Context& context_;
  CallPtr call_;
  Party by_;
  PersonId person_;
  ErasureGround ground_;
  std::vector<ReportId> reports_;
  std::size_t read_{};
  std::uint64_t erased_{};
  std::uint64_t kept_{};
};

bool is_data_officer(Context& context, const Call& call) {
  if (call.caller.party.role == Role::data_officer) return true;
  answer(context, call, not_permitted(call.caller, "Only the data officer answers for others' data."));
  return false;
}

ErasureGround read_ground(FieldReader& in) {
  const auto ground = in.word<ErasureGround>("ground", Need::required);
  if (ground == ErasureGround::unstated)
    in.refuse(ProblemKind::invalid_value, "ground", "Use one of: subject_request, retention_ended, court_order.");
  return ground.value_or(ErasureGround::unstated);
}

}  // namespace

/// The audit trail: sign-ins, refused ones, changes, and who made them.
void handle_my_history(Context& context, const CallPtr& call) {
  read_person(context, call, me(*call), [&context, call](const PersonDossierPtr& person) {
    if (!person) return answer_person_hidden(context, call);
    std::string body;
    JsonWriter json(body);
    json.begin_object();
    write_history(json, "items", *person);
    json.end_object();
    answer(context, *call, json_response(std::move(body)));
  });
}

void handle_my_data(Context& context, const CallPtr& call) {
  if (!is_within_own_limits(context, call, context.identity.own_changes)) return;
  export_data(context, call, {Role::reporter, me(*call), ""}, me(*call));
}

/// The account goes at once. The reports stay: they are the institutions' files, too, and their erasure is asked of the
/// data officer.
void handle_my_erasure(Context& context, const CallPtr& call) {
  const auto password = read_body(
      *call, [](FieldReader& in) { return Secret(in.line("password", PasswordRules::most, Need::required)); });
  if (!password) return answer(context, *call, password.error());
  if (!is_within_own_limits(context, call, context.identity.own_passwords)) return;
  read_person(context, call, me(*call), [&context, call, password = *password](const PersonDossierPtr& person) {
    if (!person) return answer_person_hidden(context, call);
    with_password_pool(context, call, [&context, call, password, person] {
      if (!verify_password(password, person->state.password))
        return answer(context, *call,
                      Problem{ProblemKind::wrong_credentials, "Send your present password.", "password", ""});
      const auto reports = context.reports.own_reports(person->state.id).size();
      command_person_as(context, call, {Role::reporter, me(*call), ""}, me(*call),
                        ErasePerson{ErasureGround::subject_request},
                        [&context, call, reports](const auto&) { answer_erased(context, *call, 0, reports); });
    });
  });
}

void handle_persons_data(Context& context, const CallPtr& call) {
  if (is_data_officer(context, *call)) export_data(context, call, call->caller.party, call->person);
}

void handle_persons_erasure(Context& context, const CallPtr& call) {
  if (!is_data_officer(context, *call)) return;
  const auto ground = read_body(*call, read_ground);
  if (!ground) return answer(context, *call, ground.error());
  when_reports_are_all_there(context, call, [&context, call, ground = *ground] {
    std::make_shared<Erasure>(context, call, call->caller.party, call->person, ground)->begin();
  });
}

}  // namespace lapor::api
