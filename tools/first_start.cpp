#include "tools/first_start.hpp"

#include <future>
#include <iostream>

#include "api/people/principals.hpp"
#include "config/reference.hpp"
#include "storage/data_folder.hpp"
#include "storage/rocks_journal.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

using storage::NameKind;

Result<bool, std::string> has_any(const storage::Journal& journal, NameKind kind) {
  const auto names = journal.names(kind, std::nullopt, 1);
  if (!names) return fail(names.error().what);
  return !names->empty();
}

std::string reason_of(const actors::PersonOutcome& outcome) {
  if (const auto* refused = std::get_if<actors::PersonRefusedWith>(&outcome)) return refused->refusal.detail;
  if (const auto* unavailable = std::get_if<actors::Unavailable>(&outcome)) return unavailable->what;
  return "the key is taken; try again";
}

int refuse(const std::string& reason) {
  std::cerr << "keys: " << reason << '\n';
  return 1;
}

}  // namespace

Result<std::unique_ptr<api::TokenBook>, std::string> development_callers(
    const fs::path& data, const Rulebook& rules, const std::vector<std::string>& further_institutions) {
  const fs::path file = data / "tokens.json";
  auto tokens = api::make_dev_tokens(rules, further_institutions);
  if (!tokens) return fail(tokens.error());
  if (fs::exists(file)) {
    const auto kept = api::load_tokens(file);
    if (!kept) return fail(kept.error());
    for (const auto& [role, token] : *kept) (*tokens)[role] = token;
  }
  if (const auto saved = api::save_tokens(file, *tokens); !saved) return fail(saved.error());
  return std::make_unique<api::ListedTokens>(api::ListedTokens::from_tokens(*tokens));
}

Result<bool, std::string> has_no_staff(const storage::Journal& journal) {
  const auto services = has_any(journal, NameKind::service);
  if (!services || *services) return services.map([](bool any) { return !any; });
  return has_any(journal, NameKind::staff).map([](bool any) { return !any; });
}

Result<std::string, std::string> make_administrator(actors::Engine& engine, const storage::Vault& vault, Instant now,
                                                    std::string name) {
  const api::Secret secret = api::new_prefixed_token(api::key_prefix);
  RegisterService service{std::move(name), Role::national_admin, "", api::hash_token(secret.reveal(), vault), {}, {}};
  for (const auto& scope : words<Scope>) service.scopes.push_back(scope.value);
  const auto promise = std::make_shared<std::promise<actors::PersonOutcome>>();
  auto outcome = promise->get_future();
  engine.send({api::new_account_number(), {now, {Role::system, {}, ""}, Channel::api, "", std::move(service)}},
              [promise](actors::PersonOutcome told) { promise->set_value(std::move(told)); });
  const auto told = outcome.get();
  if (!std::holds_alternative<actors::PersonStanding>(told)) return fail(reason_of(told));
  return std::string(secret.reveal());
}

int make_emergency_key(const fs::path& data, const fs::path& key_file) {
  if (!storage::has_stored_data(data)) return refuse(data.string() + " holds no journal; name it with --data");
  const auto reference = find_reference_folder("");
  if (!reference) return refuse(reference.error());
  const auto rules = config::load_rulebook(*reference);
  if (!rules) return refuse(rules.error());
  const auto vault = storage::open_vault_for(data, key_file);
  if (!vault) return refuse(vault.error().what);
  storage::RocksOptions settings;
  settings.path = data / "journal";
  settings.vault = &*vault;
  const auto journal = storage::RocksJournal::open(settings);
  if (!journal) return refuse(journal.error().what);
  const auto rulebooks = actors::Rulebooks::load(*rules, **journal);
  if (!rulebooks) return refuse(rulebooks.error().what);
  actors::SystemClock clock;
  Result<std::string, std::string> key;
  {
    actors::Engine engine({}, **journal, *vault, **rulebooks, clock);
    key = make_administrator(engine, *vault, clock.now(), "emergency administrator");
  }
  (*journal)->stop();
  if (!key) return refuse(key.error());
  std::cout << *key << std::endl;
  std::cerr << "keys: this is the only time that the key is shown; revoke it when it is not needed any more\n";
  return 0;
}

}  // namespace lapor::tools
