#include "api/commands/public_texts.hpp"

#include <algorithm>

#include "api/limits.hpp"

namespace lapor::api {
namespace {

/// Masks one text; `unfound` loses what of `keep` stands in it.
void mask_text(const PublicText& text, const std::vector<std::string>& keep, std::vector<std::string>& unfound,
               std::vector<MaskedPiece>& masked) {
  const auto findings = find_personal_data(text.text);
  for (const Finding& finding : findings) {
    const std::string_view piece = piece_of(text.text, finding);
    std::erase(unfound, piece);
    if (std::ranges::find(keep, piece) == keep.end()) masked.push_back({text.field, finding});
  }
  text.text = mask(text.text, findings, keep);
}

}  // namespace

std::vector<MaskedPiece> mask_public_texts(FieldReader& in, std::initializer_list<PublicText> texts) {
  const std::vector<std::string> keep = in.lines("keep", limits::kept_piece, limits::kept_pieces);
  std::vector<std::string> unfound = keep;
  std::vector<MaskedPiece> masked;
  for (const PublicText& text : texts) mask_text(text, keep, unfound, masked);
  if (!unfound.empty())
    in.refuse(ProblemKind::invalid_value, "keep",
              "A piece to keep is in none of the texts; name each exactly as POST /v1/personal-data finds it.");
  return masked;
}

}  // namespace lapor::api
