#include "tools/backup/report_numbers.hpp"

#include <algorithm>

#include "storage/vault.hpp"

namespace lapor::backup {
namespace {

constexpr std::uint64_t filed_behind_the_end = 1'000'000;

std::uint64_t largest_in(const Record& record) {
  return record.stream.id;
}
std::uint64_t largest_in(const PersonRecord&) {
  return 0;
}
std::uint64_t largest_in(const RulebookRecord&) {
  return 0;
}
std::uint64_t largest_in(const LogRecord& record) {
  std::uint64_t largest = 0;
  for (const LogEvent& event : record.events)
    if (const auto* skipped = std::get_if<ReportNumbersSkipped>(&event))
      largest = std::max(largest, number(skipped->up_to));
  return largest;
}

}  // namespace

void ReportNumbers::add(const AnyRecord& record) {
  largest_ = std::max(largest_, std::visit([](const auto& each) { return largest_in(each); }, record));
}

ReportId ReportNumbers::up_to() const {
  return ReportId{largest_ + filed_behind_the_end};
}

Bytes skipped(ReportId up_to, Version version, Instant at) {
  return encode(LogRecord{log_stream,
                          next(version),
                          at,
                          {Role::system, {}, ""},
                          Channel::api,
                          "",
                          {ReportNumbersSkipped{up_to}},
                          storage::new_salt()});
}

}  // namespace lapor::backup
