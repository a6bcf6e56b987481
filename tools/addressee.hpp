#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "events/directory.hpp"
#include "tools/plain_words.hpp"

namespace lapor::tools {

/// Finds the institution that a hand-written addressee means ("Yth. Dinas Perhubungan Kota Semarang"). Never guesses:
/// where two institutions fit ("Dinas Kesehatan Bandung": city or regency?) or none is named ("Dinas Perhubungan"), it
/// answers nothing. In this order, the first that finds something:
///   1. the whole name of an institution or unit, or its abbreviation;
///   2. a national body: its name at the beginning (branch offices follow), a ministry's name anywhere, a directorate
///      that belongs to one ministry only;
///   3. a region: `kota X`, `kabupaten X`, `provinsi X`, or a name that only one region has at the end of a local
///   office's.
/// Pure; immutable after construction, so any thread may call.
class AddresseeMatcher {
 public:
  explicit AddresseeMatcher(const InstitutionTree& institutions);

  /// The slug of the institution or unit that `addressee` means.
  [[nodiscard]] std::optional<Slug> match(std::string_view addressee) const;

 private:
  struct NationalName {
    PlainWords words;
    Slug slug;
    bool abbreviation{};
  };
  /// Slug by key; an empty slug marks a key that two institutions share.
  using Index = std::unordered_map<std::string, Slug>;

  void learn(const Institution& institution);
  void learn_national(const Institution& institution);
  void learn_region(const Institution& institution);
  void learn_directorates(const InstitutionTree& institutions);
  static void add(Index& index, const std::string& key, const Slug& slug);

  [[nodiscard]] std::optional<Slug> whole_name(const PlainWords& words) const;
  [[nodiscard]] std::optional<Slug> national_head(const PlainWords& words) const;
  [[nodiscard]] std::optional<Slug> ministry_anywhere(const PlainWords& words) const;
  [[nodiscard]] std::optional<Slug> directorate(const PlainWords& words) const;
  [[nodiscard]] std::optional<Slug> named_region(const PlainWords& words) const;
  [[nodiscard]] std::optional<Slug> region_at(const PlainWords& words, std::size_t kind_at) const;
  [[nodiscard]] std::optional<Slug> region_at_end(const PlainWords& words) const;

  Index whole_;                           // joined words of names and abbreviations
  Index regions_;                         // kind and joined name: "kota semarang"
  Index region_names_;                    // joined name over all kinds
  std::vector<NationalName> nationals_;   // longest first
  std::vector<NationalName> ministries_;  // "kementerian ..." only
  std::vector<NationalName> directorates_;
};

}  // namespace lapor::tools
