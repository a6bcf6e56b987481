#include "tools/audit/verify/offline.hpp"

#include <filesystem>
#include <iostream>
#include <sstream>

#include "config/reference.hpp"
#include "tools/audit/verify/diff.hpp"
#include "tools/audit/verify/export_reader.hpp"
#include "tools/audit/verify/verification_text.hpp"

namespace lapor::audit {
namespace {

using Text = std::string;

Result<std::vector<proof::VerifierKey>, Text> keys_from(const std::vector<Text>& texts, const char* option) {
  std::vector<proof::VerifierKey> keys;
  for (const Text& text : texts) {
    std::istringstream words(text);  // `lapor audit key` prints two while one gives way to the next
    for (Text word; words >> word;) {
      auto key = proof::VerifierKey::parse(word);
      if (!key) return fail(Text(option) + " " + word + ": " + key.error().what);
      keys.push_back(std::move(*key));
    }
  }
  return keys;
}

Result<Text, Text> note_from(const Text& file) {
  if (file.empty()) return Text{};
  Bytes bytes;
  if (const auto read = read_whole_file(file, bytes); !read) return fail("--checkpoint: " + read.error().what);
  return Text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace

Result<std::vector<proof::VerifierKey>, Text> log_keys_from(const VerifyWords& words) {
  return keys_from(words.log_keys, "--log-key");
}

namespace {

Result<VerifyOptions, Text> options_from(const VerifyWords& words) {
  VerifyOptions options;
  auto keys = log_keys_from(words);
  if (!keys) return fail(keys.error());
  auto witnesses = keys_from(words.witnesses, "--witness");
  if (!witnesses) return fail(witnesses.error());
  auto old = note_from(words.old_checkpoint);
  if (!old) return fail(old.error());
  options.keys = std::move(*keys);
  options.witnesses = std::move(*witnesses);
  options.old_checkpoint = std::move(*old);
  options.shown = words.shown;
  options.two_threads = !words.one_thread;
  options.progress = words.progress;
  return options;
}

}  // namespace

int tell(const Text& what, int code) {
  std::cerr << "audit: " << what << std::endl;
  return code;
}

int tell(const proof::Fault& fault) {
  return tell(Text(proof::to_word(fault.kind)) + ": " + fault.what);
}

int verify_and_print(LogSource& source, const VerifyWords& words) {
  auto options = options_from(words);
  if (!options) return tell(options.error(), wrong_usage);
  Rulebook rules;
  if (!words.no_rules) {
    auto loaded = config::load_rulebook(words.reference);
    if (!loaded) return tell(loaded.error(), wrong_usage);
    rules = std::move(*loaded);
    options->rules = &rules;
  }
  const Verification done = verify(source, *options);
  std::cout << (words.json ? json_of(done) : text_of(done)) << std::flush;
  if (!done.stands()) return something_is_wrong;
  return done.extent() == Extent::whole || words.allow_partial ? all_is_well : verified_in_part;
}

int diff_and_print(LogSource& first, LogSource& second, const Text& first_name, const Text& second_name,
                   std::size_t shown) {
  const auto compared = difference(first, second);
  if (!compared) return tell(compared.error());
  std::cout << text_of(*compared, first_name, second_name, shown) << std::flush;
  return compared->at ? something_is_wrong : all_is_well;
}

int explain_and_print(LogSource& source, std::uint64_t report, const ReadReport& read, const Text& reference) {
  const auto rules = config::load_rulebook(reference);
  if (!rules) return tell(rules.error(), wrong_usage);
  const auto page = explain(source, ReportId{report}, read, *rules);
  if (!page) return tell(page.error());
  std::cout << *page << "\nAs " << source.size()
            << " records of the log tell it; this page verifies nothing: `audit verify` does.\n"
            << std::flush;
  return all_is_well;
}

}  // namespace lapor::audit
