#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lapor::tools {

/// Words of a name in the one form in which names are compared: ASCII lower case, without accents, punctuation and the
/// fillers "dan" and "&"; abbreviations of the field written out (`Pemkab` = `pemerintah kabupaten`, `Kementrian` =
/// `kementerian`, `Jateng` = `jawa tengah`).
using PlainWords = std::vector<std::string>;

[[nodiscard]] PlainWords plain_words(std::string_view text);

/// The words without spaces between them, so that "Batang Hari" and "Batanghari" are one.
[[nodiscard]] std::string joined(const PlainWords& words, std::size_t first, std::size_t count);
[[nodiscard]] std::string joined(const PlainWords& words);

/// Whether the words from `first` on begin with `phrase`.
[[nodiscard]] bool has_phrase_at(const PlainWords& words, std::size_t first, const PlainWords& phrase);
[[nodiscard]] bool contains_phrase(const PlainWords& words, const PlainWords& phrase);

}  // namespace lapor::tools
