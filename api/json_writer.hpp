#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lapor::api {

/// Appends `text` as a JSON string with its quotes. `text` must be valid UTF-8.
void append_json_string(std::string& out, std::string_view text);

/// Writes compact JSON straight into a string. The caller keeps begin and end in pairs; member names are written as
/// they are, so they must need no escaping.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object() { open('{'); }
  void begin_object(std::string_view name) { key(name), open_bare('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void begin_array(std::string_view name) { key(name), open_bare('['); }
  void end_array() { close(']'); }

  void member(std::string_view name, std::string_view text) { key(name), append_json_string(out_, text); }
  void member(std::string_view name, const char* text) { member(name, std::string_view(text)); }
  void member(std::string_view name, std::same_as<bool> auto truth) { key(name), out_ += truth ? "true" : "false"; }
  void member(std::string_view name,
              std::unsigned_integral auto number) requires(!std::same_as<decltype(number), bool>) {
    key(name), append(std::uint64_t{number});
  }
  void member(std::string_view name, std::signed_integral auto number) { key(name), append(std::int64_t{number}); }
  void member(std::string_view name, double number) { key(name), append(number); }
  /// A text that `append` appends to the string; it must need no escaping.
  template <class Append>
  void member_by(std::string_view name, Append append) {
    key(name), out_ += '"', append(out_), out_ += '"';
  }
  void null(std::string_view name) { key(name), out_ += "null"; }
  /// `json` must be one JSON value.
  void raw(std::string_view name, std::string_view json) { key(name), out_ += json; }

  /// `name` may be any valid UTF-8.
  void member_of_any_name(std::string_view name, std::uint64_t number) {
    comma(), append_json_string(out_, name), out_ += ':', append(number);
  }

  /// An array of items, each of which must be one JSON value.
  void raw_array(std::string_view name, std::span<const std::string> items) {
    begin_array(name);
    for (const std::string& item : items) raw_element(item);
    end_array();
  }

  /// `json` must be one JSON value.
  void raw_element(std::string_view json) { comma(), out_ += json; }
  void element(std::string_view text) { comma(), append_json_string(out_, text); }

  /// `null` when `text` is empty.
  void member_or_null(std::string_view name, std::string_view text) { text.empty() ? null(name) : member(name, text); }

 private:
  void open(char bracket) { comma(), open_bare(bracket); }
  void open_bare(char bracket) { out_ += bracket, first_ = true; }
  void close(char bracket) { out_ += bracket, first_ = false; }
  void comma();
  void key(std::string_view name);
  void append(std::uint64_t number);
  void append(std::int64_t number);
  void append(double number);

  std::string& out_;
  bool first_{true};
};

}  // namespace lapor::api
