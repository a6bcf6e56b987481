#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/web/api_call.hpp"
#include "api/web/document.hpp"
#include "api/web/query_string.hpp"

/// Plain forms: they work without a script, keep what was typed, and name each error beside its field.
namespace lapor::api::web {

struct FieldError {
  std::string field;  // empty: of the form as a whole
  std::string message;
};
using FieldErrors = std::vector<FieldError>;

/// What the body of a plain form holds; nothing, and the visit answered, when it is none (415) or was sent from another
/// site (403). Such forms have no session's authority, so this only keeps other sites from filing in their visitors'
/// names.
[[nodiscard]] std::optional<QueryString> read_form(Context& context, const VisitPtr& visit);

/// What the API refused, in the reader's words and at the field of the form that has the same name.
[[nodiscard]] FieldError error_of(const Texts& texts, const http::Response& refusal);

/// A form may be sent again with the same Idempotency-Key as long as it may have been carried out.
[[nodiscard]] bool may_have_been_done(const http::Response& response);

/// A key that nobody can guess (api/README.md).
[[nodiscard]] std::string new_form_key();

/// Writes a form field by field. Labels are the messages `page.form.ID.NAME`, or `page.form.NAME` where forms share
/// one, hints the same with `.hint`. The values that were sent stand in the fields again.
class FormWriter {
 public:
  /// `id` tells this form's fields from those of others on the page.
  FormWriter(Sheet& sheet, std::string_view id, const QueryString& values, const FieldErrors& errors)
      : sheet_(sheet), html_(sheet.html), id_(id), values_(values), errors_(errors) {}

  struct Line {
    std::string_view type{"text"};
    bool is_required{};
    std::size_t most{};  // characters; 0: as many as there are
    std::string_view autocomplete{"off"};
    std::string_view greatest{};  // of dates
    std::string_view mode{};      // of the keyboard
  };
  void line(std::string_view name, const Line& line);
  void text(std::string_view name, std::size_t most, bool is_required);
  void box(std::string_view name);
  /// `options` writes them with `option`; the first one is empty and says that nothing is chosen.
  void choice(std::string_view name, const std::function<void()>& options);
  void option(std::string_view name, std::string_view value, std::string_view label);
  void hidden(std::string_view name, std::string_view value);

  /// Errors of the whole form, and links to the fields that have one.
  void summary();

 private:
  [[nodiscard]] std::string id_of(std::string_view name) const { return id_ + '-' + std::string(name); }
  /// The message of this form, else the one that all forms share; empty where there is none.
  [[nodiscard]] std::string said_of(std::string_view name, std::string_view what = "") const;
  [[nodiscard]] const FieldError* error_at(std::string_view name) const;
  [[nodiscard]] std::string described_by(std::string_view name) const;
  void field(std::string_view name, bool is_required, const std::function<void()>& input);
  void hint(std::string_view name);
  void error(std::string_view name);

  Sheet& sheet_;
  Html& html_;
  const std::string id_;
  const QueryString& values_;
  const FieldErrors& errors_;
};

}  // namespace lapor::api::web
