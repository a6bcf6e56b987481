#pragma once

#include <array>
#include <string>

#include "tools/demo/chance.hpp"
#include "tools/demo/phrases.hpp"
#include "tools/demo/themes.hpp"

namespace lapor::tools::demo {

/// Of what and whom the texts of one report speak. Points into what outlives it.
struct Subject {
  const Theme* theme{};
  std::string_view office;
  std::string_view district;
  std::string_view regency;
  std::string_view category;
};

/// The texts of one report: templates with its place, times and numbers put in. Made anew whenever something is to be
/// written about the report; the same seed gives the same place and times.
class Texts {
 public:
  Texts(const Subject& subject, std::uint64_t seed);

  [[nodiscard]] std::string title() const;
  /// About as long as people's texts are: a tenth has 9 words or fewer, half 30, nine tenths 102.
  [[nodiscard]] std::string report() const;
  [[nodiscard]] std::string address() const;
  /// An institution's answer; `turn` tells the answers to one report apart.
  [[nodiscard]] std::string follow_up(std::uint64_t turn) const;
  /// One sentence for `use`.
  [[nodiscard]] std::string sentence(Phrase use, std::uint64_t turn) const;

 private:
  [[nodiscard]] std::string fill(std::string_view pattern) const;  // as a sentence
  [[nodiscard]] std::string put_in(std::string_view pattern) const;
  [[nodiscard]] std::string_view slot(std::string_view name) const;
  void add(std::string& text, std::string_view pattern) const;

  Subject subject_;
  std::uint64_t seed_;
  std::string street_;
  std::string landmark_;
  std::string neighbourhood_;
  std::string wider_neighbourhood_;
  std::string number_;
  std::string_view past_;
  std::string_view future_;
  std::string_view duration_;
};

}  // namespace lapor::tools::demo
