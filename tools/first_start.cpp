#include "tools/first_start.hpp"

#include <iostream>

#include "config/reference.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::tools {
namespace {

namespace fs = std::filesystem;

Callers callers_of(api::ListedTokens tokens, std::string announcement) {
  return {std::make_unique<api::ListedTokens>(std::move(tokens)), std::move(announcement)};
}

fs::path callers_file(const fs::path& data) {
  return data / "callers.json";
}

Result<api::TokenList, std::string> load_hashes(const fs::path& data) {
  if (!fs::exists(callers_file(data))) return api::TokenList{};
  return api::load_tokens(callers_file(data));
}

/// Makes a token for `role` and keeps its hash among the others. Returns the token.
Result<std::string, std::string> add_token(const fs::path& data, api::TokenList& hashes, const std::string& role) {
  std::string token = api::new_token();
  hashes[role] = api::hash_of_token(token);
  if (const auto saved = api::save_tokens(callers_file(data), hashes); !saved) return fail(saved.error());
  return token;
}

Result<void, std::string> is_known_institution(const Slug& slug) {
  if (slug.empty()) return {};
  const auto folder = find_reference_folder("");
  if (!folder) return fail(folder.error());
  const auto rules = config::load_rulebook(*folder);
  if (!rules) return fail(rules.error());
  if (rules->institutions.find(slug) == nullptr) return fail("there is no institution or unit `" + slug + "`");
  return {};
}

int refuse(const std::string& reason) {
  std::cerr << "add-caller: " << reason << '\n';
  return 1;
}

}  // namespace

Result<Callers, std::string> development_callers(const fs::path& data, const Rulebook& rules,
                                                 const std::vector<std::string>& further_institutions) {
  const fs::path file = data / "tokens.json";
  auto tokens = api::make_dev_tokens(rules, further_institutions);
  if (!tokens) return fail(tokens.error());
  if (fs::exists(file)) {
    const auto kept = api::load_tokens(file);
    if (!kept) return fail(kept.error());
    for (const auto& [role, token] : *kept) (*tokens)[role] = token;
  }
  if (const auto saved = api::save_tokens(file, *tokens); !saved) return fail(saved.error());
  return callers_of(api::ListedTokens::from_tokens(*tokens), {});
}

Result<Callers, std::string> registered_callers(const fs::path& data) {
  auto hashes = load_hashes(data);
  if (!hashes) return fail(hashes.error());
  std::string announcement;
  if (hashes->empty()) {
    const auto token = add_token(data, *hashes, "national_admin");
    if (!token) return fail(token.error());
    announcement = "the first administrator's token, shown this once, keep it safe: " + *token;
  }
  return callers_of(api::ListedTokens::from_hashes(*hashes), announcement);
}

int add_caller(const fs::path& data, const std::string& role, bool replace) {
  const auto principal = api::principal_of(role);
  if (!principal) return refuse("`" + role + "` is no role; write for example officer:kota-35.78");
  if (const auto known = is_known_institution(principal->party.institution); !known) return refuse(known.error());
  if (!fs::is_directory(data)) return refuse(data.string() + " is no data folder; name it with --data");
  auto hashes = load_hashes(data);
  if (!hashes) return refuse(hashes.error());
  if (hashes->contains(role) && !replace)
    return refuse("there is a token for `" + role + "`; --replace makes a new one, and the old one no longer counts");
  const auto token = add_token(data, *hashes, role);
  if (!token) return refuse(token.error());
  std::cout << *token << std::endl;
  std::cerr << "add-caller: this is the only time that the token is shown; it counts from the server's next start "
               "without --dev-tokens\n";
  return 0;
}

}  // namespace lapor::tools
