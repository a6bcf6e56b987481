#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/access.hpp"
#include "api/views/report_row.hpp"
#include "storage/text_index.hpp"
#include "storage/vault.hpp"

namespace lapor::api {

/// Raised with every change of what a term is: then all texts are indexed anew.
inline constexpr char terms_form = 3;

/// Terms of the text index. They are keyed hashes of stems, so that the index's files hold no word of anybody's report;
/// what is published and what the reporter wrote have terms of their own, so that each is found by those only who may
/// read it.
class SearchTerms {
 public:
  /// `vault` must outlive it.
  explicit SearchTerms(const storage::Vault& vault) : vault_(vault) {}

  [[nodiscard]] std::string published(std::string_view stem) const { return term('P', stem); }
  [[nodiscard]] std::string original(std::string_view stem) const { return term('O', stem); }

  /// All terms of a report; a title's words count three times. A word that is published has no term of the original as
  /// well: whoever may read an original may read what is published of it (api/access.cpp).
  [[nodiscard]] std::vector<storage::CountedTerm> of(const ReportRow& row) const;

 private:
  [[nodiscard]] std::string term(char kind, std::string_view stem) const;

  const storage::Vault& vault_;
};

/// Whether each of the stems stands in a text of the report that a reader with these sights may read: the same as what
/// the index finds, for one report.
[[nodiscard]] bool has_words(const ReportPage& page, const std::vector<std::string>& stems, const Sights& sights);

}  // namespace lapor::api
