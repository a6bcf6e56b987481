#include "tools/plain_words.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace lapor::tools {
namespace {

/// Letters of U+00C0 to U+00FF (UTF-8 lead byte 0xC3) without their accents; a blank is no letter.
constexpr std::string_view plain_latin =
    "aaaaaaaceeeeiiii"
    "dnooooo ouuuuy s"
    "aaaaaaaceeeeiiii"
    "dnooooo ouuuuy y";

constexpr bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Lower-case ASCII letters and digits; everything else reads as a blank.
std::string fold_letters(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == 0xC3 && i + 1 < text.size()) {
      folded += plain_latin[static_cast<unsigned char>(text[++i]) & 0x3F];
      continue;
    }
    const char lower = byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : text[i];
    folded += is_letter_or_digit(lower) ? lower : ' ';
  }
  return folded;
}

PlainWords split(std::string_view text) {
  PlainWords words;
  for (std::size_t begin = text.find_first_not_of(' '); begin != text.npos;) {
    const auto end = std::min(text.find(' ', begin), text.size());
    words.emplace_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(' ', end);
  }
  return words;
}

struct Spelling {
  std::string_view written;
  std::string_view meant;
};

/// Applied in this order to whole words, so a later line may use what an earlier one made.
constexpr auto spellings = std::to_array<Spelling>({
    {"wali kota", "walikota"},
    {"ketenaga kerjaan", "ketenagakerjaan"},
    {"ke tenaga kerjaan", "ketenagakerjaan"},
    {"bpjs tk", "bpjs ketenagakerjaan"},
    {"bpjs kes", "bpjs kesehatan"},
    {"dki jakarta", "dki"},
    {"dki", "dki jakarta"},
    {"daerah khusus ibukota jakarta", "dki jakarta"},
    {"daerah istimewa yogyakarta", "di yogyakarta"},
    {"d i yogyakarta", "di yogyakarta"},
    {"diy", "di yogyakarta"},
    {"dan", ""},
    {"kementrian", "kementerian"},
    {"menteri", "kementerian"},
    {"dirjen", "direktorat jenderal"},
    {"ditjen", "direktorat jenderal"},
    {"direktur", "direktorat"},
    {"jendral", "jenderal"},
    {"pemkot", "pemerintah kota"},
    {"pemkab", "pemerintah kabupaten"},
    {"pemprov", "pemerintah provinsi"},
    {"pemda", "pemerintah daerah"},
    {"kab", "kabupaten"},
    {"prov", "provinsi"},
    {"prop", "provinsi"},
    {"propinsi", "provinsi"},
    {"kodya", "kota"},
    {"kotamadya", "kota"},
    {"kep", "kepulauan"},
    {"adm", "administrasi"},
    {"kota administrasi", "kota"},
    {"kabupaten administrasi", "kabupaten"},
    {"kec", "kecamatan"},
    {"kel", "kelurahan"},
    {"ham", "hak asasi manusia"},
    {"negara republik indonesia", ""},
    {"republik indonesia", ""},
    {"sumut", "sumatera utara"},
    {"sumbar", "sumatera barat"},
    {"sumsel", "sumatera selatan"},
    {"babel", "kepulauan bangka belitung"},
    {"kepri", "kepulauan riau"},
    {"jabar", "jawa barat"},
    {"jateng", "jawa tengah"},
    {"jatim", "jawa timur"},
    {"ntb", "nusa tenggara barat"},
    {"ntt", "nusa tenggara timur"},
    {"kalbar", "kalimantan barat"},
    {"kalteng", "kalimantan tengah"},
    {"kalsel", "kalimantan selatan"},
    {"kaltim", "kalimantan timur"},
    {"kaltara", "kalimantan utara"},
    {"sulut", "sulawesi utara"},
    {"sulteng", "sulawesi tengah"},
    {"sulsel", "sulawesi selatan"},
    {"sultra", "sulawesi tenggara"},
    {"sulbar", "sulawesi barat"},
});

struct SplitSpelling {
  PlainWords written;
  PlainWords meant;
};

const std::vector<SplitSpelling>& split_spellings() {
  static const std::vector<SplitSpelling> all = [] {
    std::vector<SplitSpelling> made;
    for (const Spelling& spelling : spellings) made.push_back({split(spelling.written), split(spelling.meant)});
    return made;
  }();
  return all;
}

void replace_all(PlainWords& words, const SplitSpelling& spelling) {
  for (std::size_t i = 0; i < words.size();) {
    if (!has_phrase_at(words, i, spelling.written)) {
      ++i;
      continue;
    }
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(i);
    const auto at = words.erase(begin, begin + static_cast<std::ptrdiff_t>(spelling.written.size()));
    words.insert(at, spelling.meant.begin(), spelling.meant.end());
    i += spelling.meant.size();
  }
}

}  // namespace

PlainWords plain_words(std::string_view text) {
  PlainWords words = split(fold_letters(text));
  for (const SplitSpelling& spelling : split_spellings()) replace_all(words, spelling);
  return words;
}

std::string joined(const PlainWords& words, std::size_t first, std::size_t count) {
  const auto begin = words.begin() + static_cast<std::ptrdiff_t>(first);
  return std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(count), std::string{});
}

std::string joined(const PlainWords& words) {
  return joined(words, 0, words.size());
}

bool has_phrase_at(const PlainWords& words, std::size_t first, const PlainWords& phrase) {
  return !phrase.empty() && first + phrase.size() <= words.size() &&
         std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(first));
}

bool contains_phrase(const PlainWords& words, const PlainWords& phrase) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (has_phrase_at(words, i, phrase)) return true;
  return false;
}

}  // namespace lapor::tools
