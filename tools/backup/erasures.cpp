#include "tools/backup/erasures.hpp"

#include <algorithm>
#include <utility>

#include "events/ensure.hpp"
#include "storage/vault.hpp"

namespace lapor::backup {
namespace {

bool is_erasure(const Event& event) {
  return std::holds_alternative<ReporterErased>(event);
}
bool is_erasure(const PersonEvent& event) {
  return std::holds_alternative<PersonErased>(event);
}
bool is_erasure(const LogEvent&) {
  return false;
}
bool is_erasure(const RulebookEvent&) {
  return false;
}

Bytes encoded(const Record& record, const Seal& seal) {
  return encode(record, seal);
}
Bytes encoded(const PersonRecord& record, const Seal& seal) {
  return encode(record, seal);
}
template <class R>
Bytes encoded(const R&, const Seal&) {
  ENSURE(false, "records of the log and of the rulebook erase nothing");
  return {};
}

}  // namespace

bool erases(const AnyRecord& record) {
  return std::visit(
      [](const auto& each) {
        return std::ranges::any_of(each.events, [](const auto& event) { return is_erasure(event); });
      },
      record);
}

void Erasures::add(Position position, const AnyRecord& record) {
  if (!erases(record)) return;
  const auto stream = std::visit([](const auto& each) { return each.stream; }, record);
  records_.try_emplace(stream, Erasure{position, record});
}

AnyRecord unstated_erasure(Stream stream, Instant at) {
  const Party system{Role::system, {}, ""};
  if (stream.kind == StreamKind::person)
    return PersonRecord{stream, {}, at, system, Channel::api, "", {PersonErased{ErasureGround::unstated}}};
  ENSURE(stream.kind == StreamKind::report, "only reports and persons are sealed");
  return Record{stream, {}, at, system, Channel::api, "", {ReporterErased{ErasureGround::unstated}}};
}

Bytes repeated(const AnyRecord& erasure, Version version, Version rulebook) {
  const Seal nothing_to_seal = [](BytesView, BytesView) { return Bytes{}; };
  return std::visit(
      [&](auto record) {
        record.version = next(version);
        record.salt = storage::new_salt();
        record.rulebook = rulebook;
        std::erase_if(record.events, [](const auto& event) { return !is_erasure(event); });
        return encoded(record, nothing_to_seal);
      },
      erasure);
}

}  // namespace lapor::backup
