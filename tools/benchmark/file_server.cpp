#include "tools/benchmark/file_server.hpp"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace lapor::benchmark {
namespace {

constexpr const char* program = "/usr/sbin/nginx";

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// One that was free a moment ago.
std::uint16_t free_port() {
  const int handle = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (bind(handle, reinterpret_cast<sockaddr*>(&address), size) != 0) give_up("no free port");
  getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
  close(handle);
  return ntohs(address.sin_port);
}

bool answers(std::uint16_t port) {
  const int handle = socket(AF_INET, SOCK_STREAM, 0);
  const sockaddr_in address = loopback(port);
  const bool connected = connect(handle, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  close(handle);
  return connected;
}

/// One worker a processor, as it comes; no log, and connections that stay.
std::string settings(const std::string& folder, std::uint16_t port) {
  return "daemon off; worker_processes auto; pid " + folder + "/pid; error_log " + folder +
         "/errors crit;\n"
         "events { worker_connections 4096; }\n"
         "http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; open_file_cache max=100;\n"
         "  types { application/json json; }\n"
         "  client_body_temp_path " +
         folder + "/b; proxy_temp_path " + folder + "/p; fastcgi_temp_path " + folder + "/f; uwsgi_temp_path " +
         folder + "/u; scgi_temp_path " + folder + "/s;\n  server { listen 127.0.0.1:" + std::to_string(port) +
         "; root " + folder + "/root; } }\n";
}

}  // namespace

std::unique_ptr<FileServer> FileServer::start(const std::string& content) {
  if (access(program, X_OK) != 0) return nullptr;
  return std::unique_ptr<FileServer>(new FileServer(content, free_port()));
}

FileServer::FileServer(const std::string& content, std::uint16_t port) : port_(port) {
  const auto& folder = folder_.path();
  std::filesystem::permissions(folder, std::filesystem::perms::others_exec, std::filesystem::perm_options::add);
  std::filesystem::create_directory(folder / "root");
  std::ofstream(folder / "root" / "page.json") << content;
  std::ofstream(folder / "conf") << settings(folder.string(), port);
  const std::string conf = folder / "conf";
  process_ = fork();
  if (process_ == 0) {
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    execl(program, program, "-c", conf.c_str(), static_cast<char*>(nullptr));
    _exit(127);
  }
  for (int i = 0; i < 500 && !answers(port_); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
  if (!answers(port_)) give_up("nginx did not start");
}

FileServer::~FileServer() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

}  // namespace lapor::benchmark
