#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "events/result.hpp"
#include "storage/proof/fault.hpp"
#include "storage/proof/note.hpp"

namespace lapor::audit {

/// Verifies the proof of one record (C2SP tlog-proof) whose extra data are the record, as `GET /v1/reports/ID/proof`
/// gives it: one line that says where the record stands, in which log of which size, and a line for each of its events.
[[nodiscard]] Result<std::string, proof::Fault> check_proof(const std::filesystem::path& file,
                                                            std::span<const proof::VerifierKey> keys);

}  // namespace lapor::audit
