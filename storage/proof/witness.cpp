#include "storage/proof/witness.hpp"

#include "storage/proof/lines.hpp"

namespace lapor::proof {

namespace {

constexpr std::string_view old_word = "old";

Fault malformed(std::string_view what) {
  return {FaultKind::malformed, "in the request to a witness, " + std::string{what}};
}

/// `forged` unless the line is a cosignature, with its time, by the witness that it names.
Result<void, Fault> check_cosignature(const SignatureLine& line, const VerifierKey& witness, std::string_view text) {
  if (!is_by(line, witness, text)) {
    return fail(Fault{FaultKind::forged, "the cosignature of " + witness.name +
                                             " does not verify: it is of another checkpoint, or forged"});
  }
  if (time_of_cosignature(line) == 0) {
    return fail(Fault{FaultKind::malformed, "the cosignature of " + witness.name + " does not say when it was made"});
  }
  return {};
}

}  // namespace

std::string text_of(const AddCheckpoint& request) {
  std::string text = std::string{old_word} + ' ' + std::to_string(request.old_size) + '\n';
  append_hash_lines(text, request.path);
  return text + '\n' + request.checkpoint;
}

Result<AddCheckpoint, Fault> add_checkpoint_from(std::string_view body) {
  AddCheckpoint request;
  const auto line = take_line(body);
  const auto old_size = line ? number_behind(old_word, *line) : std::nullopt;
  if (!old_size) return fail(malformed("line 1 is not old and a decimal number"));
  request.old_size = *old_size;
  auto path = take_hash_lines(body, 2);
  if (!path) return fail(malformed(path.error().what));
  if (path->size() > max_path_lines) return fail(malformed("there are more than 63 hashes"));
  request.path = std::move(*path);
  request.checkpoint = body;
  return request;
}

std::optional<std::uint64_t> size_from_conflict(std::string_view body) {
  const auto line = take_line(body);
  if (!line || !body.empty()) return std::nullopt;
  return number_from(*line);
}

Result<std::vector<SignatureLine>, Fault> cosignatures_from(std::string_view answer, std::string_view checkpoint_text,
                                                            const VerifierKey& witness) {
  if (witness.type != KeyType::cosignature) {
    return fail(Fault{FaultKind::wrong_key, "the key of " + witness.name + " is not one for cosignatures"});
  }
  const auto lines = parse_signatures(answer);
  if (!lines) return fail(lines.error());
  std::vector<SignatureLine> cosignatures;
  for (const SignatureLine& line : *lines) {
    if (!names_key(line, witness)) continue;
    const auto checked = check_cosignature(line, witness, checkpoint_text);
    if (!checked) return fail(checked.error());
    cosignatures.push_back(line);
  }
  if (cosignatures.empty()) {
    return fail(Fault{FaultKind::wrong_key, "the answer has no cosignature of " + witness.name});
  }
  return cosignatures;
}

}  // namespace lapor::proof
