#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/vocabulary.hpp"

/// Numbers and addresses of persons in free text: found, so that a verifier sees them, and masked before anything is
/// published (DOMAIN.md, The form). What looks like one but is not is masked rather than missed; dates, times, amounts
/// of money, coordinates and ids of reports are left alone. Pure; any thread; linear in the length of the text.
namespace lapor::api {

enum class PersonalDataKind : std::uint8_t {
  national_id,   // NIK, 16 digits; also any other 16 digits that are no payment card
  family_card,   // KK: of the same shape, announced as such
  phone,         // of Indonesia, or with + and the code of another country
  payment_card,  // 13 to 19 digits of a known issuer whose check digit is right
  email,         // also with " at ", "(at)" or "[at]" in the place of the sign
  bank_account,  // 8 to 16 digits announced by a word such as "rek"
};

/// A piece of a text, in code points, as the spans of highlights are (api/search/words.hpp).
struct Finding {
  PersonalDataKind kind{};
  std::size_t begin{};
  std::size_t length{};
  bool operator==(const Finding&) const = default;
};

/// All pieces, in order, none over another. `text` must be valid UTF-8. Digits of other scripts, full-width forms and
/// invisible characters in between hide nothing.
[[nodiscard]] std::vector<Finding> find_personal_data(std::string_view text);

/// The piece itself; `finding` must be of this text.
[[nodiscard]] std::string_view piece_of(std::string_view text, const Finding& finding);

/// The text with a label in the place of each piece that tells its kind but not its length, such as
/// "[nomor telepon disamarkan]"; pieces that equal one of `keep` stay as they are. When nothing is kept, nothing is
/// found in the masked text any more. `findings` must be of this text, in order.
[[nodiscard]] std::string mask(std::string_view text, std::span<const Finding> findings,
                               std::span<const std::string> keep = {});

/// A text that no verifier has seen, for readers who may not read originals. Of what staff have written only national
/// ids, family cards and payment cards are masked: an institution's telephone is meant to be called.
[[nodiscard]] std::string masked(std::string_view text, Role author);

}  // namespace lapor::api

namespace lapor {

template <>
inline constexpr auto words<api::PersonalDataKind> = std::to_array<Word<api::PersonalDataKind>>({
    {api::PersonalDataKind::national_id, "national_id"},
    {api::PersonalDataKind::family_card, "family_card"},
    {api::PersonalDataKind::phone, "phone"},
    {api::PersonalDataKind::payment_card, "payment_card"},
    {api::PersonalDataKind::email, "email"},
    {api::PersonalDataKind::bank_account, "bank_account"},
});

}  // namespace lapor
