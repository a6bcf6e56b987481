#include "api/identity/identity.hpp"

#include <utility>

namespace lapor::api {
namespace {

constexpr double seconds_per_hour = 3'600;

/// Two seconds' worth at once: a page of a browser asks for a dozen things at the same time.
constexpr double burst(double per_second) {
  return 2 * per_second;
}

/// Of each report and network. 10^16 receipts / 30 an hour: 3.8 * 10^10 years for one network; a million networks would
/// need 38,000.
constexpr double wrong_receipts_per_hour = 30;

/// Whoever has a stolen session guesses its password no faster, and nobody fills the queue for passwords alone.
constexpr double own_passwords_per_hour = 10;

/// Each makes a record of the person's history, which is read whole.
constexpr double own_changes_per_hour = 60;

TokenBuckets hourly(double per_hour) {
  return {per_hour / seconds_per_hour, per_hour};
}

}  // namespace

Identity::Identity(IdentityOptions wishes, std::vector<std::string> common_passwords)
    : options(wishes),
      password_rules(std::move(common_passwords)),
      callers(wishes.requests_per_second_per_caller, burst(wishes.requests_per_second_per_caller)),
      addresses(wishes.requests_per_second_per_address, burst(wishes.requests_per_second_per_address)),
      submissions(hourly(wishes.submissions_per_hour_per_address)),
      uploads(hourly(wishes.uploads_per_hour_per_address)),
      code_requests(hourly(wishes.codes_per_hour_per_address)),
      receipts(hourly(wrong_receipts_per_hour)),
      own_passwords(hourly(own_passwords_per_hour)),
      own_changes(hourly(own_changes_per_hour)),
      passwords(1, wishes.waiting_passwords, storage::JobPool::Priority::low) {}

}  // namespace lapor::api
