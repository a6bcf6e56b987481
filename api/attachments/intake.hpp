#pragma once

#include <variant>

#include "api/attachments/file_rules.hpp"
#include "storage/attachments/uploads.hpp"

namespace lapor::api {

/// What became of a file that came in.
using Intake = std::variant<storage::Upload, FileRefusal, storage::Error>;

struct IntakeTerms {
  storage::Uploader uploader{};
  Instant expires_at{};
  std::uint64_t most_bytes{};
  std::uint64_t most_pixels{};
};

/// Tells the type of a finished part by its content, cleans it, and keeps what is left, durably. A picture is in memory
/// meanwhile, as a whole and up to three copies of it; a PDF passes piece by piece. Blocks.
[[nodiscard]] Intake take_in(const storage::UploadPart& part, storage::Uploads& uploads, const IntakeTerms& terms);

}  // namespace lapor::api
