#include "api/attachments/intake.hpp"

#include <utility>

namespace lapor::api {
namespace {

using storage::Error;
using storage::FileType;
using storage::SealedFileReader;
using storage::Upload;

/// Calls `use` with each piece until it fails.
template <class Use>
Result<void, Error> for_each_piece(const storage::UploadPart& part, Use use) {
  const auto reader = part.read();
  if (!reader) return fail(reader.error());
  for (;;) {
    const auto piece = (*reader)->next();
    if (!piece) return fail(piece.error());
    if (!*piece) return {};
    if (Result<void, Error> used = use(BytesView{**piece}); !used) return used;
  }
}

Result<std::optional<FileType>, Error> type_of(const storage::UploadPart& part) {
  const auto reader = part.read();
  if (!reader) return fail(reader.error());
  const auto first = (*reader)->next();
  if (!first) return fail(first.error());
  return type_of_content(first->value_or(Bytes{}));
}

class PartIntake {
 public:
  PartIntake(const storage::UploadPart& part, storage::Uploads& uploads, const IntakeTerms& terms)
      : part_(part), uploads_(uploads), terms_(terms) {
    upload_.id = part.id();
    upload_.uploader = terms.uploader;
    upload_.expires_at = terms.expires_at;
  }

  [[nodiscard]] Intake picture(FileType type) {
    Bytes whole;
    whole.reserve(part_.size());
    const auto gathered = for_each_piece(part_, [&](BytesView piece) -> Result<void, Error> {
      whole.insert(whole.end(), piece.begin(), piece.end());
      return {};
    });
    if (!gathered) return gathered.error();
    const auto clean = clean_picture(type, whole, terms_.most_pixels);
    if (!clean) return clean.error();
    upload_.facts = {type, clean->size(), storage::content_hash(*clean)};
    return keep([&](storage::SealedFileWriter& writer) { return writer.append(*clean); });
  }

  /// Once to look at it, once to keep it: its size and hash stand in front.
  [[nodiscard]] Intake pdf() {
    PdfCheck check;
    storage::ContentHasher hasher;
    const auto seen = for_each_piece(part_, [&](BytesView piece) -> Result<void, Error> {
      check.add(piece);
      hasher.add(piece);
      return {};
    });
    if (!seen) return seen.error();
    if (auto fault = check.fault()) return std::move(*fault);
    upload_.facts = {FileType::pdf, part_.size(), hasher.finish()};
    return keep([&](storage::SealedFileWriter& writer) {
      return for_each_piece(part_, [&](BytesView piece) { return writer.append(piece); });
    });
  }

 private:
  template <class Write>
  Intake keep(Write write) {
    const auto writer = uploads_.create(upload_);
    if (!writer) return writer.error();
    if (const auto written = write(**writer); !written) return written.error();
    if (const auto finished = (*writer)->finish(); !finished) return finished.error();
    if (const auto committed = uploads_.commit(upload_, **writer); !committed) return committed.error();
    return upload_;
  }

  const storage::UploadPart& part_;
  storage::Uploads& uploads_;
  const IntakeTerms& terms_;
  Upload upload_;
};

}  // namespace

Intake take_in(const storage::UploadPart& part, storage::Uploads& uploads, const IntakeTerms& terms) {
  if (part.size() > terms.most_bytes)  // who receives bodies has refused it before
    return FileRefusal{FileFault::damaged, "The file is larger than allowed."};
  const auto type = type_of(part);
  if (!type) return type.error();
  if (!*type)
    return FileRefusal{FileFault::unknown_type,
                       "Send the file itself as the body, no form: a JPEG, PNG or WebP picture, or a PDF."};
  PartIntake intake(part, uploads, terms);
  return *type == FileType::pdf ? intake.pdf() : intake.picture(**type);
}

}  // namespace lapor::api
