#include "tools/rebuild.hpp"

#include <unistd.h>

#include <boost/json.hpp>
#include <iostream>
#include <optional>
#include <thread>

#include "api/views/view_rebuild.hpp"
#include "config/reference.hpp"
#include "storage/data_folder.hpp"
#include "storage/rocks_journal.hpp"
#include "tools/api_client.hpp"
#include "tools/network_address.hpp"
#include "tools/progress.hpp"
#include "tools/reference_folder.hpp"
#include "tools/view_folders.hpp"

namespace lapor::tools {
namespace {

using Text = std::string;
using api::RebuildPhase;
using api::RebuildStatus;

constexpr const char* path = "/v1/views/reports/rebuild";
constexpr std::chrono::milliseconds between_looks{500};

int tell(const Text& what) {
  std::cerr << "rebuild: " << what << '\n';
  return 1;
}

/// One bar for each phase.
class Bars {
 public:
  void show(const RebuildStatus& status) {
    if (status.phase != RebuildPhase::folding && status.phase != RebuildPhase::indexing) return finish();
    if (!bar_ || status.phase != phase_) {
      finish();
      phase_ = status.phase;
      const Job job = phase_ == RebuildPhase::folding ? Job{"rebuild", "records"} : Job{"index", "texts"};
      bar_.emplace(std::cout, isatty(STDOUT_FILENO) == 1, job, status.total);
    }
    bar_->reach(status.done, status.total);
  }

 private:
  void finish() {
    if (bar_) bar_->finish();
    bar_.reset();
  }

  std::optional<Progress> bar_;
  RebuildPhase phase_{};
};

Result<RebuildStatus, Text> parse_status(const ApiReply& reply) {
  if (!reply.is_success()) return fail(reply.reason());
  boost::json::error_code error;
  const auto value = boost::json::parse(reply.body, error);
  const auto* object = value.if_object();
  const auto* phase = object == nullptr ? nullptr : object->if_contains("phase");
  const auto known =
      phase != nullptr && phase->is_string() ? from_word<RebuildPhase>(phase->get_string()) : std::nullopt;
  if (!known) return fail("what answers there is no lapor of this version");
  const auto number = [&](const char* name) {
    const auto* member = object->if_contains(name);
    return member != nullptr && member->is_int64() ? static_cast<std::uint64_t>(member->get_int64()) : 0;
  };
  const auto* fault = object->if_contains("fault");
  return RebuildStatus{*known, number("done"), number("total"),
                       fault != nullptr && fault->is_string() ? Text(fault->get_string()) : ""};
}

Result<RebuildStatus, Text> status_in(const Result<ApiReply, Text>& reply) {
  if (!reply) return fail(reply.error());
  return parse_status(*reply);
}

/// Lets a running server do it, and watches.
int rebuild_at(const Text& server, const TokenChoice& choice) {
  const auto address = parse_server_url(server);
  if (!address) return tell(address.error());
  const auto token = choose_token(choice);
  if (!token) return tell(token.error());
  ApiClient client(*address, *token);
  Bars bars;
  auto status = status_in(client.post(path, "", ""));
  while (status && (status->phase == RebuildPhase::folding || status->phase == RebuildPhase::indexing)) {
    bars.show(*status);
    std::this_thread::sleep_for(between_looks);
    status = status_in(client.get(path));
  }
  if (!status) return tell(status.error());
  bars.show(*status);
  if (status->phase == RebuildPhase::failed) return tell(status->fault);
  if (status->phase != RebuildPhase::done)
    return tell("the server knows of no rebuild any more; it was started again meanwhile: ask once more");
  std::cout << "rebuilt; the server reads the new views" << std::endl;
  return 0;
}

Result<void, Text> make_views(ViewFolders& folders, storage::Journal& journal, const storage::Vault& vault,
                              const actors::Rulebooks& rulebooks) {
  auto store = folders.open_next();
  if (!store) return fail(store.error());
  Bars bars;
  {
    api::ReportsView view(std::move(*store), journal, vault, rulebooks);
    if (const auto loaded = view.load(); !loaded) return fail(loaded.error().what);
    const auto folded = api::fold_whole_journal(
        view, journal, {[&bars](const RebuildStatus& status) { bars.show(status); }, [] { return true; }});
    if (!folded) return folded;
    if (const auto durable = view.make_durable(); !durable) return fail(durable.error().what);
  }
  bars.show({RebuildPhase::done, 0, 0, ""});
  return folders.choose_next();
}

/// While no server has the folder open; the journal's lock tells.
int rebuild_in(const RebuildOptions& options) {
  if (!storage::has_stored_data(options.data))
    return tell(options.data.string() + " holds no journal; name the data folder with --data");
  const auto reference = find_reference_folder(options.reference);
  if (!reference) return tell(reference.error());
  const auto rules = config::load_rulebook(*reference);
  if (!rules) return tell(rules.error());
  const auto vault = storage::open_vault_for(options.data, options.key_file);
  if (!vault) return tell(vault.error().what);
  storage::RocksOptions settings;
  settings.path = options.data / "journal";
  settings.vault = &*vault;
  const auto journal = storage::RocksJournal::open(settings);
  if (!journal && journal.error().code == storage::ErrorCode::in_use)
    return tell("a server has " + options.data.string() +
                " open; let it do the work: lapor rebuild "
                "--server URL --tokens FILE");
  if (!journal) return tell(journal.error().what);
  const auto rulebooks = actors::Rulebooks::load(*rules, **journal);
  if (!rulebooks) return tell(rulebooks.error().what);
  ViewFolders folders(options.data);
  const auto made = make_views(folders, **journal, *vault, **rulebooks);
  (*journal)->stop();
  if (!made) return tell(made.error());
  if (const auto removed = folders.remove_others(); !removed) return tell(removed.error());
  std::cout << "rebuilt up to position " << number((*journal)->last_position()) << std::endl;
  return 0;
}

}  // namespace

int rebuild(const RebuildOptions& options) {
  return options.server.empty() ? rebuild_in(options) : rebuild_at(options.server, options.token);
}

}  // namespace lapor::tools
