#include "api/personal_data.hpp"

#include <algorithm>

#include "api/personal_data/emails.hpp"
#include "api/personal_data/folded_text.hpp"
#include "api/personal_data/numbers.hpp"
#include "api/principal.hpp"

namespace lapor::api {
namespace {

std::string_view label_of(PersonalDataKind kind) {
  switch (kind) {
    case PersonalDataKind::national_id:
      return "[nomor identitas disamarkan]";
    case PersonalDataKind::family_card:
      return "[nomor kartu keluarga disamarkan]";
    case PersonalDataKind::phone:
      return "[nomor telepon disamarkan]";
    case PersonalDataKind::payment_card:
      return "[nomor kartu pembayaran disamarkan]";
    case PersonalDataKind::email:
      return "[alamat surel disamarkan]";
    case PersonalDataKind::bank_account:
      return "[nomor rekening disamarkan]";
  }
  return "[disamarkan]";
}

/// Never an institution's own.
bool is_of_a_person(PersonalDataKind kind) {
  return kind == PersonalDataKind::national_id || kind == PersonalDataKind::family_card ||
         kind == PersonalDataKind::payment_card;
}

/// Walks through a text by code points, forward only.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  /// What lies between here and there.
  std::string_view go_to(std::size_t code_point) {
    const std::size_t begin = at_;
    for (; at_ < text_.size(); ++at_) {
      const bool begins = (static_cast<unsigned char>(text_[at_]) & 0xC0U) != 0x80U;
      if (begins && seen_ == code_point) break;
      seen_ += begins ? 1 : 0;
    }
    return text_.substr(begin, at_ - begin);
  }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

 private:
  std::string_view text_;
  std::size_t at_{};
  std::size_t seen_{};
};

}  // namespace

/// Addresses first, since their parts may look like numbers; a number does not go on behind a bracket.
std::vector<Finding> find_personal_data(std::string_view text) {
  std::vector<Finding> findings;
  std::string folded = personal_data::fold(text);
  personal_data::find_emails(folded, findings);
  for (const Finding& email : findings) folded.replace(email.begin, email.length, email.length, ']');
  personal_data::find_numbers(folded, findings);
  std::ranges::sort(findings, {}, &Finding::begin);
  return findings;
}

std::string_view piece_of(std::string_view text, const Finding& finding) {
  Walk walk(text);
  walk.go_to(finding.begin);
  return walk.go_to(finding.begin + finding.length);
}

std::string mask(std::string_view text, std::span<const Finding> findings, std::span<const std::string> keep) {
  std::string out;
  out.reserve(text.size() + findings.size() * 16);
  Walk walk(text);
  for (const Finding& finding : findings) {
    out += walk.go_to(finding.begin);
    const std::string_view piece = walk.go_to(finding.begin + finding.length);
    const bool is_kept = std::ranges::find(keep, piece) != keep.end();
    out += is_kept ? piece : label_of(finding.kind);
  }
  return out += walk.rest();
}

std::string masked(std::string_view text, Role author) {
  auto findings = find_personal_data(text);
  if (is_staff(author)) std::erase_if(findings, [](const Finding& each) { return !is_of_a_person(each.kind); });
  return mask(text, findings);
}

}  // namespace lapor::api
