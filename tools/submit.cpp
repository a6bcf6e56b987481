#include "tools/submit.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tools/api_client.hpp"

namespace lapor::tools {
namespace {

using Text = std::string;

int refuse(const Text& reason) {
  std::cerr << "submit: " << reason << '\n';
  return 1;
}

Text read_all(std::istream& in) {
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<Text, Text> body_of(const SubmitOptions& options) {
  if (options.json_file.empty()) return to_json(options.form);
  if (options.json_file == "-") return read_all(std::cin);
  std::ifstream file(options.json_file, std::ios::binary);
  if (!file) return fail("cannot read " + options.json_file);
  return read_all(file);
}

/// `name: value` for one member of the answer, if it is there and not null.
void print_member(const boost::json::object& object, std::string_view name, std::string_view label) {
  const boost::json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return;
  std::cout << label << ": ";
  if (value->is_string())
    std::cout << value->get_string().c_str() << '\n';
  else
    std::cout << *value << '\n';
}

void print_deadline(const boost::json::object& answer) {
  const boost::json::value* deadline = answer.if_contains("deadline");
  if (deadline == nullptr || !deadline->is_object()) return;
  const auto& fields = deadline->get_object();
  print_member(fields, "kind", "deadline");
  print_member(fields, "due", "due");
}

int print_answer(const ApiReply& reply) {
  boost::json::error_code error;
  const auto value = boost::json::parse(reply.body, error);
  if (error || !value.is_object()) return refuse("the answer is no JSON object: " + reply.body);
  const auto& answer = value.get_object();
  print_member(answer, "id", "id");
  print_member(answer, "state", "state");
  print_deadline(answer);
  print_member(answer, "receipt", "receipt");
  return 0;
}

}  // namespace

int submit(const SubmitOptions& options) {
  const auto server = parse_server_url(options.server);
  if (!server) return refuse(server.error());
  const auto token = choose_token(options.token);
  if (!token) return refuse(token.error());
  const auto body = body_of(options);
  if (!body) return refuse(body.error());
  const auto reply = ApiClient(*server, *token).post("/v1/reports", *body, {});
  if (!reply) return refuse(reply.error());
  return reply->is_success() ? print_answer(*reply) : refuse(reply->reason());
}

}  // namespace lapor::tools
