#include "tools/serve.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <iostream>

#include "api/attachments/attachment_keeper.hpp"
#include "api/attachments/attachment_service.hpp"
#include "api/service.hpp"
#include "api/views/view_rebuild.hpp"
#include "config/common_passwords.hpp"
#include "config/reference.hpp"
#include "storage/data_folder.hpp"
#include "storage/rocks_journal.hpp"
#include "tools/first_start.hpp"
#include "tools/log_start.hpp"
#include "tools/private_files.hpp"
#include "tools/reference_folder.hpp"
#include "tools/rehearsal.hpp"
#include "tools/serve_settings.hpp"
#include "tools/stop_signal.hpp"
#include "tools/view_folders.hpp"
#include "tools/web_folder.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;
using api::http::Server;

/// Everything that is settled before a part is started.
struct Plan {
  config::Settings settings;
  api::IdentityOptions identity;
  NetworkAddress address;
  Rulebook rules;
  std::vector<std::string> common_passwords;
  std::unique_ptr<actors::Clock> clock;
  std::optional<api::web::WebFolder> web;  // none: the API serves alone
};

/// What lies in the data folder, opened.
struct Store {
  std::unique_ptr<storage::Vault> vault;
  std::unique_ptr<storage::Journal> journal;
  std::unique_ptr<actors::Rulebooks> rulebooks;
  LogFiles log;
  ViewFolders view_folders;
  api::ViewStore views;
  std::unique_ptr<storage::Uploads> uploads;
  storage::AttachmentFiles attachments;
  std::unique_ptr<api::TokenBook> development_tokens;  // none in a real installation
  bool has_accounts_only{};
};

void log_to_standard_error(const std::string& level) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("lapor"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
  spdlog::set_level(spdlog::level::from_str(level));
  spdlog::flush_on(spdlog::level::info);
}

Result<config::Settings, std::string> read_settings(const std::string& file) {
  if (file.empty()) return config::Settings{};
  return config::load_settings(file);
}

Result<NetworkAddress, std::string> address_of(const ServeOptions& options, const config::Settings& settings) {
  auto address = parse_network_address(options.listen.empty() ? settings.server.listen : options.listen);
  if (!address) return fail("--listen: " + address.error());
  if (options.development_tokens && !is_loopback(address->host))
    return fail("--dev-tokens lays tokens in clear on the disk and is refused on " + address->host +
                "; listen on 127.0.0.1 or leave it out");
  if (!options.clock.empty() && !is_loopback(address->host))
    return fail("--clock lets anybody move the time and is refused on " + address->host +
                "; listen on 127.0.0.1 or leave it out");
  return address;
}

/// On this machine itself one looks at a demonstration as any of its staff, without an authenticator.
api::IdentityOptions identity_of(const ServeOptions& options, const config::Settings& settings,
                                 const NetworkAddress& address) {
  api::IdentityOptions identity = identity_options(settings);
  if (is_demonstration(options.data) && is_loopback(address.host)) identity.staff_needs_second_factor = false;
  return identity;
}

/// Without pages the API serves on: programs need no pages, and an operator must be able to look.
std::optional<api::web::WebFolder> read_pages(const std::string& wish) {
  const auto folder = find_web_folder(wish);
  if (!folder) {
    spdlog::warn("serving without pages: {}", folder.error());
    return std::nullopt;
  }
  auto pages = api::web::read_web_folder(*folder);
  if (!pages) {
    spdlog::error("serving without pages: {}", pages.error());
    return std::nullopt;
  }
  return std::move(*pages);
}

Result<Plan, std::string> make_plan(const ServeOptions& options) {
  auto settings = read_settings(options.config_file);
  if (!settings) return fail(settings.error());
  auto address = address_of(options, *settings);
  if (!address) return fail(address.error());
  auto clock = make_clock(options.clock);
  if (!clock) return fail(clock.error());
  const auto reference = find_reference_folder(settings->reference.folder);
  if (!reference) return fail(reference.error());
  auto rules = config::load_rulebook(*reference);
  if (!rules) return fail(rules.error());
  auto passwords = config::load_common_passwords(*reference);
  if (!passwords) return fail(passwords.error());
  const auto identity = identity_of(options, *settings, *address);
  auto web = read_pages(options.web.empty() ? settings->web.folder : options.web);
  return Plan{std::move(*settings),  identity,          std::move(*address), std::move(*rules),
              std::move(*passwords), std::move(*clock), std::move(web)};
}

Result<std::unique_ptr<storage::Vault>, std::string> open_vault(const fs::path& data, const fs::path& wish) {
  const fs::path file = wish.empty() ? storage::default_key_file(data) : wish;
  const bool was_there = fs::exists(file);
  auto vault = storage::open_vault_for(data, file);
  if (!vault) return fail(vault.error().what);
  if (!was_there)
    spdlog::warn("made the master key {}; keep a copy in another place: without it nothing sealed can be read again",
                 file.string());
  return std::make_unique<storage::Vault>(std::move(*vault));
}

Result<std::unique_ptr<api::TokenBook>, std::string> tokens_of(const ServeOptions& options, const Rulebook& rules) {
  if (options.development_tokens) return development_callers(options.data, rules, *options.development_tokens);
  return std::make_unique<api::ListedTokens>();
}

Result<Store, std::string> open_store(const ServeOptions& options, const Plan& plan, StopSignal& stop) {
  std::error_code error;
  fs::create_directories(options.data, error);
  if (error) return fail("cannot make the data folder " + options.data.string() + ": " + error.message());
  auto vault = open_vault(options.data, plan.settings.storage.master_key_file);
  if (!vault) return fail(vault.error());
  storage::RocksOptions journal_settings = journal_options(plan.settings, options.data, **vault);
  journal_settings.accept_damaged_log_end = options.accept_damaged_log_end;
  journal_settings.on_fatal = [&stop](std::string what) { stop.fail(std::move(what)); };
  auto journal = storage::RocksJournal::open(journal_settings);
  if (!journal) return fail(journal.error().what);
  auto rulebooks = actors::Rulebooks::load(plan.rules, **journal);
  if (!rulebooks) return fail(rulebooks.error().what);
  auto log = open_log(plan.settings, options.data, **journal, options.accept_rollback);
  if (!log) return fail(log.error());
  ViewFolders folders(options.data);
  auto views = folders.open_chosen();
  if (!views) return fail(views.error());
  auto uploads = storage::Uploads::open(options.data / "uploads", **vault);
  if (!uploads) return fail(uploads.error().what);
  for (const std::string& name : (*uploads)->unreadable())
    spdlog::warn("the upload {} cannot be opened and is of no use; delete uploads/{}", name, name);
  auto attachments = storage::AttachmentFiles::open(options.data / "attachments");
  if (!attachments) return fail(attachments.error().what);
  auto tokens = tokens_of(options, (*rulebooks)->now());
  if (!tokens) return fail(tokens.error());
  return Store{std::move(*vault),  std::move(*journal),        std::move(*rulebooks), std::move(*log),
               std::move(folders), std::move(*views),          std::move(*uploads),   std::move(*attachments),
               std::move(*tokens), !options.development_tokens};
}

/// A line for every so many records while a view catches up, and one when it stops.
void log_projection(const actors::ProjectionStatus& status, std::atomic<std::uint64_t>& logged) {
  constexpr std::uint64_t records_per_line = 100'000;
  const std::uint64_t position = number(status.checkpoint);
  if (status.fault)
    spdlog::error("the view {} stopped at position {}: {}", status.name, number(status.fault->position),
                  status.fault->what);
  else if (position >= logged + records_per_line) {
    logged = position;
    spdlog::info("the view {} has folded {} records", status.name, position);
  }
}

/// A line for every so many records or texts of a rebuild, and one at its end.
void log_rebuild(const api::RebuildStatus& status, std::uint64_t& logged) {
  constexpr std::uint64_t units_per_line = 100'000;
  switch (status.phase) {
    case api::RebuildPhase::none:
      return;
    case api::RebuildPhase::done:
      return spdlog::info("the views were made anew and are in use, at position {}", status.done);
    case api::RebuildPhase::failed:
      return spdlog::error("the views could not be made anew, the old ones serve on: {}", status.fault);
    case api::RebuildPhase::folding:
    case api::RebuildPhase::indexing:
      if (status.done / units_per_line == logged / units_per_line && status.done >= logged && status.done > 0) return;
      spdlog::info("rebuild: {}, {} of {}", to_word(status.phase), status.done, status.total);
      logged = status.done;
  }
}

actors::EngineOptions watched(actors::EngineOptions options, api::Identity& identity) {
  options.on_person_changed = [&identity](PersonId person) { identity.sessions.forget(person); };
  options.on_crash = [](ReportId report, const std::string& what) {
    spdlog::error("the actor of report {} died and will be loaded again: {}", number(report), what);
  };
  options.on_projection = [logged = std::make_shared<std::atomic<std::uint64_t>>()](const auto& status) {
    log_projection(status, *logged);
  };
  return options;
}

bool has_stopped(const actors::Engine& engine) {
  return std::ranges::any_of(engine.projections(), [](const auto& projection) {
    return projection.name == api::ReportsView::view_name && projection.fault.has_value();
  });
}

void log_lost(ReportId report, const std::string& hash) {
  spdlog::error("the file {} of report {} is neither among the uploads nor kept; restore it from a backup", hash,
                number(report));
}

void log_error(const std::string& request_id, const std::string& what) {
  spdlog::error("request {} was answered with 500: {}", request_id, what);
}

/// The very first start of an installation lets one administrator in, whose key is shown this once.
Result<void, std::string> let_first_administrator_in(actors::Engine& engine, const Store& store, Instant now) {
  const auto nobody = has_no_staff(*store.journal);
  if (!nobody) return fail(nobody.error());
  if (!*nobody) return {};
  const auto key = make_administrator(engine, *store.vault, now, "first administrator");
  if (!key) return fail(key.error());
  std::cout << "lapor: the first administrator's API key, shown this once, keep it safe: " << *key << std::endl;
  return {};
}

/// A history never goes back in time. A simulated clock begins where the journal ends; a real one that is behind is a
/// mistake of the machine's that somebody must look at.
void take_up_time(actors::Clock& clock, const storage::Journal& journal) {
  constexpr std::chrono::minutes tolerated{1};
  const auto newest = newest_instant(journal);
  if (!newest || *newest <= clock.now() + tolerated) return;
  if (auto* simulated = dynamic_cast<actors::SimulatedClock*>(&clock)) {
    simulated->move_to(*newest);
    spdlog::info("the clock begins at {}, where the journal ends", to_rfc3339(*newest, Zone::wib));
    return;
  }
  spdlog::warn("the newest record is of {}, later than this machine's clock; set the clock right",
               to_rfc3339(*newest, Zone::wib));
}

int refuse(const std::string& reason) {
  spdlog::error("{}", reason);
  return 1;
}

/// What files need beside the store.
struct AttachmentParts {
  AttachmentParts(const Plan& plan, const Store& store)
      : service(attachment_limits(plan.settings), *store.uploads, store.attachments, *store.journal, *store.vault,
                *plan.clock),
        keeper(*store.uploads, store.attachments, *store.journal, *store.vault, *plan.clock, log_lost) {}

  api::AttachmentService service;
  api::AttachmentKeeper keeper;
};

/// Runs the parts above the store until `stop` says so; takes them down in the order in which they need each other.
int run(Plan& plan, Store& store, StopSignal& stop) {
  api::Identity identity(plan.identity, std::move(plan.common_passwords));
  api::ReportsView reports(std::move(store.views), *store.journal, *store.vault, *store.rulebooks);
  AttachmentParts attachments(plan, store);
  actors::EngineOptions engine_settings = engine_options(plan.settings);
  engine_settings.last_report_given = store.log.last_report_given;
  actors::Engine engine(watched(std::move(engine_settings), identity), *store.journal, *store.vault, *store.rulebooks,
                        *plan.clock);
  if (const auto told = tell_log(engine, *store.journal, store.log, plan.clock->now()); !told)
    return refuse(told.error());
  const auto publisher = publish_log(plan.settings, *store.journal, store.log);
  if (!publisher) return refuse(publisher.error());
  engine.project({&reports, &attachments.keeper});
  api::ViewRebuild rebuild(
      {reports,
       *store.journal,
       *store.vault,
       *store.rulebooks,
       {[&store] { return store.view_folders.open_next(); }, [&store] { store.view_folders.use_next(); },
        [&store] { return store.view_folders.choose_next(); }, [&store] { return store.view_folders.remove_others(); }},
       [&engine] { engine.wake_projections(); },
       [&engine] { return has_stopped(engine); },
       [logged = std::make_shared<std::uint64_t>()](const auto& status) { log_rebuild(status, *logged); }});
  std::atomic<Server*> listening{nullptr};
  api::Service service({log_error, &rebuild, plan.settings.server.allowed_origins, &attachments.service,
                        &attachments.keeper, publisher->get(), plan.web ? &*plan.web : nullptr},
                       engine, *store.journal, *store.vault, *store.rulebooks, *plan.clock, *store.development_tokens,
                       identity, reports, [&listening] {
                         const Server* server = listening;
                         return server == nullptr ? api::http::ServerStatistics{} : server->statistics();
                       });
  api::http::ServerOptions server_settings = server_options(plan.settings, plan.address);
  server_settings.plan_body = service.plan_body();
  auto server = Server::start(server_settings, service.handler());
  if (!server) {
    engine.stop();
    spdlog::error("{}", server.error());
    return 1;
  }
  listening = server->get();
  if (store.has_accounts_only)  // only now that everything else has gone well: the key is shown this once
    if (const auto let_in = let_first_administrator_in(engine, store, plan.clock->now()); !let_in)
      stop.fail(let_in.error());
  std::cout << "lapor: listening on " << to_url({plan.address.host, (*server)->port()}) << std::endl;
  const auto failure = stop.wait();
  if (failure)
    spdlog::critical("stopping: {}", *failure);
  else
    spdlog::info("stopping");
  const std::chrono::milliseconds patience(plan.settings.server.stop_patience_ms);
  (*server)->stop(patience);
  attachments.service.stop();
  rebuild.stop();
  engine.stop(patience);
  (*publisher)->stop();
  return failure ? 1 : 0;
}

}  // namespace

int serve(const ServeOptions& options) {
  keep_files_private();
  log_to_standard_error("info");
  StopSignal stop;
  auto plan = make_plan(options);
  if (!plan) return refuse(plan.error());
  spdlog::set_level(spdlog::level::from_str(plan->settings.log.level));
  auto store = open_store(options, *plan, stop);
  if (!store) return refuse(store.error());
  spdlog::info("journal open at position {}", number(store->journal->last_position()));
  const auto apart = keep_rehearsals_apart(options.data, *store->journal, plan->clock->is_simulated());
  if (!apart) return refuse(apart.error());
  if (is_demonstration(options.data))
    spdlog::warn("{} was made by `lapor demo`: none of its reports was filed by anybody", options.data.string());
  take_up_time(*plan->clock, *store->journal);
  const int status = run(*plan, *store, stop);
  store->journal->stop();
  spdlog::info("stopped at position {}", number(store->journal->last_position()));
  return status;
}

}  // namespace lapor::tools
