#pragma once

#include <string>
#include <string_view>

#include "api/web/messages.hpp"

namespace lapor::api::web {

/// The messages in one language, and what else a page says differently in each.
class Texts {
 public:
  Texts(const Messages& messages, Language language) : messages_(messages), language_(language) {}

  [[nodiscard]] std::string operator()(std::string_view key, MessageValues values = {}) const {
    return messages_.text(language_, key, values);
  }
  /// The message of one member of a family: `page.state.` and `closed`.
  [[nodiscard]] std::string of(std::string_view family, std::string_view member, MessageValues values = {}) const {
    return messages_.text(language_, std::string(family) + std::string(member), values);
  }
  [[nodiscard]] bool has(std::string_view key) const { return messages_.has(language_, key); }
  [[nodiscard]] std::string counted(std::string_view key, std::uint64_t count) const {
    return messages_.counted(language_, key, count);
  }
  [[nodiscard]] Language language() const { return language_; }

 private:
  const Messages& messages_;
  Language language_;
};

}  // namespace lapor::api::web
