#include "exchange_log.hpp"

#include <cstdlib>
#include <fstream>
#include <string>

#include "api/json_writer.hpp"
#include "api/text.hpp"

namespace lapor::api::testing {
namespace {

std::ofstream* log_file() {
  static std::ofstream file = [] {
    const char* name = std::getenv("LAPOR_EXCHANGES");
    return name == nullptr ? std::ofstream{} : std::ofstream(name, std::ios::trunc);
  }();
  return file.is_open() ? &file : nullptr;
}

}  // namespace

void log_exchange(const http::Request& request, const http::Response& response) {
  std::ofstream* file = log_file();
  if (file == nullptr || !is_valid_utf8(request.body)) return;
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("method", http::to_word(request.method));
  json.member("path", request.path);
  json.member("status", response.status);
  json.member("request", request.body);
  json.member("content_type", response.content_type);
  json.member("response", response.body);
  json.begin_object("headers");
  for (const auto& [name, value] : response.headers) json.member(name, value);
  json.end_object();
  json.end_object();
  *file << line << std::endl;
}

}  // namespace lapor::api::testing
