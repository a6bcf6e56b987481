#pragma once

#include "service_fixture.hpp"

/// People with accounts, as they come to have them: by codes that a gateway delivers.
namespace lapor::api::testing {

inline const Ask gateway{"gateway", {}};
inline const Ask data_officer{"data_officer", {}};
inline constexpr std::string_view good_password = "kuda laut biru 42";
inline constexpr std::string_view other_password = "gerobak hijau tua 7";

/// Options that let tests hash passwords without waiting for more than one.
[[nodiscard]] IdentityOptions without_second_factor();

struct AccountsFixture : ServiceFixture {
  explicit AccountsFixture(IdentityOptions options = {}) : ServiceFixture({}, options) {}

  /// The digits of the newest message to this address, which the gateway then acknowledges.
  std::string code_sent_to(const std::string& address);
  /// Asks for a code and reads it.
  std::string new_code(const std::string& address);
  /// Registers and gives the account's number.
  std::string registered(const std::string& address, std::string_view password = good_password);
  Answer sign_in(const std::string& address, std::string_view password = good_password, const std::string& more = "",
                 const std::vector<http::Header>& headers = {});
  /// Signs in, and is then whom to ask as.
  Ask signed_in(const std::string& address, std::string_view password = good_password, const std::string& more = "");
  /// A member of staff with a password and, when the installation asks for it, a second factor; gives the number.
  std::string staff(const std::string& address, const std::string& roles, const std::string& institution);
  /// A new key's secret, as whom to ask.
  Ask key(const std::string& role, const std::string& scopes, const std::string& institution = "");

  /// The present code of an account's second factor.
  std::string totp_of(const std::string& address);
  std::map<std::string, std::string> secrets;  // of second factors, by address
};

}  // namespace lapor::api::testing
