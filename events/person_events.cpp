#include "events/person_events.hpp"

namespace lapor {

std::string_view name_of(const PersonEvent& event) {
  static constexpr auto names = std::to_array<std::string_view>({
      "account_registered",    "service_registered", "staff_appointed", "account_suspended", "account_reinstated",
      "password_changed",      "address_changed",    "name_changed",    "signed_in",         "signed_out",
      "signed_out_everywhere", "sign_ins_refused",   "totp_enrolled",   "totp_confirmed",    "totp_reset",
      "api_key_issued",        "api_key_revoked",    "api_key_used",    "data_exported",     "person_erased",
  });
  static_assert(names.size() == std::variant_size_v<PersonEvent>);
  return names[event.index()];
}

}  // namespace lapor
