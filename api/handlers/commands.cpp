#include <boost/json/monotonic_resource.hpp>
#include <set>

#include "api/attachments/attached_files.hpp"
#include "api/attachments/attachment_service.hpp"
#include "api/handlers/handlers.hpp"
#include "api/handlers/outcomes.hpp"
#include "api/handlers/reading.hpp"
#include "api/json_text.hpp"
#include "api/people/person_calls.hpp"
#include "api/people/principals.hpp"
#include "api/request_head.hpp"

namespace lapor::api {
namespace {

/// A command read from its request. `filled`: values of the report were put into it, so it fits only the version read.
struct Job {
  Draft draft;
  std::optional<Version> if_match;
  std::optional<storage::RequestMark> mark;
  bool filled{};
  int attempts{};
};

constexpr int most_attempts = 3;

Result<Draft, Problem> read_draft(const Context& context, const Call& call) {
  if (auto problem = content_type_problem(call.request)) return fail(*problem);
  unsigned char buffer[16'384];
  boost::json::monotonic_resource memory(buffer, sizeof buffer);
  const bool bodyless = call.route->bodyless && call.request.body.empty();
  const auto body = parse_object(bodyless ? "{}" : std::string_view(call.request.body), &memory);
  if (!body) return fail(body.error());
  std::optional<Problem> problem;
  FieldReader in(*body, problem);
  Draft draft = call.route->parse(
      in, {context.rulebooks.now(), call.caller, context.clock.now(), call.ordinal, context.attachments});
  in.finish();
  if (problem) return fail(*problem);
  return draft;
}

Result<Job, Problem> read_job(const Context& context, const Call& call) {
  auto draft = read_draft(context, call);
  if (!draft) return fail(draft.error());
  const auto version = if_match(call.request);
  if (!version) return fail(version.error());
  const auto mark = request_mark(call.request, name_of_caller(call), context.vault);
  if (!mark) return fail(mark.error());
  return Job{std::move(*draft), *version, *mark};
}

actors::CommandRequest to_request(const Context& context, const Call& call, const Job& job) {
  Command command{context.clock.now(), call.caller.party, job.draft.channel, call.request_id, job.draft.body};
  return {call.report, std::move(command), job.if_match, job.mark};
}

void start(Context& context, const CallPtr& call, Job job, AnswerStanding success);

void send(Context& context, const CallPtr& call, Job job, AnswerStanding success) {
  actors::CommandRequest request = to_request(context, *call, job);
  context.engine.send(
      std::move(request), [&context, call, job = std::move(job), success](actors::Outcome outcome) mutable {
        guarded(context, *call, [&] {
          const bool again = job.filled && job.attempts < most_attempts && !if_match(call->request)->has_value() &&
                             std::holds_alternative<actors::StaleVersion>(outcome);
          if (again) return start(context, call, std::move(job), success);
          answer_outcome(context, call, std::move(outcome), success);
        });
      });
}

/// The other report must be known to the caller and still have a life of its own.
std::optional<Problem> merge_problem(const Context& context, const Call& call, const DossierPtr& target) {
  const bool known =
      target && Sights(call.caller, target->state, context.rulebooks.now().institutions).may(Sight::existence);
  if (!known) return Problem{ProblemKind::unknown_report, "There is no such report to merge into.", "into", ""};
  const Status status = target->state.status;
  if (status != Status::merged && status != Status::archived) return std::nullopt;
  return Problem{ProblemKind::unmergeable_report, "The other report has ended itself; name one that has not.", "into",
                 std::string(to_word(status))};
}

void check_target_and_send(Context& context, const CallPtr& call, Job job, AnswerStanding success) {
  const auto* merge = std::get_if<MergeReport>(&job.draft.body);
  if (merge == nullptr || merge->into == call->report) return send(context, call, std::move(job), success);
  const ReportId into = merge->into;
  read_dossier(context, call, into, [&context, call, job = std::move(job), success](const DossierPtr& target) {
    if (const auto problem = merge_problem(context, *call, target)) return answer(context, *call, *problem);
    send(context, call, job, success);
  });
}

/// What a command of the reporter's attaches; null for all others.
const Attachments* attached_by_reporter(const Draft& draft) {
  const Attachments* attached = nullptr;
  if (const auto* complete = std::get_if<CompleteReport>(&draft.body)) attached = &complete->attachments;
  if (const auto* add = std::get_if<AddInformation>(&draft.body)) attached = &add->attachments;
  if (const auto* reply = std::get_if<ReplyToFollowUp>(&draft.body)) attached = &reply->attachments;
  return attached == nullptr || attached->empty() ? nullptr : attached;
}

/// A reporter's report takes so many files in all, each counted once: so a repeated command is the same command.
std::optional<Problem> attachments_problem(const Context& context, const Draft& draft, const actors::Dossier& own,
                                           const Sights& sights) {
  const Attachments* attached = attached_by_reporter(draft);
  if (attached == nullptr || sights.audience() != Audience::reporter) return std::nullopt;
  std::set<std::string> files(attached->begin(), attached->end());
  for (const auto& placed : own.records)
    for (const Event& event : placed.decoded.record.events)
      with_files(event, [&](const AttachedFiles& of_event) {
        if (of_event.by_reporter) files.insert(of_event.hashes.begin(), of_event.hashes.end());
      });
  const std::uint64_t most = context.attachments->limits().files_per_report;
  if (files.size() <= most) return std::nullopt;
  return Problem{ProblemKind::too_long, "A report takes at most " + std::to_string(most) + " files of its reporter.",
                 "attachments", ""};
}

Job filled(Job job, const Call& call, const ReportState& state) {
  if (!job.draft.keeps.any() && attached_by_reporter(job.draft) == nullptr) return job;
  fill_in(job.draft, state);
  job.filled = true;
  if (!if_match(call.request)->has_value()) job.if_match = state.version;
  return job;
}

/// The holder of a receipt, a merge, a value that the body left out and how many files there may be depend on what the
/// report is.
bool needs_own_report(const Call& call, const Draft& draft) {
  return call.has_receipt || draft.keeps.any() || std::holds_alternative<MergeReport>(draft.body) ||
         attached_by_reporter(draft) != nullptr;
}

/// Reads the report first where it must.
void start(Context& context, const CallPtr& call, Job job, AnswerStanding success) {
  ++job.attempts;
  if (!needs_own_report(*call, job.draft)) return send(context, call, std::move(job), success);
  read_own_dossier(context, call,
                   [&context, call, job = std::move(job), success](const DossierPtr& own, const Sights& sights) {
                     if (const auto problem = attachments_problem(context, job.draft, *own, sights))
                       return answer(context, *call, *problem);
                     check_target_and_send(context, call, filled(job, *call, own->state), success);
                   });
}

void run(Context& context, const CallPtr& call, AnswerStanding success) {
  auto job = read_job(context, *call);
  if (!job) return answer(context, *call, job.error());
  call->masked = std::move(job->draft.masked);
  start(context, call, std::move(*job), success);
}

/// `Lapor-Proof-Of-Work: CHALLENGE:NONCE` (GET /v1/challenge), where the installation asks for it.
std::optional<Problem> proof_problem(Context& context, const Call& call) {
  const std::string_view proof = call.request.header("lapor-proof-of-work");
  const auto colon = proof.find(':');
  const bool is_whole = colon != std::string_view::npos;
  if (is_whole &&
      context.identity.challenges.accept(proof.substr(0, colon), proof.substr(colon + 1), context.clock.now()))
    return std::nullopt;
  return Problem{ProblemKind::proof_of_work_needed,
                 "Solve a new challenge of /v1/challenge and send it as Lapor-Proof-Of-Work: CHALLENGE:NONCE.", "", ""};
}

/// A plain form cannot solve a challenge. Where one is asked for, forms from networks that cannot be told count as one.
std::string submission_source(const Context& context, const Call& call) {
  std::string source = source_of(call);
  if (source.empty() && call.by_form && context.identity.options.proof_of_work_bits > 0) source = "plain forms";
  return source;
}

/// What keeps a program without an account from filing reports by the thousand.
std::optional<http::Response> abuse_refusal(Context& context, const Call& call) {
  if (!call.caller.is_public()) return std::nullopt;
  if (context.identity.options.proof_of_work_bits > 0 && !call.by_form)
    if (const auto problem = proof_problem(context, call)) return to_response(*problem);
  const std::string source = submission_source(context, call);
  if (source.empty() || context.identity.submissions.allow(source, call.begun)) return std::nullopt;
  return slowed_down("Too many reports came from your network; sign in, or wait.",
                     context.identity.submissions.wait(source, call.begun));
}

/// Whoever asks again because the answer was lost has paid before.
bool was_filed_before(const Context& context, const Job& job) {
  if (!job.mark) return false;
  const auto seen = context.journal.find_request(*job.mark);
  return seen && *seen && (*seen)->same_request;
}

}  // namespace

void handle_submission(Context& context, const CallPtr& call) {
  auto job = read_job(context, *call);
  if (!job) return answer(context, *call, job.error());
  if (auto refusal = abuse_refusal(context, *call); refusal && !was_filed_before(context, *job))
    return answer(context, *call, std::move(*refusal));
  if (call->caller.party.role != Role::reporter) call->caller.party.person = new_stranger_number();
  send(context, call, std::move(*job), answer_submission);
}

void handle_command(Context& context, const CallPtr& call) {
  run(context, call, answer_command);
}

void handle_publishing(Context& context, const CallPtr& call) {
  run(context, call, answer_publishing);
}

void handle_identity(Context& context, const CallPtr& call) {
  run(context, call, answer_identity);
}

}  // namespace lapor::api
