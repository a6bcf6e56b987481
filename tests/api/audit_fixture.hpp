#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "accounts_fixture.hpp"
#include "events/any_record.hpp"
#include "storage/proof/base64.hpp"
#include "storage/proof/merkle.hpp"

/// An auditor who reads what the whole API has written.
namespace lapor::api::testing {

inline const Ask auditor{"auditor", {}};

/// Everybody who has a token and is not an auditor.
inline constexpr auto not_auditors =
    std::to_array<const char*>({"reporter", "reporter_2", "gateway", "clerk", "national_admin", "supervisor",
                                "data_officer", "officer:kota-35.78", "coordinator:kota-35.78", "officer:kota-33.74"});

struct AuditFixture : AccountsFixture {
  AuditFixture() : AccountsFixture(without_second_factor()) {}

  Answer audit(const std::string& what, const Ask& by = auditor) { return get("/v1/audit/" + what, by); }

  /// The lines of an answer that is NDJSON.
  std::vector<json::value> lines(const std::string& what, const Ask& by = auditor) { return lines_of(body(what, by)); }
  std::string body(const std::string& what, const Ask& by = auditor) {
    const Answer answer = audit(what, by);
    BOOST_REQUIRE_MESSAGE(answer.status() == 200, answer.response.body);
    BOOST_TEST(answer.response.content_type == "application/x-ndjson");
    return answer.response.body;
  }
  static std::vector<json::value> lines_of(const std::string& body) {
    std::vector<json::value> lines;
    std::size_t begin = 0;
    for (std::size_t end; (end = body.find('\n', begin)) != std::string::npos; begin = end + 1)
      lines.push_back(json::parse(std::string_view(body).substr(begin, end - begin)));
    BOOST_TEST(begin == body.size(), "the last line has no end");
    return lines;
  }

  /// One member of each line as text, with blanks between.
  static std::string all(const std::vector<json::value>& lines, std::string_view name) {
    std::string text;
    for (const auto& line : lines) {
      const auto& value = line.at(name);
      text +=
          (text.empty() ? "" : " ") + (value.is_string() ? std::string(value.get_string()) : json::serialize(value));
    }
    return text;
  }

  /// Names of all events in all lines, with blanks between.
  static std::string kinds(const std::vector<json::value>& lines) {
    std::string text;
    for (const auto& line : lines)
      for (const auto& event : line.at("events").as_array())
        text += (text.empty() ? "" : " ") + std::string(event.at("kind").as_string());
    return text;
  }

  static Bytes bytes_of(const json::value& line) {
    return *proof::from_base64(std::string_view(line.at("record").as_string()));
  }

  /// What the answer says when it is refused; that nothing was recorded of it.
  Answer refused(const std::string& what, const Ask& by = auditor) {
    const Position before = journal.last_position();
    const Answer answer = audit(what, by);
    BOOST_TEST(answer.status() >= 400, what);
    BOOST_TEST(number(journal.last_position()) == number(before), what);
    return answer;
  }

  void check_bad(const std::string& what, const std::string& parameter) {
    const Answer answer = refused(what);
    BOOST_TEST(answer.status() == 400, what);
    BOOST_TEST(answer.problem() == "invalid-parameter", what);
    BOOST_TEST(answer.at("field") == parameter, what);
  }

  void check_unknown(const std::string& what) {
    const Answer answer = refused(what);
    BOOST_TEST(answer.status() == 400, what);
    BOOST_TEST(answer.problem() == "unknown-parameter", what);
  }

  /// The public is asked to sign in, everybody else is refused, and a key needs the scope `read`.
  void check_doors(const std::string& what) {
    BOOST_TEST(refused(what, anybody).status() == 401, what);
    BOOST_TEST(refused(what, anybody).problem() == "sign-in-needed", what);
    for (const char* other : not_auditors) {
      BOOST_TEST(refused(what, {other, {}}).status() == 403, what << " for " << other);
      BOOST_TEST(refused(what, {other, {}}).problem() == "not-permitted", what << " for " << other);
    }
    const Ask handling = key("auditor", R"(["handle"])");
    static_cast<void>(get("/v1/reports?limit=1", handling));  // notes the key's first use
    BOOST_TEST(refused(what, handling).problem() == "out-of-scope", what);
    BOOST_TEST(audit(what, key("auditor", R"(["read"])")).status() == 200, what);
  }
};

}  // namespace lapor::api::testing
