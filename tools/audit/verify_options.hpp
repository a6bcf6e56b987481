#pragma once

#include <CLI/CLI.hpp>

#include "tools/audit/verify/offline.hpp"

namespace lapor::audit {

/// What `lapor audit verify` and `lapor-verify verify` take alike. `words` must outlive the command.
inline void add_verify_options(CLI::App& command, VerifyWords& words) {
  command.add_option("--log-key", words.log_keys, "Public key of the log, name+id+base64")->required();
  command.add_option("--checkpoint", words.old_checkpoint, "A checkpoint kept from earlier, which it must continue");
  command.add_option("--witness", words.witnesses, "Public key of a witness that must have signed");
  command.add_option("--reference", words.reference, "Folder of the reference data");
  command.add_option("--shown", words.shown, "How many objections are shown")->capture_default_str();
  command.add_flag("--one-thread", words.one_thread, "Do not hash and fold at the same time");
  command.add_flag("--no-rules", words.no_rules, "Fold without judging by the rulebook");
  command.add_flag("--allow-partial", words.allow_partial, "A range, or tiles alone, are enough: exit code 0 for them");
  command.add_flag("--json", words.json, "Print one JSON object");
}

}  // namespace lapor::audit
