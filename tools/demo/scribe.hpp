#pragma once

#include "actors/engine.hpp"
#include "tools/demo/country.hpp"
#include "tools/demo/life.hpp"
#include "tools/demo/texts.hpp"

namespace lapor::tools::demo {

/// Makes of a move the command that the API would have made of it: the parties that tokens and receipts stand for, the
/// channels of their roles, texts within the API's limits. Immutable; any thread may ask.
class Scribe {
 public:
  /// Both must outlive this object.
  Scribe(const Country& country, const Rulebook& rules, std::uint64_t seed);

  /// `into` counts for `merge` only; `number` tells the demonstration's requests apart.
  [[nodiscard]] actors::CommandRequest request(const Life& life, const Turn& turn, ReportId into,
                                               std::uint64_t number) const;

 private:
  [[nodiscard]] CommandBody body(const Life& life, const Turn& turn, ReportId into, const Texts& texts) const;
  [[nodiscard]] SubmitReport submission(const Life& life, const Texts& texts, Chance& chance) const;
  [[nodiscard]] VerifyReport verification(const Life& life, const Texts& texts, Chance& chance) const;
  [[nodiscard]] RateReport rating(const Life& life, const Texts& texts, Chance& chance) const;
  [[nodiscard]] Place place(const Life& life, const Texts& texts, Chance& chance) const;
  [[nodiscard]] Subject subject(const Life& life) const;
  [[nodiscard]] Party party(const Life& life, Move move) const;
  [[nodiscard]] Party some_account(const Life& life) const;
  [[nodiscard]] Slug holder(const Life& life) const;
  [[nodiscard]] const Office& addressee(const Life& life) const { return country_.offices()[life.addressee]; }

  const Country& country_;
  const Rulebook& rules_;
  std::uint64_t seed_;
  Party national_admin_;
};

}  // namespace lapor::tools::demo
