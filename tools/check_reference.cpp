#include "tools/check_reference.hpp"

#include <iostream>

#include "config/common_passwords.hpp"
#include "config/reference.hpp"
#include "tools/reference_folder.hpp"

namespace lapor::tools {

int check_reference_folder(const std::string& folder) {
  const auto place = find_reference_folder(folder);
  if (!place) {
    std::cerr << "check-reference: " << place.error() << '\n';
    return 1;
  }
  auto problems = config::check_reference(*place);
  if (const auto passwords = config::load_common_passwords(*place); !passwords) problems.push_back(passwords.error());
  for (const std::string& problem : problems) std::cout << problem << '\n';
  std::cout << place->string() << ": "
            << (problems.empty() ? "all agrees" : std::to_string(problems.size()) + " problems") << '\n';
  return problems.empty() ? 0 : 1;
}

}  // namespace lapor::tools
