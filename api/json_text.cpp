#include "api/json_text.hpp"

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <limits>

#include "api/text.hpp"

namespace lapor::api {
namespace {

namespace json = boost::json;
using json::error_code;
using json::string_view;

/// Builds the value like boost::json::parser, and counts the members as they were written: objects keep one member of
/// each name, so a difference shows a repeated name.
struct CountingHandler {
  static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

  std::array<unsigned char, 4096> first_memory;
  json::value_stack stack{{}, first_memory.data(), first_memory.size()};
  std::size_t members{};

  explicit CountingHandler(json::storage_ptr memory) { stack.reset(std::move(memory)); }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }
  bool on_object_begin(error_code&) { return true; }
  bool on_object_end(std::size_t count, error_code&) {
    members += count;
    stack.push_object(count);
    return true;
  }
  bool on_array_begin(error_code&) { return true; }
  bool on_array_end(std::size_t count, error_code&) { return stack.push_array(count), true; }
  bool on_key_part(string_view part, std::size_t, error_code&) { return stack.push_chars(part), true; }
  bool on_key(string_view part, std::size_t, error_code&) { return stack.push_key(part), true; }
  bool on_string_part(string_view part, std::size_t, error_code&) { return stack.push_chars(part), true; }
  bool on_string(string_view part, std::size_t, error_code&) { return stack.push_string(part), true; }
  bool on_number_part(string_view, error_code&) { return true; }
  bool on_int64(std::int64_t number, string_view, error_code&) { return stack.push_int64(number), true; }
  bool on_uint64(std::uint64_t number, string_view, error_code&) { return stack.push_uint64(number), true; }
  bool on_double(double number, string_view, error_code&) { return stack.push_double(number), true; }
  bool on_bool(bool truth, error_code&) { return stack.push_bool(truth), true; }
  bool on_null(error_code&) { return stack.push_null(), true; }
  bool on_comment_part(string_view, error_code&) { return true; }
  bool on_comment(string_view, error_code&) { return true; }
};

std::size_t count_members(const json::value& value) {
  std::size_t count = 0;
  if (const auto* object = value.if_object()) {
    count += object->size();
    for (const auto& member : *object) count += count_members(member.value());
  } else if (const auto* array = value.if_array()) {
    for (const auto& element : *array) count += count_members(element);
  }
  return count;
}

json::parse_options strict() {
  json::parse_options options;
  options.max_depth = max_json_depth;
  return options;
}

Problem malformed(std::string detail) {
  return {ProblemKind::malformed_json, std::move(detail), "", ""};
}

Problem why(std::string_view text, const error_code& error) {
  if (!is_valid_utf8(text)) return {ProblemKind::invalid_utf8, "Send the body in UTF-8.", "", ""};
  return malformed("The body cannot be read as JSON: " + error.message() + ".");
}

}  // namespace

Result<json::object, Problem> parse_object(std::string_view text, json::storage_ptr memory) {
  json::basic_parser<CountingHandler> parser(strict(), memory);
  error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  if (error) return fail(why(text, error));
  if (read < text.size()) return fail(malformed("Something follows the JSON object; send one object only."));
  json::value value = parser.handler().stack.release();
  if (!value.is_object()) return fail(malformed("The body must be a JSON object."));
  if (count_members(value) != parser.handler().members)
    return fail(malformed("A member name occurs twice in one object; send each once."));
  return std::move(value.get_object());
}

}  // namespace lapor::api
