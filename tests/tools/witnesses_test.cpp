#include "tools/witnesses.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <mutex>

#include "api/http/server.hpp"
#include "storage/memory_journal.hpp"
#include "storage/proof/tlog_proof.hpp"
#include "storage/proof/witness.hpp"

namespace lapor::tools {
namespace {

using namespace std::chrono_literals;
using proof::KeyType;
using proof::SignerKey;

/// A witness as C2SP tlog-witness has it, for one log: signs only what continues what it has signed before.
class WitnessServer {
 public:
  explicit WitnessServer(proof::VerifierKey log) : log_(std::move(log)) {
    api::http::ServerOptions any_port;
    any_port.port = 0;
    auto started = api::http::Server::start(
        any_port, [this](api::http::Request request, api::http::Respond respond) { respond(answer(request)); });
    BOOST_REQUIRE(started.has_value());
    server_ = std::move(*started);
  }
  ~WitnessServer() { server_->stop(1s); }

  [[nodiscard]] std::string setting() const {
    return key_.verifier().text() + "@http://127.0.0.1:" + std::to_string(server_->port()) + "/w1";
  }
  [[nodiscard]] const proof::VerifierKey& key() const { return key_.verifier(); }
  [[nodiscard]] std::uint64_t seen() const {
    const std::lock_guard lock{mutex_};
    return latest_.size;
  }
  void forge(bool forges) { forges_ = forges; }

 private:
  api::http::Response answer(const api::http::Request& request) {
    const std::lock_guard lock{mutex_};
    const auto text = [](int status, std::string body) {
      return api::http::Response{status, {}, "text/plain", std::move(body), {}};
    };
    if (request.path != "/w1/add-checkpoint") return text(404, "");
    const auto asked = proof::add_checkpoint_from(request.body);
    if (!asked) return text(400, asked.error().what);
    const auto head = proof::open_checkpoint(asked->checkpoint, std::span{&log_, 1});
    if (!head) return text(403, head.error().what);
    if (asked->old_size != latest_.size) return text(409, std::to_string(latest_.size) + "\n");
    if (latest_.size > 0 && !proof::verify_growth(latest_, *head, asked->path)) return text(422, "");
    latest_ = *head;
    const std::string signed_text = forges_ ? "another text\n" : proof::text_of(*head);
    return text(200, key_.cosign(signed_text, 1'700'000'000).text());
  }

  const proof::VerifierKey log_;
  const SignerKey key_{SignerKey::make("witness.example/w1", KeyType::cosignature)};
  mutable std::mutex mutex_;
  proof::Checkpoint latest_;
  std::atomic<bool> forges_{};
  std::unique_ptr<api::http::Server> server_;
};

/// Takes connections and never answers.
class Mute {
 public:
  Mute() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    BOOST_REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
    BOOST_REQUIRE(::listen(socket_, 8) == 0);
    ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
  }
  ~Mute() { ::close(socket_); }
  Mute(const Mute&) = delete;
  Mute& operator=(const Mute&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  int socket_;
  std::uint16_t port_{};
};

struct WitnessFixture {
  storage::MemoryJournal journal;
  storage::LogKeys keys{SignerKey::make("log.example/test")};
  WitnessServer witness{keys.front().verifier()};

  void grow(int records) {
    for (int i = 0; i < records; ++i) {
      storage::Append append;
      append.stream = {StreamKind::report, 1'000'001 + number(journal.last_position())};
      append.record = Bytes(40, std::byte(number(journal.last_position())));
      journal.append(std::move(append), [](const storage::AppendResult& result) { BOOST_REQUIRE(result.has_value()); });
    }
  }
  [[nodiscard]] storage::Publication publication() const {
    storage::Publication made;
    made.tree = std::make_shared<const proof::MerkleTree>(journal.tree());
    made.checkpoint = {"log.example/test", made.tree->size(), made.tree->root()};
    made.note = proof::sign_checkpoint(made.checkpoint, keys);
    return made;
  }
  [[nodiscard]] storage::Cosign asking(const std::string& setting) {
    auto witnesses = parse_witnesses(setting);
    BOOST_REQUIRE_MESSAGE(witnesses.has_value(), (witnesses ? "" : witnesses.error()));
    return ask_witnesses(std::move(*witnesses), journal, 2s);
  }
  [[nodiscard]] bool is_cosigned(const storage::Publication& made, const std::string& lines) const {
    const auto note = proof::parse_note(made.note + lines);
    return note && proof::verify_note(*note, std::span{&witness.key(), 1}).has_value();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(witnesses, WitnessFixture)

BOOST_AUTO_TEST_CASE(a_witness_cosigns_each_checkpoint_of_a_growing_log) {
  const auto cosign = asking(witness.setting());
  for (const int records : {1, 1, 5, 300, 0, 7}) {
    grow(records);
    const auto made = publication();
    BOOST_TEST(is_cosigned(made, cosign(made)));
    BOOST_TEST(witness.seen() == made.checkpoint.size);
  }
}

BOOST_AUTO_TEST_CASE(after_a_restart_the_witness_says_what_it_has_seen_and_gets_the_proof_from_there) {
  grow(5);
  static_cast<void>(asking(witness.setting())(publication()));
  grow(10);
  const auto made = publication();
  BOOST_TEST(is_cosigned(made, asking(witness.setting())(made)));
}

BOOST_AUTO_TEST_CASE(a_log_that_was_rolled_back_gets_no_cosignature) {
  grow(5);
  static_cast<void>(asking(witness.setting())(publication()));
  storage::MemoryJournal younger;
  storage::Publication rolled_back;
  rolled_back.tree = std::make_shared<const proof::MerkleTree>(younger.tree());
  rolled_back.checkpoint = {"log.example/test", 0, rolled_back.tree->root()};
  rolled_back.note = proof::sign_checkpoint(rolled_back.checkpoint, keys);
  auto parsed = parse_witnesses(witness.setting());
  BOOST_TEST(ask_witnesses(std::move(*parsed), younger, 2s)(rolled_back).empty());
  BOOST_TEST(witness.seen() == 5u);
}

BOOST_AUTO_TEST_CASE(a_signature_that_does_not_verify_is_not_taken) {
  witness.forge(true);
  grow(1);
  BOOST_TEST(asking(witness.setting())(publication()).empty());
}

BOOST_AUTO_TEST_CASE(a_silent_witness_leaves_the_lines_of_the_others) {
  grow(1);
  const auto nobody =
      SignerKey::make("witness.example/w2", KeyType::cosignature).verifier().text() + "@http://127.0.0.1:1";
  const auto made = publication();
  BOOST_TEST(is_cosigned(made, asking(nobody + "," + witness.setting())(made)));
}

BOOST_AUTO_TEST_CASE(a_witness_that_listens_and_says_nothing_does_not_hold_the_log_up) {
  grow(1);
  const Mute mute;
  const auto key = SignerKey::make("witness.example/w2", KeyType::cosignature).verifier().text();
  const std::string silent = key + "@http://127.0.0.1:" + std::to_string(mute.port());
  auto witnesses = parse_witnesses(silent + "," + silent + "," + silent);
  const auto begun = std::chrono::steady_clock::now();
  BOOST_TEST(ask_witnesses(std::move(*witnesses), journal, 300ms)(publication()).empty());
  BOOST_TEST((std::chrono::steady_clock::now() - begun < 3s));  // of 300 ms, on a machine that may be busy
}

BOOST_AUTO_TEST_CASE(settings_that_name_no_witness_are_refused) {
  BOOST_TEST(parse_witnesses("")->empty());
  const std::string key = witness.key().text();
  const std::string log_key = keys.front().verifier().text();
  for (const std::string& text : {key, key + "@https://w.example", std::string("x@http://127.0.0.1:1"),
                                  log_key + "@http://127.0.0.1:1", key + "@http://127.0.0.1:1,", key + "@http://"})
    BOOST_TEST(!parse_witnesses(text).has_value(), text);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::tools
