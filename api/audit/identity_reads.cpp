#include "api/audit/identity_reads.hpp"

#include "api/audit/facts_json.hpp"
#include "api/audit/record_items.hpp"
#include "api/audit/state_json.hpp"
#include "api/personal_data.hpp"
#include "storage/load_now.hpp"

namespace lapor::api {
namespace {

/// Where a reason is opened, and where the report stood.
struct Sources {
  storage::Journal& journal;
  const storage::Vault& vault;
  const InstitutionTree& institutions;
};

Result<std::optional<storage::Key>, storage::Error> key_of(Stream stream, const Sources& sources) {
  const auto wrapped = sources.journal.wrapped_key(stream);
  if (!wrapped) return fail(wrapped.error());
  if (!*wrapped) return std::nullopt;
  auto key = sources.vault.unwrap(**wrapped, stream);
  if (!key) return fail(key.error());
  return std::move(*key);
}

/// The reason of the record's event number `index`; empty when the report was erased.
Result<std::string, storage::Error> reason_of(Position position, BytesView bytes, const Record& facts,
                                              std::size_t index, const Sources& sources) {
  const auto key = key_of(facts.stream, sources);
  if (!key) return fail(key.error());
  const auto opened = decode(bytes, storage::open_with(*key));
  if (!opened)
    return fail(storage::Error{storage::ErrorCode::corrupt, "Record " + std::to_string(number(position)) +
                                                                " cannot be opened (" + opened.error().what + ")."});
  const auto& event = std::get<IdentityRevealed>(opened->record.events.at(index));
  return masked(event.reason, facts.by.role);
}

/// Who had the report on its desk with this record.
Result<Slug, storage::Error> desk_of(Stream stream, Position position, const Sources& sources) {
  const auto history = storage::load_now(sources.journal, stream);
  if (!history) return fail(history.error());
  const auto past = state_at(*history, position);
  if (!past) return fail(past.error());
  return *past ? (*past)->state.desk() : Slug{};
}

bool is_wanted(const Event& event) {
  return std::holds_alternative<IdentityRevealed>(event) || std::holds_alternative<ReporterErased>(event);
}
bool is_wanted(const PersonEvent& event) {
  return std::holds_alternative<DataExported>(event) || std::holds_alternative<PersonErased>(event);
}

/// Writes the events of one record that are wanted.
class IdentityReadWriter {
 public:
  IdentityReadWriter(std::string& out, Position position, BytesView bytes, const Slug& institution,
                     const Sources& sources)
      : out_(out), position_(position), bytes_(bytes), institution_(institution), sources_(sources) {}

  using Written = Result<std::size_t, storage::Error>;

  /// No desk has a person.
  Written operator()(const PersonRecord& record) const {
    if (!institution_.empty()) return 0;
    return write(record, {});
  }
  Written operator()(const LogRecord&) const { return 0; }
  Written operator()(const RulebookRecord&) const { return 0; }

  Written operator()(const Record& record) const {
    const auto desk = desk_of(record.stream, position_, sources_);
    if (!desk) return fail(desk.error());
    if (!institution_.empty() && !sources_.institutions.is_same_or_above(institution_, *desk)) return 0;
    return write(record, *desk);
  }

 private:
  template <class E>
  Written write(const RecordOf<E>& record, const Slug& desk) const {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < record.events.size(); ++i) {
      if (!is_wanted(record.events[i])) continue;
      if (auto written = write_line(record, i, desk); !written) return fail(written.error());
      ++lines;
    }
    return lines;
  }

  template <class E>
  Result<void, storage::Error> write_line(const RecordOf<E>& record, std::size_t index, const Slug& desk) const {
    const bool is_report = record.stream.kind == StreamKind::report;
    JsonWriter json(out_);
    json.begin_object();
    json.member("position", number(position_));
    write_instant_in_wib(json, "at", record.at);
    is_report ? json.member("report", record.stream.id) : json.null("report");
    is_report ? json.null("person") : json.member("person", record.stream.id);
    json.member_or_null("institution", desk);
    write_party(json, "by", record.by);
    json.member("channel", to_word(record.channel));
    json.member_or_null("request_id", record.request_id);
    write_facts(json, record.events[index]);
    if (auto written = write_reason(json, record, index); !written) return fail(written.error());
    json.end_object();
    out_ += '\n';
    return {};
  }

  Result<void, storage::Error> write_reason(JsonWriter& json, const Record& record, std::size_t index) const {
    if (!std::holds_alternative<IdentityRevealed>(record.events[index])) return {};
    const auto reason = reason_of(position_, bytes_, record, index, sources_);
    if (!reason) return fail(reason.error());
    json.member_or_null("reason", *reason);
    return {};
  }
  static Result<void, storage::Error> write_reason(JsonWriter&, const PersonRecord&, std::size_t) { return {}; }

  std::string& out_;
  Position position_;
  BytesView bytes_;
  const Slug& institution_;
  const Sources& sources_;
};

}  // namespace

WriteItems lines_of_identity_reads(IdentityReadFilter filter, storage::Journal& journal, const storage::Vault& vault,
                                   const InstitutionTree& institutions) {
  RecordFilter records;
  records.window = filter.window;
  for (const auto* name : {"identity_revealed", "reporter_erased", "data_exported", "person_erased"})
    records.kinds.add(name);
  return [records = std::move(records), institution = std::move(filter.institution),
          sources = Sources{journal, vault, institutions}](std::string& out, Position position,
                                                           BytesView bytes) -> Result<std::size_t, storage::Error> {
    const auto facts = read_facts(position, bytes);
    if (!facts) return fail(facts.error());
    if (!records.fits(*facts, sources.institutions)) return 0;
    return std::visit(IdentityReadWriter{out, position, bytes, institution, sources}, *facts);
  };
}

}  // namespace lapor::api
