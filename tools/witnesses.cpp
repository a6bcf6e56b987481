#include "tools/witnesses.hpp"

#include <spdlog/spdlog.h>

#include <memory>
#include <optional>

#include "storage/journal_tiles.hpp"
#include "storage/proof/witness.hpp"
#include "tools/http_client.hpp"

namespace lapor::tools {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int ok = 200;
constexpr int conflict = 409;
constexpr int steps_of_a_request = 2;  // connecting, and the exchange
constexpr std::size_t largest_answer = 65'536;

Result<Witness, std::string> parse_witness(std::string_view text) {
  const auto at = text.find("@http://");
  if (at == std::string_view::npos) return fail("write KEY@http://host:port, not `" + std::string(text) + "`");
  auto key = proof::VerifierKey::parse(text.substr(0, at));
  if (!key) return fail(key.error().what);
  if (key->type != proof::KeyType::cosignature)
    return fail("the key of " + key->name + " is not one for cosignatures (type 4 of C2SP signed-note)");
  const std::string_view url = text.substr(at + 1);
  const auto path = url.find('/', std::string_view{"http://"}.size());
  auto address = parse_server_url(url.substr(0, path));
  if (!address) return fail(address.error());
  std::string prefix{path == std::string_view::npos ? "" : url.substr(path)};
  if (prefix.ends_with('/')) prefix.pop_back();
  return Witness{std::move(*key), std::move(*address), std::move(prefix)};
}

/// One witness over time: its connection, and the size that it has signed last.
class WitnessLine {
 public:
  WitnessLine(Witness witness, const storage::Journal& journal, std::chrono::milliseconds timeout)
      : witness_(std::move(witness)),
        journal_(journal),
        client_(witness_.address.host, witness_.address.port, {timeout, timeout, largest_answer}) {}

  /// Its lines for this checkpoint, or why there are none by `deadline`.
  Result<std::string, std::string> ask(const storage::Publication& made, Steady::time_point deadline) {
    auto reply = post(made, deadline);
    if (reply && reply->status == conflict) {
      const auto seen = proof::size_from_conflict(reply->body);
      if (!seen) return fail("it answered 409 without a size");
      if (*seen > made.checkpoint.size)
        return fail("it has seen this log with " + std::to_string(*seen) +
                    " records, more than there are: was it rolled back?");
      seen_ = *seen;
      reply = post(made, deadline);
    }
    if (!reply) return fail(reply.error());
    if (reply->status != ok) return fail("it answered " + std::to_string(reply->status));
    const auto lines = proof::cosignatures_from(reply->body, proof::text_of(made.checkpoint), witness_.key);
    if (!lines) return fail(lines.error().what);
    seen_ = made.checkpoint.size;
    std::string text;
    for (const auto& line : *lines) text += line.text();
    return text;
  }

  [[nodiscard]] const std::string& name() const { return witness_.key.name; }

 private:
  Result<HttpReply, std::string> post(const storage::Publication& made, Steady::time_point deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Steady::now());
    if (left <= std::chrono::milliseconds{0}) return fail(std::string("there was no time left for it"));
    client_.limit(left / steps_of_a_request);
    auto path = storage::tiled_tree(journal_, made.tree).consistency(seen_, made.checkpoint.size);
    if (!path) return fail(path.error().what);
    const std::string body = proof::text_of(proof::AddCheckpoint{seen_, std::move(*path), made.note});
    return client_.request("POST", witness_.prefix + "/add-checkpoint", {{"Content-Type", "text/plain"}}, body);
  }

  const Witness witness_;
  const storage::Journal& journal_;
  HttpClient client_;
  std::uint64_t seen_{};
};

/// All witnesses; who has fallen silent is logged once, and once when it is back.
class Witnesses {
 public:
  Witnesses(std::vector<Witness> witnesses, const storage::Journal& journal, std::chrono::milliseconds timeout)
      : timeout_(timeout), is_silent_(witnesses.size()) {
    for (auto& witness : witnesses)
      lines_.push_back(std::make_unique<WitnessLine>(std::move(witness), journal, timeout));
  }

  std::string cosign(const storage::Publication& made) {
    const auto deadline = Steady::now() + timeout_;
    std::string text;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      auto answer = lines_[i]->ask(made, deadline);
      tell(i, answer);
      if (answer) text += *answer;
    }
    return text;
  }

 private:
  void tell(std::size_t i, const Result<std::string, std::string>& answer) {
    if (!answer && !is_silent_[i])
      spdlog::warn("the witness {} does not cosign: {}", lines_[i]->name(), answer.error());
    if (answer && is_silent_[i]) spdlog::info("the witness {} cosigns again", lines_[i]->name());
    is_silent_[i] = !answer;
  }

  const std::chrono::milliseconds timeout_;
  std::vector<std::unique_ptr<WitnessLine>> lines_;
  std::vector<bool> is_silent_;
};

}  // namespace

Result<std::vector<Witness>, std::string> parse_witnesses(std::string_view text) {
  std::vector<Witness> witnesses;
  while (!text.empty()) {
    const auto comma = text.find(',');
    auto witness = parse_witness(text.substr(0, comma));
    if (!witness) return fail(witness.error());
    witnesses.push_back(std::move(*witness));
    if (comma == text.size() - 1) return fail("there is nothing behind the last comma");
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return witnesses;
}

storage::Cosign ask_witnesses(std::vector<Witness> witnesses, const storage::Journal& journal,
                              std::chrono::milliseconds timeout) {
  return [all = std::make_shared<Witnesses>(std::move(witnesses), journal, timeout)](const storage::Publication& made) {
    return all->cosign(made);
  };
}

}  // namespace lapor::tools
