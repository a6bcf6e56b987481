#pragma once

#include <map>
#include <optional>

#include "events/any_record.hpp"
#include "events/codec.hpp"
#include "events/identifiers.hpp"
#include "events/time.hpp"

/// Erasures that a log tells of, so that they hold in whatever is restored of it.
namespace lapor::backup {

[[nodiscard]] bool erases(const AnyRecord& record);

/// Which streams were erased, and the record that did it.
class Erasures {
 public:
  void add(Position position, const AnyRecord& record);
  [[nodiscard]] bool has(Stream stream) const { return records_.contains(stream); }

  struct Erasure {
    Position position{};
    AnyRecord record;
  };
  [[nodiscard]] const std::map<Stream, Erasure>& all() const { return records_; }

 private:
  std::map<Stream, Erasure> records_;
};

/// An erasure of which only the missing key is known: by the system, on a ground that nobody stated. `stream` is a
/// report's or a person's.
[[nodiscard]] AnyRecord unstated_erasure(Stream stream, Instant at);

/// The erasure once more, as the record that follows `version` of its stream: who, when and on what ground are those of
/// the first time. `rulebook` is the newest version of the rulebook in the log that it is added to. Nothing of it is
/// sealed.
[[nodiscard]] Bytes repeated(const AnyRecord& erasure, Version version, Version rulebook);

}  // namespace lapor::backup
