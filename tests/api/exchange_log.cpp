#include "exchange_log.hpp"

#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
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

/// Of exchanges alike but for numbers in the path; tests that ask in a loop add nothing new.
constexpr int most_alike = 300;

bool is_worth_logging(const http::Request& request, int status) {
  static std::map<std::string, int> seen;
  std::string shape = std::string(http::to_word(request.method)) + ' ' + request.path;
  std::erase_if(shape, [](char each) { return each >= '0' && each <= '9'; });
  return ++seen[shape + std::to_string(status)] <= most_alike;
}

}  // namespace

void log_exchange(const http::Request& request, const http::Response& response) {
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  std::ofstream* file = log_file();
  if (file == nullptr || !is_valid_utf8(request.body) || !is_worth_logging(request, response.status)) return;
  std::string line;
  JsonWriter json(line);
  json.begin_object();
  json.member("method", http::to_word(request.method));
  json.member("path", request.path);
  json.member("status", response.status);
  json.member("request", request.body);
  json.member("content_type", response.content_type);
  json.member("response", is_valid_utf8(response.body) ? std::string_view(response.body) : "bytes");
  json.begin_object("headers");
  for (const auto& [name, value] : response.headers) json.member(name, value);
  json.end_object();
  json.end_object();
  *file << line << std::endl;
}

}  // namespace lapor::api::testing
