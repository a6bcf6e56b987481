#include "api/audit/record_json.hpp"

#include <charconv>

#include "api/audit/facts_json.hpp"
#include "api/audit/rulebook_facts.hpp"
#include "events/event_text.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/merkle.hpp"

namespace lapor::api {
namespace {

void append_stream(std::string& out, Stream stream) {
  std::array<char, 20> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), stream.id).ptr;
  out.append(to_word(stream.kind)).append(1, '/').append(digits.data(), end);
}

template <class E>
void write_record(JsonWriter& json, const ReadRecord& read, const RecordOf<E>& record) {
  json.member("position", number(read.position));
  json.member_by("leaf_hash", [&](std::string& out) { proof::append_base64(out, proof::leaf_hash(read.bytes)); });
  json.member_by("stream", [&](std::string& out) { append_stream(out, record.stream); });
  json.member("version", number(record.version));
  json.member("rulebook", number(record.rulebook));
  write_instant_in_wib(json, "at", record.at);
  write_party(json, "by", record.by);
  json.member("channel", to_word(record.channel));
  json.member_or_null("request_id", record.request_id);
  json.begin_array("events");
  for (const E& event : record.events) {
    json.begin_object();
    write_facts(json, event);
    json.end_object();
  }
  json.end_array();
  json.member("sealed", read.sealed);
  json.member_by("record", [&](std::string& out) { proof::append_base64(out, read.bytes); });
}

std::string text_of(const LogEvent& event) {
  return std::string(name_of(event));
}
std::string text_of(const RulebookEvent& event) {
  return std::string(name_of(event));
}
std::string text_of(const auto& event) {
  return readable(event);
}

void append(std::string& out, const ReadRecord& read, bool with_text) {
  JsonWriter json(out);
  json.begin_object();
  std::visit(
      [&](const auto& record) {
        write_record(json, read, record);
        if (!with_text) return;
        json.begin_array("text");
        for (const auto& event : record.events) json.element(text_of(event));
        json.end_array();
      },
      read.facts);
  json.end_object();
}

}  // namespace

void append_record(std::string& out, const ReadRecord& record) {
  append(out, record, false);
}

void append_record_with_text(std::string& out, const ReadRecord& record) {
  append(out, record, true);
}

}  // namespace lapor::api
