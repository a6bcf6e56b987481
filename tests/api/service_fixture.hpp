#pragma once

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "actors/engine.hpp"
#include "api/service.hpp"
#include "api/views/view_rebuild.hpp"
#include "storage/memory_journal.hpp"
#include "storage/memory_views.hpp"
#include "tests/storage/temporary_folder.hpp"

/// The whole API on a journal without a disk, in simulated time, without a network: requests go straight into the
/// service.
namespace lapor::api::testing {

namespace json = boost::json;

/// Surabaya with two units, Semarang, Papua; a few categories and regions. Reports are kept for five years, those of
/// Surabaya's unit `dlh` for two.
[[nodiscard]] const Rulebook& rules();

/// A store whose parts somebody else owns.
[[nodiscard]] ViewStore store_of(storage::Views& rows, storage::TextIndex& texts);

/// One answer, parsed. `body` is null when there is none or it is not JSON.
struct Answer {
  http::Response response;
  json::value body;

  [[nodiscard]] int status() const { return response.status; }
  [[nodiscard]] std::string header(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  /// The member as text: strings bare, everything else as JSON; "absent" when there is none. Dots go into objects.
  [[nodiscard]] std::string at(std::string_view path) const;
  /// The tail of the problem's type.
  [[nodiscard]] std::string problem() const;
};

/// Who asks: a role word of tokens.hpp, "" for the public, a receipt ("receipt:1234-..."), or a token ("bearer:...");
/// and from which address, "" for one that cannot be told.
struct Ask {
  std::string as;
  std::vector<http::Header> headers;
  std::string peer{};
};

inline const Ask anybody{"", {}};
inline const Ask admin{"national_admin", {}};

struct ServiceFixture {
  explicit ServiceFixture(ServiceOptions options = {}, IdentityOptions identity_options = {});
  ~ServiceFixture();

  Answer ask(http::Method method, std::string path, std::string body, const Ask& ask) {
    return send(request_of(method, std::move(path), std::move(body), ask));
  }
  [[nodiscard]] http::Request request_of(http::Method method, std::string path, std::string body, const Ask& ask) const;
  Answer send(http::Request request);
  /// A list that has everything recorded so far.
  Answer list(const std::string& query, Ask by);
  /// Whatever is recorded up to here is in the view.
  void settle() { list("limit=1", admin); }
  /// Ids of its items, with blanks between.
  std::string ids(const std::string& query, const Ask& by);
  Answer get(std::string path, const Ask& by) { return ask(http::Method::get, std::move(path), "", by); }
  Answer post(std::string path, std::string body, const Ask& by) {
    return ask(http::Method::post, std::move(path), std::move(body), by);
  }

  /// `/v1/reports/{id}/{what}`.
  Answer command(const std::string& id, const std::string& what, std::string body, const Ask& by);
  Answer page(const std::string& id, const Ask& by);
  Answer timeline(const std::string& id, const Ask& by);
  /// Names of the events in the timeline that somebody sees.
  std::string story(const std::string& id, const Ask& by);

  /// Files a report and gives its id; `more` are further members of the form, with a leading comma.
  std::string submit(const std::string& more = "", const Ask& by = {"reporter", {}});
  std::string submit_and_verify(const std::string& more = "");
  std::string in_progress();
  std::string closed();

  actors::SimulatedClock clock;
  storage::MemoryJournal journal;
  storage::MemoryViews views;
  std::unique_ptr<storage::TextIndex> texts{storage::TextIndex::in_memory()};
  storage::Vault vault;
  actors::Rulebooks rulebooks{rules()};
  std::unique_ptr<ReportsView> reports;
  TokenList token_list;
  ListedTokens tokens;
  Identity identity;
  std::unique_ptr<actors::Engine> engine;
  std::unique_ptr<ViewRebuild> rebuild;
  storage::test::TemporaryFolder folder;
  std::unique_ptr<storage::CheckpointPublisher> log;  // publishes when a test says so
  std::unique_ptr<Service> service;
};

}  // namespace lapor::api::testing
