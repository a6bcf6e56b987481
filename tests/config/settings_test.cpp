#include "config/settings.hpp"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "config/edit_distance.hpp"
#include "config/settings_table.hpp"
#include "config/text_file.hpp"

namespace {

using lapor::config::known_settings;
using lapor::config::parse_settings;

const std::filesystem::path shipped_file{LAPOR_SOURCE_DIR "/config/lapor.toml"};

std::string refused(std::string_view toml) {
  const auto settings = parse_settings(toml, "l.toml");
  return settings ? "accepted" : settings.error();
}

/// Dotted keys, so that no section headings are needed.
std::string document_with_every_key() {
  std::string document;
  for (const auto& setting : known_settings()) document += setting.key + " = " + setting.default_value + "\n";
  return document;
}

BOOST_AUTO_TEST_SUITE(settings)

BOOST_AUTO_TEST_CASE(an_empty_file_gives_the_defaults) {
  const auto settings = parse_settings("", "l.toml");
  BOOST_REQUIRE(settings.has_value());
  BOOST_TEST(settings->server.listen == "127.0.0.1:8080");
  BOOST_TEST(settings->engine.idle_after_ms == 600'000U);
  BOOST_TEST(settings->storage.master_key_file.empty());
  BOOST_TEST(settings->log.level == "info");
}

BOOST_AUTO_TEST_CASE(what_is_set_changes_and_the_rest_stays) {
  const auto settings = parse_settings(
      "[server]\nlisten = \"0.0.0.0:0\"\nloops = 2\n[storage]\nmaster_key_file = \"/k\"\n[log]\nlevel = \"debug\"\n",
      "l.toml");
  BOOST_REQUIRE(settings.has_value());
  BOOST_TEST(settings->server.listen == "0.0.0.0:0");
  BOOST_TEST(settings->server.loops == 2U);
  BOOST_TEST(settings->server.max_pipelined == 16U);
  BOOST_TEST(settings->storage.master_key_file == "/k");
  BOOST_TEST(settings->log.level == "debug");
}

struct AddressOf {
  lapor::config::Settings& settings;
  template <class Type>
  const void* operator()(const Type& type) const {
    return &type.member(settings);
  }
};

struct SizeOf {
  template <class Type>
  std::size_t operator()(const Type& type) const {
    lapor::config::Settings settings;
    return sizeof(type.member(settings));
  }
};

BOOST_AUTO_TEST_CASE(every_member_has_exactly_one_key) {
  lapor::config::Settings settings;
  std::set<const void*> members;
  std::set<std::string> keys;
  std::size_t bytes = 0;
  for (const auto& setting : lapor::config::setting_table()) {
    BOOST_TEST(keys.insert(full_key(setting)).second, full_key(setting));
    BOOST_TEST(members.insert(std::visit(AddressOf{settings}, setting.type)).second, full_key(setting));
    bytes += std::visit(SizeOf{}, setting.type);
  }
  BOOST_TEST(bytes == sizeof(settings));  // all members are of eight-byte alignment, so a forgotten one shows
}

BOOST_AUTO_TEST_CASE(the_bounds_themselves_are_allowed_and_one_beyond_is_not) {
  BOOST_TEST(refused("[server]\nloops = 1\n") == "accepted");
  BOOST_TEST(refused("[server]\nloops = 64\n") == "accepted");
  BOOST_TEST(refused("[server]\nloops = 0\n") == "l.toml:2: `server.loops` is 0; allowed is 1 to 64");
  BOOST_TEST(refused("[server]\nloops = 65\n") == "l.toml:2: `server.loops` is 65; allowed is 1 to 64");
  BOOST_TEST(refused("[server]\nstop_patience_ms = -1\n") ==
             "l.toml:2: `server.stop_patience_ms` is -1; allowed is 0 to 3600000");
}

BOOST_AUTO_TEST_CASE(an_unknown_key_is_refused_with_the_nearest_known_one) {
  BOOST_TEST(refused("[server]\n\nlopps = 1\n") ==
             "l.toml:3: unknown key `server.lopps`; the nearest known one is `server.loops`");
  BOOST_TEST(refused("[server]\nidle_timeout = 1\n") ==
             "l.toml:2: unknown key `server.idle_timeout`; the nearest known one is `server.idle_timeout_ms`");
  BOOST_TEST(refused("[engine]\nreader_threads = 1\n") ==
             "l.toml:2: unknown key `engine.reader_threads`; the nearest known one is `storage.reader_threads`");
  BOOST_TEST(refused("level = \"info\"\n") == "l.toml:1: unknown key `level`; the nearest known one is `log.level`");
}

BOOST_AUTO_TEST_CASE(an_unknown_section_is_refused_even_when_empty) {
  BOOST_TEST(refused("[sever]\n") == "l.toml:1: unknown section `[sever]`; the nearest known one is `[server]`");
  BOOST_TEST(refused("[server.tls]\n") ==
             "l.toml:1: unknown section `[server.tls]`; the nearest known one is `[server]`");
  BOOST_TEST(refused("[[server]]\n") == "l.toml:1: the section is written `[[server]]`; use single brackets");
}

BOOST_AUTO_TEST_CASE(a_value_of_the_wrong_type_is_refused) {
  BOOST_TEST(refused("[server]\nloops = \"2\"\n") ==
             "l.toml:2: `server.loops` must be a whole number (1 to 64), not a text");
  BOOST_TEST(refused("[server]\nloops = 1.5\n") ==
             "l.toml:2: `server.loops` must be a whole number (1 to 64), not a floating-point number");
  BOOST_TEST(refused("[server]\nlisten = 8080\n") ==
             "l.toml:2: `server.listen` must be a text (address:port), not a whole number");
  BOOST_TEST(refused("[reference]\nfolder = true\n") ==
             "l.toml:2: `reference.folder` must be a text (a path), not true or false");
}

BOOST_AUTO_TEST_CASE(a_text_outside_its_words_is_refused) {
  BOOST_TEST(
      refused("[log]\nlevel = \"loud\"\n") ==
      "l.toml:2: `log.level` is \"loud\"; allowed is \"trace\", \"debug\", \"info\", \"warn\", \"error\" or \"off\"");
  for (const auto* listen : {"8080", ":8080", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http"})
    BOOST_TEST(refused("[server]\nlisten = \"" + std::string{listen} + "\"\n") ==
               "l.toml:2: `server.listen` is \"" + std::string{listen} + "\"; allowed is address:port");
}

BOOST_AUTO_TEST_CASE(trusted_proxies_are_numeric_addresses) {
  for (const auto* proxies : {"", "127.0.0.1", "10.0.0.1, 2001:db8::1"})
    BOOST_TEST(refused("[server]\ntrusted_proxies = \"" + std::string{proxies} + "\"\n") == "accepted");
  BOOST_TEST(refused("[server]\ntrusted_proxies = \"proxy.local\"\n") ==
             "l.toml:2: `server.trusted_proxies` is \"proxy.local\"; allowed is numeric addresses with commas between");
}

BOOST_AUTO_TEST_CASE(broken_toml_is_refused_with_its_line) {
  BOOST_TEST(refused("[server]\nloops = \n").starts_with("l.toml:2: "));
  BOOST_TEST(refused("[server]\nloops = 1\nloops = 2\n").starts_with("l.toml:3: "));
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_named) {
  const auto settings = lapor::config::load_settings("no/such.toml");
  BOOST_REQUIRE(!settings.has_value());
  BOOST_TEST(settings.error() == "no/such.toml: there is no such file; restore it or correct the path");
}

BOOST_AUTO_TEST_CASE(the_known_defaults_are_themselves_allowed) {
  BOOST_TEST(refused(document_with_every_key()) == "accepted");
}

BOOST_AUTO_TEST_CASE(the_shipped_file_documents_every_key_at_its_default) {
  const auto text = lapor::config::read_text_file(shipped_file);
  BOOST_REQUIRE(text.has_value());
  BOOST_TEST(*text == lapor::config::settings_document());
  BOOST_TEST(lapor::config::load_settings(shipped_file).has_value());
}

BOOST_AUTO_TEST_CASE(the_document_lists_exactly_the_known_keys) {
  const auto document = lapor::config::settings_document();
  std::size_t assignments = 0;
  for (std::size_t at = 0; (at = document.find(" = ", at)) != std::string::npos; ++at) ++assignments;
  BOOST_TEST(assignments == known_settings().size());
  for (const auto& setting : known_settings()) {
    const auto key = setting.key.substr(setting.key.find('.') + 1);
    BOOST_TEST(document.find("\n" + key + " = " + setting.default_value + "\n") != std::string::npos, key);
    BOOST_TEST(document.find("# " + setting.meaning + " Allowed: " + setting.allowed + ".\n") != std::string::npos,
               key);
  }
}

BOOST_AUTO_TEST_CASE(edit_distance_counts_the_fewest_changes) {
  using lapor::config::edit_distance;
  BOOST_TEST(edit_distance("", "") == 0U);
  BOOST_TEST(edit_distance("", "abc") == 3U);
  BOOST_TEST(edit_distance("kitten", "sitting") == 3U);
  BOOST_TEST(edit_distance("loops", "lopps") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
