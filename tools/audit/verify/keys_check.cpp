#include "tools/audit/verify/keys_check.hpp"

#include <algorithm>

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;

std::vector<proof::VerifierKey> keys_in(const ToldKeys& told) {
  std::vector<proof::VerifierKey> keys;
  for (const std::string& text : told.keys)
    if (auto key = proof::VerifierKey::parse(text)) keys.push_back(std::move(*key));
  return keys;
}

/// Whoever has an old key must not be able to go on with the log after it gave way to another.
void check_last_signs(const std::string& note, const ToldKeys& last, Verification& result) {
  const auto signers = proof::verify_note(*proof::parse_note(note), keys_in(last));
  if (signers) return;
  Objection objection = objection_from(
      Fault{signers.error().kind,
            "the checkpoint is signed by none of the keys that the log told last, here: " + signers.error().what},
      last.place);
  objection.expected = text_of_keys(last.keys);
  result.objections.add(std::move(objection));
}

void check_is_told(const proof::VerifierKey& given, const std::vector<ToldKeys>& told, Verification& result) {
  const bool is_told = std::ranges::any_of(told, [text = given.text()](const ToldKeys& each) {
    return std::ranges::find(each.keys, text) != each.keys.end();
  });
  if (is_told) return;
  Objection objection =
      objection_from(Fault{FaultKind::wrong_key, "the key that was given, " + given.text() +
                                                     ", is none that this log ever told: it is of another log of that "
                                                     "name, or somebody signs beside it"});
  objection.found = given.text();
  result.objections.add(std::move(objection));
}

}  // namespace

void check_told_keys(const std::string& note, const std::vector<ToldKeys>& told, const VerifyOptions& options,
                     Verification& result) {
  if (told.empty()) {
    if (result.checkpoint.size > 0)
      result.remarks.emplace_back("the log's own history tells no keys: nothing but the given one speaks for it");
    return;
  }
  check_last_signs(note, told.back(), result);
  for (const proof::VerifierKey& given : options.keys)
    if (given.name == result.checkpoint.origin) check_is_told(given, told, result);
}

std::string text_of_keys(const std::vector<std::string>& keys) {
  std::string text;
  for (const std::string& key : keys)
    text += (text.empty() ? "" : ", ") + (proof::VerifierKey::parse(key) ? key : "something that is no key");
  return text.empty() ? "none" : text;
}

}  // namespace lapor::audit
