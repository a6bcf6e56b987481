#include "tools/addressee.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>

namespace lapor::tools {
namespace {

using std::string_view;

constexpr std::size_t longest_region_name = 5;  // words: "Kepulauan Siau Tagulandang Biaro" and one to spare
constexpr std::size_t short_abbreviation = 3;   // letters; so short a word needs something beside it to be a name

bool is_one_of(string_view word, std::initializer_list<string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_polite(string_view word) {
  return is_one_of(word, {"yth",   "yang", "terhormat", "kpd",      "kepada",  "bapak", "bapk",   "bpk",
                          "pak",   "pa",   "ibu",       "pimpinan", "pihak",   "team",  "tim",    "kepala",
                          "ketua", "para", "admin",     "pejabat",  "saudara", "sdr",   "direksi"});
}

/// Words after a region's name that make it another region: "Bandung" is not "Bandung Barat".
bool is_direction(string_view word) {
  return is_one_of(word, {"barat", "timur", "utara", "selatan", "tengah", "tenggara", "pusat", "daya", "laut", "besar",
                          "raya", "jaya", "hulu", "hilir", "ilir", "ulu", "baru"});
}

/// Bodies that are no part of a regional government although a region may stand in their name.
bool is_outside_regions(string_view word) {
  return is_one_of(word,
                   {"bpjs",   "pt",      "perum",   "perseroan",  "persero",  "universitas", "politeknik", "institut",
                    "bank",   "yayasan", "kanwil",  "pengadilan", "kpp",      "pln",         "telkom",     "pertamina",
                    "kantah", "kodim",   "koramil", "koordinasi", "kopertis", "balai"});
}

/// First words of offices that belong to a region when the region's name follows.
bool is_local_office(string_view word) {
  return is_one_of(
      word, {"dinas",    "disdukcapil", "dukcapil", "diskominfo", "dishub",     "dinkes",      "disdik",      "dpupr",
             "disnaker", "dpu",         "badan",    "bappeda",    "bpbd",       "sekretariat", "inspektorat", "rsud",
             "satuan",   "satpol",      "suku",     "sudin",      "pemerintah", "pemda",       "bagian",      "pdam"});
}

bool is_kind_of_region(string_view word) {
  return is_one_of(word, {"kota", "kabupaten", "provinsi"});
}

/// The branch office's own word after a short abbreviation: "BKN Kantor Regional".
bool is_branch_word(string_view word) {
  return is_kind_of_region(word) ||
         is_one_of(word, {"kantor", "kanreg", "regional", "perwakilan", "cabang", "pusat", "wilayah", "ri"});
}

bool is_part_of_region(string_view word) {
  return is_one_of(word, {"kecamatan", "camat", "kelurahan", "lurah", "desa"});
}

string_view kind_in_law(const Institution& institution) {
  for (string_view kind : {"kota", "kabupaten", "provinsi"})
    if (institution.kind == kind) return kind;
  return {};
}

/// Titles stand for the region they govern: "Walikota Bandung" is the city.
void name_governments(PlainWords& words) {
  for (std::string& word : words) {
    if (word == "walikota") word = "kota";
    if (word == "bupati") word = "kabupaten";
    if (word == "gubernur") word = "provinsi";
  }
}

PlainWords without_politeness(PlainWords words) {
  words.erase(words.begin(), std::find_if_not(words.begin(), words.end(), is_polite));
  if (!words.empty() && words.back() == "ri") words.pop_back();
  return words;
}

std::vector<std::string> halves(const std::string& name) {
  const auto slash = name.find('/');
  if (slash == name.npos) return {name};
  return {name, name.substr(0, slash), name.substr(slash + 1)};
}

struct Directorate {
  string_view phrase;
  string_view ministry;
};

/// Offices whose name says which ministry they belong to (cabinet of 2014 to 2019), in the order in which they are
/// tried.
constexpr auto known_directorates = std::to_array<Directorate>({
    {"imigrasi", "kemenkumham"},
    {"kanim", "kemenkumham"},
    {"direktorat jenderal pemasyarakatan", "kemenkumham"},
    {"direktorat jenderal administrasi hukum umum", "kemenkumham"},
    {"direktorat jenderal kekayaan intelektual", "kemenkumham"},
    {"direktorat jenderal pajak", "kemenkeu"},
    {"direktorat jenderal bea cukai", "kemenkeu"},
    {"direktorat jenderal perbendaharaan", "kemenkeu"},
    {"direktorat jenderal kekayaan negara", "kemenkeu"},
    {"direktorat jenderal kependudukan pencatatan sipil", "kemendagri"},
    {"direktorat jenderal bina pembangunan daerah", "kemendagri"},
    {"direktorat jenderal otonomi daerah", "kemendagri"},
    {"direktorat jenderal perhubungan darat", "kemenhub"},
    {"direktorat jenderal perhubungan laut", "kemenhub"},
    {"direktorat jenderal perhubungan udara", "kemenhub"},
    {"direktorat jenderal perkeretaapian", "kemenhub"},
    {"direktorat jenderal bina marga", "kemenpupr"},
    {"direktorat jenderal cipta karya", "kemenpupr"},
    {"direktorat jenderal sumber daya air", "kemenpupr"},
    {"direktorat jenderal ketenagalistrikan", "kesdm"},
    {"direktorat jenderal mineral batubara", "kesdm"},
    {"direktorat jenderal minyak gas bumi", "kesdm"},
    {"direktorat jenderal penyelenggaraan pos informatika", "kemenkominfo"},
    {"direktorat jenderal aplikasi informatika", "kemenkominfo"},
    {"direktorat jenderal perikanan budidaya", "kkp"},
    {"direktorat jenderal perikanan tangkap", "kkp"},
    {"direktorat jenderal pembelajaran kemahasiswaan", "kemenristekdikti"},
    {"direktorat jenderal kelembagaan ilmu pengetahuan", "kemenristekdikti"},
    {"direktorat jenderal sumber daya ilmu pengetahuan", "kemenristekdikti"},
    {"direktorat jenderal guru tenaga kependidikan", "kemendikbud"},
    {"direktorat jenderal pendidikan dasar menengah", "kemendikbud"},
    {"direktorat jaminan sosial keluarga", "kemensos"},
    {"kanwil bpn", "atr-bpn"},
    {"kantor pertanahan", "atr-bpn"},
    {"polda", "polri"},
    {"polres", "polri"},
    {"polresta", "polri"},
    {"polrestabes", "polri"},
    {"polsek", "polri"},
    {"kejaksaan negeri", "kejagung"},
    {"kejaksaan tinggi", "kejagung"},
});

/// "kota-35.78" and "prov-35": the code of the region after the dash.
string_view region_code(string_view slug) {
  return slug.substr(slug.find('-') + 1);
}

/// One of several regions when all others lie around it ("Bupati Badung di Provinsi Bali").
std::optional<Slug> innermost(const std::set<Slug>& slugs) {
  for (const Slug& inner : slugs) {
    const auto lies_around = [&](const Slug& outer) { return region_code(inner).starts_with(region_code(outer)); };
    if (std::all_of(slugs.begin(), slugs.end(), lies_around)) return inner;
  }
  return std::nullopt;
}

std::optional<Slug> found_in(const std::unordered_map<std::string, Slug>& index, const std::string& key) {
  const auto found = index.find(key);
  if (found == index.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

}  // namespace

AddresseeMatcher::AddresseeMatcher(const InstitutionTree& institutions) {
  for (const Institution& institution : institutions.all()) learn(institution);
  learn_directorates(institutions);
  const auto longer = [](const NationalName& a, const NationalName& b) { return a.words.size() > b.words.size(); };
  std::stable_sort(nationals_.begin(), nationals_.end(), longer);
  std::stable_sort(ministries_.begin(), ministries_.end(), longer);
}

void AddresseeMatcher::add(Index& index, const std::string& key, const Slug& slug) {
  if (key.empty()) return;
  const auto [place, is_new] = index.emplace(key, slug);
  if (!is_new && place->second != slug) place->second.clear();
}

void AddresseeMatcher::learn(const Institution& institution) {
  for (const std::string& name : halves(institution.name)) add(whole_, joined(plain_words(name)), institution.slug);
  for (const std::string& name : halves(institution.abbreviation))
    add(whole_, joined(plain_words(name)), institution.slug);
  if (!institution.parent.empty()) return;
  if (kind_in_law(institution).empty())
    learn_national(institution);
  else
    learn_region(institution);
}

/// A ministry is also known by "Kementerian" and its short form: KESDM, KemenBUMN.
void AddresseeMatcher::learn_national(const Institution& institution) {
  const auto learn_name = [&](PlainWords words, bool abbreviation) {
    if (words.empty()) return;
    add(whole_, joined(words), institution.slug);
    if (words.front() == "kementerian" && words.size() > 1)
      ministries_.push_back({words, institution.slug, abbreviation});
    nationals_.push_back({std::move(words), institution.slug, abbreviation});
  };
  for (const std::string& name : halves(institution.name)) learn_name(plain_words(name), false);
  for (const std::string& name : halves(institution.abbreviation)) {
    const PlainWords words = plain_words(name);
    learn_name(words, true);
    if (institution.kind != "kementerian" || words.size() != 1) continue;
    for (string_view prefix : {"kemen", "kem", "k"})
      if (words.front().starts_with(prefix)) {
        learn_name({"kementerian", words.front().substr(prefix.size())}, false);
        break;
      }
  }
}

void AddresseeMatcher::learn_region(const Institution& institution) {
  PlainWords words = plain_words(institution.name);
  const std::string kind{kind_in_law(institution)};
  const auto kind_at = std::find(words.begin(), words.end(), kind);
  if (kind_at == words.end()) return;
  words.erase(words.begin(), kind_at + 1);
  const auto learn_name = [&](const std::string& name) {
    add(regions_, kind + ' ' + name, institution.slug);
    add(region_names_, name, institution.slug);
  };
  learn_name(joined(words));
  if (words.size() == 2 && (words.front() == "dki" || words.front() == "di")) learn_name(words.back());
}

void AddresseeMatcher::learn_directorates(const InstitutionTree& institutions) {
  for (const Directorate& known : known_directorates)
    if (institutions.find(known.ministry) != nullptr)
      directorates_.push_back({plain_words(known.phrase), Slug(known.ministry), false});
}

std::optional<Slug> AddresseeMatcher::match(string_view addressee) const {
  PlainWords words = without_politeness(plain_words(addressee));
  if (words.empty()) return std::nullopt;
  if (const auto whole = whole_.find(joined(words)); whole != whole_.end()) return whole_name(words);
  if (auto slug = ministry_anywhere(words)) return slug;
  if (auto slug = directorate(words)) return slug;
  if (auto slug = national_head(words)) return slug;
  if (is_outside_regions(words.front())) return std::nullopt;
  name_governments(words);
  if (auto slug = named_region(words)) return slug;
  return region_at_end(words);
}

std::optional<Slug> AddresseeMatcher::whole_name(const PlainWords& words) const {
  return found_in(whole_, joined(words));
}

std::optional<Slug> AddresseeMatcher::national_head(const PlainWords& words) const {
  for (const NationalName& name : nationals_) {
    if (!has_phrase_at(words, 0, name.words)) continue;
    const bool is_short = name.abbreviation && joined(name.words).size() <= short_abbreviation;
    const bool stands_alone = words.size() == name.words.size();
    if (is_short && !stands_alone && !is_branch_word(words[name.words.size()])) continue;
    return name.slug;
  }
  return std::nullopt;
}

/// The longest ministry's name that the words contain; else the one ministry whose name begins as the words do
/// ("Kementerian Desa").
std::optional<Slug> AddresseeMatcher::ministry_anywhere(const PlainWords& words) const {
  for (const NationalName& name : ministries_)
    if (contains_phrase(words, name.words)) return name.slug;
  if (words.size() < 2 || words.front() != "kementerian") return std::nullopt;
  std::set<Slug> begun;
  for (const NationalName& name : ministries_)
    if (has_phrase_at(name.words, 0, words)) begun.insert(name.slug);
  return begun.size() == 1 ? std::optional(*begun.begin()) : std::nullopt;
}

std::optional<Slug> AddresseeMatcher::directorate(const PlainWords& words) const {
  for (const NationalName& name : directorates_)
    if (contains_phrase(words, name.words)) return name.slug;
  return std::nullopt;
}

std::optional<Slug> AddresseeMatcher::region_at(const PlainWords& words, std::size_t kind_at) const {
  const std::size_t first = kind_at + 1;
  for (std::size_t count = std::min(longest_region_name, words.size() - first); count > 0; --count) {
    const auto slug = found_in(regions_, words[kind_at] + ' ' + joined(words, first, count));
    if (!slug) continue;
    const std::size_t after = first + count;
    if (after < words.size() && is_direction(words[after])) return std::nullopt;
    return slug;
  }
  return std::nullopt;
}

std::optional<Slug> AddresseeMatcher::named_region(const PlainWords& words) const {
  std::set<Slug> found;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (is_kind_of_region(words[i]))
      if (auto slug = region_at(words, i)) found.insert(*slug);
  return innermost(found);
}

std::optional<Slug> AddresseeMatcher::region_at_end(const PlainWords& words) const {
  if (!is_local_office(words.front())) return std::nullopt;
  for (std::size_t count = std::min(longest_region_name, words.size() - 1); count > 0; --count) {
    const std::size_t first = words.size() - count;
    const auto known = region_names_.find(joined(words, first, count));
    if (known == region_names_.end()) continue;
    if (known->second.empty() || is_part_of_region(words[first - 1]) || is_kind_of_region(words[first - 1]))
      return std::nullopt;
    return known->second;
  }
  return std::nullopt;
}

}  // namespace lapor::tools
