#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace lapor::api {

/// Which other sites' pages may call this service from a browser: the CORS protocol of the Fetch standard, by a list.
/// Never with cookies: those belong to our own pages; others send bearer tokens. Immutable.
class CrossOrigin {
 public:
  /// `allowed`: origins with commas between, as settings have them; empty: nobody.
  explicit CrossOrigin(std::string_view allowed);

  /// Adds to an answer what lets the page of an allowed origin read it.
  void open(const http::Request& request, http::Response& response) const;

  /// The answer to OPTIONS on a path that has `allow` as its methods.
  [[nodiscard]] http::Response preflight(const http::Request& request, const std::string& allow) const;

 private:
  [[nodiscard]] bool is_allowed(std::string_view origin) const;

  std::vector<std::string> allowed_;
};

}  // namespace lapor::api
