#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/identifiers.hpp"
#include "events/time.hpp"
#include "events/vocabulary.hpp"

namespace lapor {

/// Slug of an institution (`kota-35.78`) or of a unit below it (`kota-35.78/dishub`); empty means none.
using Slug = std::string;

/// WGS 84, degrees.
struct Point {
  double latitude{};
  double longitude{};
  bool operator==(const Point&) const = default;
};

/// Where it happened. `region` is an official code (province, regency or district), clear in the record; `address` and
/// `point` are exact and therefore sealed.
struct Place {
  std::string region;
  std::string address;
  std::optional<Point> point;
  bool operator==(const Place&) const = default;
};

/// How a reporter without an account can be reached; always sealed.
struct Contact {
  std::string name;
  std::string phone;
  std::string email;
  [[nodiscard]] bool empty() const { return name.empty() && phone.empty() && email.empty(); }
  bool operator==(const Contact&) const = default;
};

/// Content hashes (SHA-256, lower-case hexadecimal) of uploaded files.
using Attachments = std::vector<std::string>;

/// Who acts. `institution` is set for officers and coordinators only.
struct Party {
  Role role{Role::anyone};
  std::optional<PersonId> person;
  Slug institution;
  bool operator==(const Party&) const = default;
};

/// A legal limit: the instant up to which something must be done. Stored in the event that set it, never computed
/// again. `provisional`: counted over a year whose holiday decree was not known.
struct Deadline {
  DeadlineKind kind{};
  Instant due{};
  bool provisional{};
  bool operator==(const Deadline&) const = default;
};

/// The next moment at which the system must look at a report by itself: a due instant, or an escalation step after it.
struct Alarm {
  Instant at{};
  ReportId report{};
  DeadlineKind kind{};
  auto operator<=>(const Alarm&) const = default;
};

}  // namespace lapor
