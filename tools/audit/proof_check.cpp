#include "tools/audit/proof_check.hpp"

#include "events/any_record.hpp"
#include "events/event_text.hpp"
#include "storage/proof/tlog_proof.hpp"
#include "tools/audit/verify/export_reader.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;

std::string line_of(const Event& event) {
  return readable(event);
}
std::string line_of(const PersonEvent& event) {
  return readable(event);
}
std::string line_of(const LogEvent& event) {
  return std::string(name_of(event));
}

std::string line_of(const RulebookEvent& event) {
  return std::string(name_of(event));
}

std::string told(const AnyRecord& any) {
  return std::visit(
      [](const auto& record) {
        std::string text = to_string(record.stream) + ", version " + std::to_string(number(record.version)) + ", " +
                           to_rfc3339(record.at, Zone::wib) + ", by " + readable(record.by) + "\n";
        for (const auto& event : record.events) text += "  " + line_of(event) + "\n";
        return text;
      },
      any);
}

}  // namespace

Result<std::string, Fault> check_proof(const std::filesystem::path& file, std::span<const proof::VerifierKey> keys) {
  Bytes bytes;
  if (auto read = read_whole_file(file, bytes); !read) return fail(read.error());
  const auto proof = proof::tlog_proof_from({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (!proof) return fail(proof.error());
  if (proof->extra.empty())
    return fail(Fault{FaultKind::truncated,
                      "The proof has no extra data, so its record is not in it: verify it together with the record."});
  const auto head = proof::verify_record(proof->extra, *proof, keys);
  if (!head) return fail(head.error());
  const auto record = decode_any_facts(proof->extra);
  if (!record) return fail(Fault{FaultKind::malformed, "The record cannot be read: " + record.error().what});
  return "verified: position " + std::to_string(proof->index + 1) + " of the log " + head->origin + ", which had " +
         std::to_string(head->size) + " records\n" + told(*record);
}

}  // namespace lapor::audit
