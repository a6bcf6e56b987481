#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "api/audit/event_kinds.hpp"
#include "api/audit/parameters.hpp"
#include "events/directory.hpp"

namespace lapor::api {

/// Who has made a record: everything that is set must fit. An institution stands for its units, too.
struct Maker {
  std::optional<Role> role;
  std::optional<PersonId> person;
  Slug institution;

  [[nodiscard]] bool fits(const Party& by, const InstitutionTree& institutions) const;
};

/// From `from` on and before `to`, so that windows side by side have each instant once.
struct Window {
  std::optional<Instant> from;
  std::optional<Instant> to;

  [[nodiscard]] bool has(Instant at) const { return (!from || at >= *from) && (!to || at < *to); }
};

/// Which records somebody wants. What is not set fits everything.
struct RecordFilter {
  std::optional<StreamKind> kind_of_stream;
  std::optional<Stream> stream;
  Maker by;
  EventKinds kinds;
  Window window;

  /// By the stream alone.
  [[nodiscard]] bool wants(Stream of) const;
  [[nodiscard]] bool wants_any_stream() const { return !kind_of_stream && !stream; }
  /// By everything else. A record that has one event of the kinds fits with all its events.
  [[nodiscard]] bool fits(const AnyRecord& record, const InstitutionTree& institutions) const;
};

[[nodiscard]] Window read_window(Parameters& parameters);
/// An institution or unit of the directory; empty when it is absent.
[[nodiscard]] Slug read_institution(Parameters& parameters, std::string_view name, const InstitutionTree& institutions);
/// `stream`, `who`, `kind`, `from` and `to`.
[[nodiscard]] RecordFilter read_record_filter(Parameters& parameters, const InstitutionTree& institutions);

}  // namespace lapor::api
