#include "tools/audit/open_source.hpp"

#include "storage/vault.hpp"
#include "tools/audit/data_source.hpp"
#include "tools/audit/server_source.hpp"
#include "tools/audit/verify/export_reader.hpp"

namespace lapor::audit {
namespace {

using Opened = Result<std::unique_ptr<LogSource>, NoSource>;

/// The source as what it is to the caller; `made` has a sentence when there is none.
template <class Source>
Opened as_source(Result<std::unique_ptr<Source>, std::string> made) {
  if (!made) return fail(NoSource{false, made.error()});
  return std::unique_ptr<LogSource>(std::move(*made));
}

Opened open_export(const std::string& folder) {
  auto reader = ExportReader::open(folder);
  if (!reader)
    return fail(NoSource{false, std::string(proof::to_word(reader.error().kind)) + ": " + reader.error().what});
  return std::unique_ptr<LogSource>(std::make_unique<ExportReader>(std::move(*reader)));
}

}  // namespace

Opened open_source(const SourceChoice& choice) {
  const int given = int{!choice.exported.empty()} + int{!choice.data.empty()} + int{!choice.server.empty()};
  if (given != 1) return fail(NoSource{true, "name one of: an export, --data DIR, --server URL"});
  if (!choice.exported.empty()) return open_export(choice.exported);
  if (!choice.data.empty()) return as_source(DataSource::open(choice.data, choice.checkpoint_file));
  const auto token = tools::choose_token(choice.token);
  if (!token) return fail(NoSource{true, token.error()});
  return as_source(ServerSource::open(choice.server, *token));
}

Result<ReadReport, NoSource> reader_for(const SourceChoice& choice, LogSource& source, ReportId report) {
  if (choice.key_file.empty()) return decode_facts;
  auto* data = dynamic_cast<DataSource*>(&source);
  if (data == nullptr) return fail(NoSource{true, "--key is for a data folder"});
  const auto vault = storage::Vault::open(choice.key_file);
  if (!vault) return fail(NoSource{false, vault.error().what});
  const auto wrapped = data->journal().wrapped_key(stream_of(report));
  if (!wrapped) return fail(NoSource{false, wrapped.error().what});
  std::optional<storage::Key> key;
  if (*wrapped) {
    const auto unwrapped = vault->unwrap(**wrapped, stream_of(report));
    if (!unwrapped) return fail(NoSource{false, unwrapped.error().what});
    key = *unwrapped;
  }
  return [open = storage::open_with(key)](BytesView bytes) -> Result<Record, CodecError> {
    auto decoded = decode(bytes, open);
    if (!decoded) return fail(decoded.error());
    return std::move(decoded->record);
  };
}

}  // namespace lapor::audit
