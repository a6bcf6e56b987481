#pragma once

#include <future>

#include "api/attachments/attachment_keeper.hpp"
#include "api/attachments/attachment_service.hpp"
#include "tests/api/attachments/pictures.hpp"
#include "tests/api/service_fixture.hpp"
#include "tests/storage/attachments/files_on_disk.hpp"
#include "tests/storage/temporary_folder.hpp"

namespace lapor::api::testing {

/// The service with files, in a folder that goes. The keeper folds when it is told to. Bodies go through the sink that
/// the service plans for them, as the HTTP server brings them.
struct AttachmentFixture : ServiceFixture {
  explicit AttachmentFixture(const AttachmentLimits& limits = {}, IdentityOptions options = {})
      : ServiceFixture({}, options) {
    start(limits);
  }
  ~AttachmentFixture() {
    attachments->stop();
    engine->stop();
    service.reset();
  }

  /// Begins anew on what lies on the disk. Whoever is asked meanwhile must have answered.
  void start(const AttachmentLimits& limits = {}) {
    service.reset();
    keeper.reset();
    attachments.reset();
    uploads = storage::Uploads::open(folder.path() / "uploads", vault).value();
    attachments = std::make_unique<AttachmentService>(limits, *uploads, files, journal, vault, clock);
    make_keeper();
    ServiceOptions options;
    options.rebuild = rebuild.get();
    options.attachments = attachments.get();
    options.keeper = keeper.get();
    options.on_error = [this](const std::string&, const std::string& what) { errors.push_back(what); };
    service = std::make_unique<Service>(options, *engine, journal, vault, rulebooks, clock, tokens, identity, *reports,
                                        [] { return http::ServerStatistics{}; });
  }

  void make_keeper() {
    keeper = std::make_unique<AttachmentKeeper>(*uploads, files, journal, vault, clock,
                                                [this](ReportId, const std::string& hash) { lost.push_back(hash); });
    BOOST_REQUIRE(keeper->load().has_value());
  }

  /// Lets the keeper do what is left to do.
  void keep_up() {
    const auto records = journal.read(next(keeper->checkpoint()), 100'000).value();
    BOOST_REQUIRE(keeper->fold(records).has_value());
    if (keeper->has_deferred()) BOOST_REQUIRE(keeper->do_deferred().has_value());
  }

  http::Request upload_request(const Ask& by) const {
    return request_of(http::Method::post, "/v1/attachments", "", by);
  }

  /// Gives a body to its sink as a connection does: it waits when there is no room.
  static void bring(http::BodySink& sink, BytesView body, std::size_t piece) {
    for (; !body.empty(); body = body.subspan(std::min(piece, body.size()))) {
      const BytesView part = body.first(std::min(piece, body.size()));
      const auto drained = std::make_shared<std::promise<void>>();
      auto room = drained->get_future();
      const std::string_view text{reinterpret_cast<const char*>(part.data()), part.size()};
      if (!sink.take(text, [drained] { drained->set_value(); }))
        BOOST_REQUIRE((room.wait_for(std::chrono::seconds{30}) == std::future_status::ready));
    }
  }

  Answer upload(BytesView file, const Ask& by = {"reporter", {}}, std::size_t piece = 10'000) {
    http::Request request = upload_request(by);
    request.sink = service->plan_body()(request).sink;
    BOOST_REQUIRE(request.sink);
    bring(*request.sink, file, piece);
    request.sink->end(true);
    return send(std::move(request));
  }

  /// The id of a picture that nobody else has: its width tells it apart.
  std::string photo(std::uint16_t width, const Ask& by = {"reporter", {}}) {
    const Answer answer = upload(jpeg({}, width), by);
    BOOST_REQUIRE_MESSAGE(answer.status() == 201, answer.response.body);
    return answer.at("id");
  }
  static std::string hash_of_photo(std::uint16_t width) {
    return storage::to_hex(storage::content_hash(jpeg({}, width)));
  }

  /// `,"attachments":[...]`, for the end of a body.
  static std::string with(const std::vector<std::string>& ids) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "\"" : ",\"") + id + '"';
    return ",\"attachments\":[" + list + "]";
  }
  Answer say(const std::string& report, const std::string& what, const std::vector<std::string>& ids, const Ask& by) {
    return command(report, what, R"({"text":"Lihat lampiran.")" + with(ids) + "}", by);
  }

  Answer file(const std::string& report, const std::string& hash, const Ask& by) {
    return get("/v1/reports/" + report + "/attachments/" + hash, by);
  }

  [[nodiscard]] std::vector<std::string> uploads_on_disk() const {
    return storage::test::names_in(folder.path() / "uploads");
  }
  [[nodiscard]] std::vector<std::string> files_on_disk(const std::string& report) const {
    return storage::test::names_in(files.folder() / report);
  }

  storage::test::TemporaryFolder folder;
  storage::AttachmentFiles files = storage::AttachmentFiles::open(folder.path() / "attachments").value();
  std::unique_ptr<storage::Uploads> uploads;
  std::unique_ptr<AttachmentService> attachments;
  std::unique_ptr<AttachmentKeeper> keeper;
  std::vector<std::string> lost;
  std::vector<std::string> errors;
};

inline const Ask reporter{"reporter", {}};
inline const Ask officer{"officer:kota-35.78", {}};

}  // namespace lapor::api::testing
