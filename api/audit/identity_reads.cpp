#include "api/audit/identity_reads.hpp"

#include "api/audit/facts_json.hpp"
#include "api/audit/record_items.hpp"
#include "api/personal_data.hpp"

namespace lapor::api {
namespace {

/// Where a reason is opened.
struct Keys {
  const storage::Journal& journal;
  const storage::Vault& vault;
};

Result<std::optional<storage::Key>, storage::Error> key_of(Stream stream, const Keys& keys) {
  const auto wrapped = keys.journal.wrapped_key(stream);
  if (!wrapped) return fail(wrapped.error());
  if (!*wrapped) return std::nullopt;
  auto key = keys.vault.unwrap(**wrapped, stream);
  if (!key) return fail(key.error());
  return std::move(*key);
}

/// The reason of the record's event number `index`; empty when the report was erased.
Result<std::string, storage::Error> reason_of(Position position, BytesView bytes, const Record& facts,
                                              std::size_t index, const Keys& keys) {
  const auto key = key_of(facts.stream, keys);
  if (!key) return fail(key.error());
  const auto opened = decode(bytes, storage::open_with(*key));
  if (!opened)
    return fail(storage::Error{storage::ErrorCode::corrupt, "Record " + std::to_string(number(position)) +
                                                                " cannot be opened (" + opened.error().what + ")."});
  const auto& event = std::get<IdentityRevealed>(opened->record.events.at(index));
  return masked(event.reason, facts.by.role);
}

bool is_wanted(const Event& event) {
  return std::holds_alternative<IdentityRevealed>(event) || std::holds_alternative<ReporterErased>(event);
}
bool is_wanted(const PersonEvent& event) {
  return std::holds_alternative<DataExported>(event) || std::holds_alternative<PersonErased>(event);
}
bool is_wanted(const LogEvent&) {
  return false;
}

template <class E>
void write_common(JsonWriter& json, Position position, const RecordOf<E>& record, const E& event) {
  const bool is_report = record.stream.kind == StreamKind::report;
  json.member("position", number(position));
  write_instant_in_wib(json, "at", record.at);
  is_report ? json.member("report", record.stream.id) : json.null("report");
  is_report ? json.null("person") : json.member("person", record.stream.id);
  write_party(json, "by", record.by);
  json.member("channel", to_word(record.channel));
  json.member_or_null("request_id", record.request_id);
  write_facts(json, event);
}

/// Writes the events of one record that are wanted.
struct WriteReads {
  std::string& out;
  Position position;
  BytesView bytes;
  const Keys& keys;

  using Written = Result<std::size_t, storage::Error>;

  template <class E>
  Written operator()(const RecordOf<E>& record) const {
    std::size_t lines = 0;
    for (std::size_t i = 0; i < record.events.size(); ++i) {
      if (!is_wanted(record.events[i])) continue;
      if (auto written = write_line(record, i); !written) return fail(written.error());
      ++lines;
    }
    return lines;
  }

 private:
  template <class E>
  Result<void, storage::Error> write_line(const RecordOf<E>& record, std::size_t index) const {
    JsonWriter json(out);
    json.begin_object();
    write_common(json, position, record, record.events[index]);
    if constexpr (std::is_same_v<E, Event>) {
      if (std::holds_alternative<IdentityRevealed>(record.events[index])) {
        const auto reason = reason_of(position, bytes, record, index, keys);
        if (!reason) return fail(reason.error());
        json.member_or_null("reason", *reason);
      }
    }
    json.end_object();
    out += '\n';
    return {};
  }
};

}  // namespace

WriteItems lines_of_identity_reads(IdentityReadFilter filter, const storage::Journal& journal,
                                   const storage::Vault& vault, const InstitutionTree& institutions) {
  RecordFilter records;
  records.by.institution = std::move(filter.institution);
  records.window = filter.window;
  for (const auto* name : {"identity_revealed", "reporter_erased", "data_exported", "person_erased"})
    records.kinds.add(name);
  return [records = std::move(records), keys = Keys{journal, vault}, &institutions](
             std::string& out, Position position, BytesView bytes) -> Result<std::size_t, storage::Error> {
    const auto facts = read_facts(position, bytes);
    if (!facts) return fail(facts.error());
    if (!records.fits(*facts, institutions)) return 0;
    return std::visit(WriteReads{out, position, bytes, keys}, *facts);
  };
}

}  // namespace lapor::api
