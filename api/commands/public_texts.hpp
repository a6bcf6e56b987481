#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "api/commands/draft.hpp"
#include "api/json_reader.hpp"

namespace lapor::api {

/// A member of the body that everybody will read.
struct PublicText {
  std::string_view field;
  std::string& text;
};

/// Masks what is found in the texts, but for the pieces that the member "keep" names as they were found, and tells what
/// it masked, by text and place. A piece to keep that is in none of the texts is refused.
std::vector<MaskedPiece> mask_public_texts(FieldReader& in, std::initializer_list<PublicText> texts);

}  // namespace lapor::api
