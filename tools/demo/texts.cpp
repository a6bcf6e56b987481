#include "tools/demo/texts.hpp"

#include <algorithm>
#include <utility>

namespace lapor::tools::demo {
namespace {

// Lines of chance that belong to one report.
constexpr std::uint64_t of_slots = 1;
constexpr std::uint64_t of_title = 2;
constexpr std::uint64_t of_report = 3;
constexpr std::uint64_t of_turns = 1'000;

// Surabaya Media Center, 2022-2023, 12,530 complaints, aggregate: words of a complaint.
constexpr std::array<Quantile, 6> words_wanted{{{0, 4}, {0.10, 9}, {0.50, 30}, {0.90, 102}, {0.99, 190}, {1, 240}}};

std::size_t count_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

std::string two_digits(std::size_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

void begin_large(std::string& text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
}

}  // namespace

Texts::Texts(const Subject& subject, std::uint64_t seed) : subject_(subject), seed_(seed) {
  Chance chance(seed, of_slots);
  constexpr std::array<std::string_view, 6> roman{"", "", "", " I", " II", " IV"};
  street_ = std::string(chance.one_of(street_names())) + std::string(chance.one_of(roman));
  neighbourhood_ = two_digits(1 + chance.below(12));
  wider_neighbourhood_ = two_digits(1 + chance.below(9));
  number_ = std::to_string(2 + chance.below(8));
  past_ = chance.one_of(past_times());
  future_ = chance.one_of(future_times());
  duration_ = chance.one_of(durations());
  landmark_ = put_in(chance.one_of(landmarks()));
}

std::string_view Texts::slot(std::string_view name) const {
  const std::array<std::pair<std::string_view, std::string_view>, 12> slots{{{"tempat", landmark_},
                                                                             {"jalan", street_},
                                                                             {"kecamatan", subject_.district},
                                                                             {"daerah", subject_.regency},
                                                                             {"instansi", subject_.office},
                                                                             {"kategori", subject_.category},
                                                                             {"waktu", past_},
                                                                             {"waktu_depan", future_},
                                                                             {"lama", duration_},
                                                                             {"jumlah", number_},
                                                                             {"rt", neighbourhood_},
                                                                             {"rw", wider_neighbourhood_}}};
  const auto found = std::ranges::find(slots, name, &std::pair<std::string_view, std::string_view>::first);
  return found == slots.end() ? name : found->second;
}

std::string Texts::fill(std::string_view pattern) const {
  std::string text = put_in(pattern);
  begin_large(text);
  return text;
}

std::string Texts::put_in(std::string_view pattern) const {
  std::string text;
  while (true) {
    const auto open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    text += slot(pattern.substr(open + 1, close - open - 1));
    pattern.remove_prefix(close + 1);
  }
  return text;
}

void Texts::add(std::string& text, std::string_view pattern) const {
  if (!text.empty()) text += ' ';
  text += fill(pattern);
}

std::string Texts::title() const {
  return fill(Chance(seed_, of_title).one_of(subject_.theme->titles));
}

std::string Texts::report() const {
  Chance chance(seed_, of_report);
  const auto wanted = static_cast<std::size_t>(draw_between(words_wanted, chance));
  std::string text = fill(chance.one_of(subject_.theme->openings));
  const auto& consequences = subject_.theme->consequences;
  const std::size_t first = chance.below(consequences.size());
  for (std::size_t i = 0; i < consequences.size() && count_words(text) + 6 < wanted && i < 2 + wanted / 40; ++i)
    add(text, consequences[(first + i) % consequences.size()]);
  const auto histories = phrases(Phrase::history);
  const std::size_t begin = chance.below(histories.size());
  for (std::size_t i = 0; i < histories.size() && count_words(text) + 8 < wanted; ++i)
    add(text, histories[(begin + i * 7) % histories.size()]);
  if (count_words(text) < wanted) add(text, chance.one_of(phrases(Phrase::request)));
  if (count_words(text) + 2 < wanted) add(text, chance.one_of(phrases(Phrase::thanks)));
  return text;
}

std::string Texts::address() const {
  return street_ + " RT " + neighbourhood_ + " RW " + wider_neighbourhood_ + ", " + std::string(subject_.district);
}

std::string Texts::follow_up(std::uint64_t turn) const {
  Chance chance(seed_, of_turns + turn);
  std::string text = fill(chance.one_of(phrases(Phrase::follow_up_opening)));
  add(text, chance.one_of(subject_.theme->repairs));
  if (chance.happens(0.6)) add(text, chance.one_of(phrases(Phrase::follow_up_ending)));
  return text;
}

std::string Texts::sentence(Phrase use, std::uint64_t turn) const {
  Chance chance(seed_, of_turns + turn);
  return fill(chance.one_of(phrases(use)));
}

}  // namespace lapor::tools::demo
