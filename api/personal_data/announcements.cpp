#include "api/personal_data/announcements.hpp"

#include <algorithm>
#include <array>

#include "api/personal_data/folded_text.hpp"

namespace lapor::api::personal_data {
namespace {

/// "Rekening Bank Rakyat Indonesia atas nama Budi: ".
constexpr std::size_t furthest = 48;

struct Announcing {
  std::string_view word;
  Announcement what;
};

constexpr auto announcing_words = std::to_array<Announcing>({
    {"rek", Announcement::bank_account},
    {"norek", Announcement::bank_account},
    {"reknya", Announcement::bank_account},
    {"noreknya", Announcement::bank_account},
    {"rekening", Announcement::bank_account},
    {"norekening", Announcement::bank_account},
    {"rekeningnya", Announcement::bank_account},
    {"kk", Announcement::family_card},
    {"nokk", Announcement::family_card},
    {"keluarga", Announcement::family_card},
    {"ktp", Announcement::national_id},
    {"nik", Announcement::national_id},
    {"nonik", Announcement::national_id},
    {"hp", Announcement::phone},
    {"nohp", Announcement::phone},
    {"hape", Announcement::phone},
    {"wa", Announcement::phone},
    {"whatsapp", Announcement::phone},
    {"sms", Announcement::phone},
    {"tlp", Announcement::phone},
    {"telp", Announcement::phone},
    {"telpon", Announcement::phone},
    {"telepon", Announcement::phone},
    {"hub", Announcement::phone},
    {"hubungi", Announcement::phone},
    {"kontak", Announcement::phone},
});

constexpr auto currencies = std::to_array<std::string_view>({"rp", "idr", "usd"});

Announcement announcement_of(std::string_view word) {
  const auto found = std::ranges::find(announcing_words, word, &Announcing::word);
  return found == announcing_words.end() ? Announcement::none : found->what;
}

bool stands_in_a_phrase(char c) {
  return c == ' ' || c == '.' || c == ':' || c == '=' || c == '-' || c == '/' || c == '\'' || c == '"' || c == '(' ||
         c == '+' || c == invisible_sign;
}

}  // namespace

Announcement announced_before(std::string_view folded, std::size_t at) {
  const std::size_t begin = at < furthest ? 0 : at - furthest;
  bool is_nearest = true;
  while (at > begin) {
    if (!is_letter(folded[at - 1])) {
      if (!stands_in_a_phrase(folded[at - 1])) return Announcement::none;
      --at;
      continue;
    }
    const std::size_t end = at;
    while (at > begin && is_letter(folded[at - 1])) --at;
    const std::string_view word = folded.substr(at, end - at);
    if (is_nearest && std::ranges::find(currencies, word) != currencies.end()) return Announcement::money;
    if (const auto what = announcement_of(word); what != Announcement::none) return what;
    is_nearest = false;
  }
  return Announcement::none;
}

}  // namespace lapor::api::personal_data
