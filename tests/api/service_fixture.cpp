#include "service_fixture.hpp"

#include <future>

#include "exchange_log.hpp"

namespace lapor::api::testing {
namespace {

constexpr std::string_view receipt_prefix = "receipt:";
constexpr std::string_view bearer_prefix = "bearer:";

Instant start_of_tests() {
  return *parse_rfc3339("2026-11-20T09:00:00+07:00");
}

http::Request make_request(http::Method method, std::string path, std::string body, const Ask& ask,
                           const TokenList& tokens) {
  std::string query;
  if (const auto question = path.find('?'); question != std::string::npos) {
    query = path.substr(question + 1);
    path.resize(question);
  }
  http::Request request{method, std::move(path), query, {{"host", "localhost"}}, std::move(body), true, {}, ask.peer};
  if (!request.body.empty()) request.headers.emplace_back("content-type", "application/json");
  if (ask.as.starts_with(receipt_prefix))
    request.headers.emplace_back("lapor-receipt", ask.as.substr(receipt_prefix.size()));
  else if (ask.as.starts_with(bearer_prefix))
    request.headers.emplace_back("authorization", "Bearer " + ask.as.substr(bearer_prefix.size()));
  else if (!ask.as.empty())
    request.headers.emplace_back("authorization", "Bearer " + tokens.at(ask.as));
  for (const http::Header& header : ask.headers) {
    std::erase_if(request.headers, [&](const http::Header& field) { return field.first == header.first; });
    request.headers.push_back(header);
  }
  return request;
}

Result<ViewStore, std::string> new_store() {
  return ViewStore{std::make_shared<storage::MemoryViews>(), storage::TextIndex::in_memory()};
}

std::unique_ptr<storage::CheckpointPublisher> start_log(const storage::Journal& journal,
                                                        const std::filesystem::path& folder) {
  storage::PublisherOptions options{
      folder / "checkpoint", {proof::SignerKey::make("log.example/test")}, std::chrono::hours{1}, {}, {}};
  auto started = storage::CheckpointPublisher::start(journal, std::move(options));
  BOOST_REQUIRE(started.has_value());
  return std::move(*started);
}

ServiceOptions with(ServiceOptions options, ViewRebuild& rebuild, const storage::CheckpointPublisher& log) {
  options.rebuild = &rebuild;
  options.log = &log;
  return options;
}

actors::EngineOptions engine_options(Identity& identity) {
  actors::EngineOptions options{.shards = 2, .workers = 2};
  options.on_person_changed = [&identity](PersonId person) { identity.sessions.forget(person); };
  return options;
}

}  // namespace

const Rulebook& rules() {
  static const Rulebook book = [] {
    Rulebook result;
    result.decrees =
        HolidayDecrees{{2026,
                        {"SKB for 2026",
                         {{std::chrono::year{2026} / 1 / 1, "Tahun Baru Masehi", HolidayKind::public_holiday},
                          {std::chrono::year{2026} / 3 / 20, "Cuti Bersama Nyepi", HolidayKind::collective_leave}}}}};
    result.calendar = working_calendar(result.decrees);
    result.institutions = InstitutionTree{{
        {"kota-35.78", "Pemerintah Kota Surabaya", "Pemkot Surabaya", "kota", "", Zone::wib, "35.78"},
        {"kota-35.78/dishub", "Dinas Perhubungan", "", "dinas", "kota-35.78", Zone::wib},
        {"kota-35.78/dlh", "Dinas Lingkungan Hidup", "", "dinas", "kota-35.78", Zone::wib},
        {"kota-33.74", "Pemerintah Kota Semarang", "", "kota", "", Zone::wib},
        {"prov-91", "Pemerintah Provinsi Papua", "", "provinsi", "", Zone::wit, "91"},
    }};
    result.policies = PolicyBook{{DeadlinePolicy{std::chrono::year{2019} / 1 / 1}}};
    result.retention = RetentionSchedule{
        {{std::chrono::year{2019} / 1 / 1, std::chrono::years{5}, {{"kota-35.78/dlh", std::chrono::years{2}}}}}};
    result.regions = Regions{{"35", {"Jawa Timur", Zone::wib, Point{-7.7, 112.7}}},
                             {"35.78", {"Kota Surabaya", Zone::wib, Point{-7.27, 112.72}}},
                             {"35.78.08", {"Gubeng", Zone::wib}},
                             {"91", {"Papua", Zone::wit, Point{-4.2, 140.5}}}};
    result.categories = {{"perhubungan", "Perhubungan"}, {"perhubungan/jalan", "Jalan"}, {"kebersihan", "Kebersihan"}};
    return result;
  }();
  return book;
}

ViewStore store_of(storage::Views& rows, storage::TextIndex& texts) {
  return {{std::shared_ptr<void>{}, &rows}, {std::shared_ptr<void>{}, &texts}};
}

std::string Answer::header(std::string_view name) const {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

bool Answer::has(std::string_view name) const {
  return body.is_object() && body.get_object().contains(name);
}

std::string Answer::at(std::string_view path) const {
  const json::value* value = &body;
  while (!path.empty()) {
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(path.size(), name.size() + 1));
    const json::object* object = value->if_object();
    value = object == nullptr ? nullptr : object->if_contains(name);
    if (value == nullptr) return "absent";
  }
  return value->is_string() ? std::string(value->get_string()) : json::serialize(*value);
}

std::string Answer::problem() const {
  const std::string type = at("type");
  constexpr std::string_view prefix = "urn:lapor:problem:";
  return type.starts_with(prefix) ? type.substr(prefix.size()) : type;
}

ServiceFixture::ServiceFixture(ServiceOptions options, IdentityOptions identity_options)
    : clock(start_of_tests()),
      vault(storage::Key{std::array<unsigned char, 32>{7}}),
      reports(std::make_unique<ReportsView>(store_of(views, *texts), journal, vault, rulebooks)),
      token_list(*make_dev_tokens(rules(), {"kota-35.78/dishub"})),
      tokens(ListedTokens::from_tokens(token_list)),
      identity(identity_options, {"password"}),
      engine(std::make_unique<actors::Engine>(engine_options(identity), journal, vault, rulebooks, clock)),
      rebuild(std::make_unique<ViewRebuild>(ViewRebuild::Parts{
          *reports,
          journal,
          vault,
          rulebooks,
          {new_store, [] {}, [] { return Result<void, std::string>{}; }, [] { return Result<void, std::string>{}; }},
          [this] { engine->wake_projections(); },
          [] { return false; },
          {}})),
      log(start_log(journal, folder.path())),
      service(std::make_unique<Service>(with(options, *rebuild, *log), *engine, journal, vault, rulebooks, clock,
                                        tokens, identity, *reports, [] { return http::ServerStatistics{}; })) {
  engine->project({reports.get()});
  std::promise<actors::FoldWait> loaded;
  auto outcome = loaded.get_future();
  engine->when_folded(ReportsView::view_name, {}, std::chrono::seconds{30},
                      [&loaded](actors::FoldWait wait) { loaded.set_value(wait); });
  BOOST_REQUIRE((outcome.get() == actors::FoldWait::reached));
}

ServiceFixture::~ServiceFixture() {
  rebuild->stop();
  engine->stop();
}

/// The whole of a body that ends by itself.
void collect(http::Response& response) {
  while (response.source && !response.source->is_endless()) {
    std::promise<http::Chunk> promise;
    auto chunk = promise.get_future();
    response.source->pull([&promise](http::Chunk given) { promise.set_value(std::move(given)); });
    BOOST_REQUIRE(chunk.wait_for(std::chrono::seconds{30}) == std::future_status::ready);
    const http::Chunk given = chunk.get();
    response.body += given.bytes;
    if (given.last) response.source.reset();
  }
}

http::Request ServiceFixture::request_of(http::Method method, std::string path, std::string body, const Ask& by) const {
  return make_request(method, std::move(path), std::move(body), by, token_list);
}

Answer ServiceFixture::send(http::Request request) {
  auto promise = std::make_shared<std::promise<http::Response>>();
  auto future = promise->get_future();
  service->handle(request, [promise](http::Response response) { promise->set_value(std::move(response)); });
  BOOST_REQUIRE(future.wait_for(std::chrono::seconds{30}) == std::future_status::ready);
  Answer answer{future.get(), {}};
  collect(answer.response);
  log_exchange(request, answer.response);
  json::error_code error;
  const std::string& type = answer.response.content_type;
  if (type.find("json") != std::string::npos && type.find("ndjson") == std::string::npos)
    answer.body = json::parse(answer.response.body, error);
  BOOST_REQUIRE_MESSAGE(!error, "not JSON: " << answer.response.body);
  return answer;
}

Answer ServiceFixture::list(const std::string& query, Ask by) {
  by.headers.emplace_back("lapor-position", std::to_string(number(journal.last_position())));
  by.headers.emplace_back("prefer", "wait=10");
  return get("/v1/reports?" + query, by);
}

std::string ServiceFixture::ids(const std::string& query, const Ask& by) {
  const Answer answer = list(query, by);
  BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
  std::string ids;
  for (const auto& item : answer.body.at("items").as_array())
    ids += (ids.empty() ? "" : " ") + json::serialize(item.at("id"));
  return ids;
}

Answer ServiceFixture::command(const std::string& id, const std::string& what, std::string body, const Ask& by) {
  return post("/v1/reports/" + id + "/" + what, std::move(body), by);
}

Answer ServiceFixture::page(const std::string& id, const Ask& by) {
  return get("/v1/reports/" + id, by);
}

Answer ServiceFixture::timeline(const std::string& id, const Ask& by) {
  return get("/v1/reports/" + id + "/timeline", by);
}

std::string ServiceFixture::story(const std::string& id, const Ask& by) {
  const Answer answer = timeline(id, by);
  BOOST_REQUIRE_EQUAL(answer.status(), 200);
  std::string names;
  for (const auto& item : answer.body.at("items").as_array())
    names += (names.empty() ? "" : " ") + std::string(item.at("event").as_string());
  return names;
}

std::string ServiceFixture::submit(const std::string& more, const Ask& by) {
  const Answer answer = post("/v1/reports",
                             R"({"title":"Jalan berlubang","text":"Lubang besar di depan rumah saya.",)"
                             R"("occurred_on":"2026-11-18","category":"perhubungan")" +
                                 more + "}",
                             by);
  BOOST_REQUIRE_MESSAGE(answer.status() == 201, answer.response.body);
  return answer.at("id");
}

std::string ServiceFixture::submit_and_verify(const std::string& more) {
  const std::string id = submit(more);
  const Answer answer = command(id, "verification",
                                R"({"title":"Jalan berlubang di Gubeng","public_text":"Lubang besar di jalan.",)"
                                R"("classification":"complaint","category":"perhubungan/jalan","tags":["jalan"],)"
                                R"("anonymous":false,"confidential":false,"forward_to":"kota-35.78","copies":[]})",
                                {"national_admin", {}});
  BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
  return id;
}

std::string ServiceFixture::in_progress() {
  const std::string id = submit_and_verify();
  const Answer answer =
      command(id, "follow-ups", R"({"text":"Kami perbaiki besok.","attachments":[]})", {"officer:kota-35.78", {}});
  BOOST_REQUIRE_MESSAGE(answer.status() == 201, answer.response.body);
  return id;
}

std::string ServiceFixture::closed() {
  const std::string id = in_progress();
  BOOST_REQUIRE_EQUAL(command(id, "closing", "", {"reporter", {}}).status(), 200);
  return id;
}

}  // namespace lapor::api::testing
