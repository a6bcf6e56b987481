#include <algorithm>

#include "api/attachments/attached_files.hpp"
#include "api/attachments/attachment_service.hpp"
#include "api/handlers/handlers.hpp"
#include "api/handlers/reading.hpp"
#include "api/json_writer.hpp"
#include "api/people/person_calls.hpp"

namespace lapor::api {
namespace {

Problem takes_no_files() {
  return {ProblemKind::unavailable, "This server takes no files.", "", ""};
}

ProblemKind kind_of(FileFault fault) {
  switch (fault) {
    case FileFault::unknown_type:
      return ProblemKind::unsupported_file;
    case FileFault::damaged:
      return ProblemKind::damaged_file;
    case FileFault::too_many_pixels:
      return ProblemKind::too_many_pixels;
  }
  return ProblemKind::damaged_file;
}

http::Response kept(const storage::Upload& upload) {
  http::Response response{201, {}, "application/json", ""};
  JsonWriter json(response.body);
  json.begin_object();
  json.member("id", storage::to_string(upload.id));
  json.member("sha256", storage::to_hex(upload.facts.hash));
  json.member("type", media_type_of(upload.facts.type));
  json.member("size", upload.facts.size);
  json.member("expires_at", to_rfc3339(upload.expires_at, Zone::wib));
  json.end_object();
  return response;
}

/// One overload for each end of an upload.
class IntakeAnswer {
 public:
  IntakeAnswer(Context& context, const Call& call) : context_(context), call_(call) {}

  void operator()(const storage::Upload& upload) const {
    context_.engine.wake_projections();  // time may have come for others to go
    answer(context_, call_, kept(upload));
  }
  void operator()(const FileRefusal& refusal) const {
    answer(context_, call_, Problem{kind_of(refusal.fault), refusal.what, "", ""});
  }
  /// What stands in it names files of the server's, so it goes to the log.
  void operator()(const storage::Error& error) const {
    if (error.code != storage::ErrorCode::overloaded && context_.on_error)
      context_.on_error(call_.request_id, error.what);
    answer(context_, call_, Problem{ProblemKind::unavailable, "The file could not be kept; try again later.", "", ""});
  }

 private:
  Context& context_;
  const Call& call_;
};

/// Whether any record that names the file lets this reader have it.
bool may_have(const actors::Dossier& dossier, const Sights& sights, const std::string& hash) {
  bool may = false;
  for (const auto& placed : dossier.records)
    for (const Event& event : placed.decoded.record.events)
      with_files(event, [&](const AttachedFiles& files) {
        may = may || (sights.may(files.sight) && std::ranges::find(files.hashes, hash) != files.hashes.end());
      });
  return may;
}

/// Saved, never shown in place; and were it shown, without scripts, without reading anything else, for this site only.
std::vector<http::Header> headers_of(const storage::FileFacts& facts) {
  const std::string name =
      "lampiran-" + storage::to_hex(facts.hash).substr(0, 8) + "." + std::string(extension_of(facts.type));
  return {{"Content-Disposition", "attachment; filename=\"" + name + "\""},
          {"Content-Security-Policy", "sandbox; default-src 'none'"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Cache-Control", "no-store"}};
}

/// Those of every answer (api/context.hpp), but for the content policy and whose it is, which stand in the headers.
constexpr std::string_view fields_of_files =
    "Strict-Transport-Security: max-age=31536000; includeSubDomains\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=()\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "X-Frame-Options: DENY\r\n";
constexpr std::string_view without_tls = fields_of_files.substr(fields_of_files.find("Permissions-Policy"));

void give(Context& context, const CallPtr& call, AttachmentService::Opened opened) {
  if (!opened && opened.error().code == storage::ErrorCode::overloaded)
    return answer(context, *call, Problem{ProblemKind::unavailable, opened.error().what, "", ""});
  if (!opened) throw std::runtime_error(opened.error().what);
  if (!*opened) return answer_hidden(context, call);
  const storage::FileFacts facts = (*opened)->facts;
  http::Response response{200, headers_of(facts), std::string(media_type_of(facts.type)), "", {}};
  response.fixed_fields = context.identity.options.secure_cookies ? fields_of_files : without_tls;
  response.source =
      context.attachments->body_of(std::move(**opened), [&context, id = call->request_id](const std::string& what) {
        if (context.on_error) context.on_error(id, what);
      });
  answer(context, *call, std::move(response));
}

/// Whoever has no account can fill the space for uploads only as fast as this.
std::optional<http::Response> too_many_uploads(Context& context, const Call& call) {
  const std::string source = source_of(call);
  if (!call.caller.is_public() || source.empty()) return std::nullopt;
  if (context.identity.uploads.allow(source, call.begun)) return std::nullopt;
  return slowed_down("Too many files came from your network; sign in, or wait.",
                     context.identity.uploads.wait(source, call.begun));
}

}  // namespace

void handle_upload(Context& context, const CallPtr& call) {
  const auto body = std::dynamic_pointer_cast<UploadSink>(call->request.sink);
  if (context.attachments == nullptr || !body) return answer(context, *call, takes_no_files());
  if (auto refusal = too_many_uploads(context, *call)) return answer(context, *call, std::move(*refusal));
  context.attachments->keep(body, call->caller.name, [&context, call](const Intake& intake) {
    guarded(context, *call, [&] { std::visit(IntakeAnswer{context, *call}, intake); });
  });
}

void handle_attachment(Context& context, const CallPtr& call) {
  read_own_dossier(context, call, [&context, call](const DossierPtr& dossier, const Sights& sights) {
    const bool may = context.attachments != nullptr && may_have(*dossier, sights, storage::to_hex(call->file));
    if (!may) return answer_hidden(context, call);
    context.attachments->open(call->report, call->file, [&context, call](AttachmentService::Opened opened) {
      guarded(context, *call, [&] { give(context, call, std::move(opened)); });
    });
  });
}

}  // namespace lapor::api
