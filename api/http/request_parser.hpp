#pragma once

#include <llhttp.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "api/http/chunk_gate.hpp"
#include "api/http/head_gate.hpp"
#include "api/http/message.hpp"
#include "api/http/refusal.hpp"
#include "events/result.hpp"

namespace lapor::api::http {

/// The protocol of one connection, without I/O: bytes go in, whole requests or one refusal come out, and how the bytes
/// were cut into pieces makes no difference. HeadGate and ChunkGate judge the bytes, llhttp takes them apart,
/// judge_fields judges what they mean together. A head that comes in one piece is read where it lies. A body is
/// gathered in its request, or comes out in pieces if it goes to a sink. Lives on one thread; does not move, because
/// llhttp keeps its address.
class RequestParser {
 public:
  struct NeedMore {};
  using Outcome = std::variant<NeedMore, Request, Refusal>;
  struct Step {
    std::size_t consumed{};  // bytes taken; the rest belongs to the next request
    Outcome outcome;
    std::string_view piece{};  // bytes for the sink, which come before the outcome; valid until the next feed
  };
  /// Asked once for each valid head, before its body is looked at: who takes it, and how much. May complete the head.
  /// The parser wants to know only whether there is a sink; calling it is up to whoever feeds the parser. A refusal is
  /// the outcome of that request.
  using OnHead = std::function<Result<BodyPlan, Refusal>(Request& head)>;
  /// between: no byte of a request has come (an empty line does not count). finished: after a refusal or a request that
  /// ends the connection; whatever comes then is ignored.
  enum class Phase : std::uint8_t { between, head, body, finished };

  /// Without `on_head` all bodies are gathered.
  explicit RequestParser(const Limits& limits, OnHead on_head = {});
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Takes bytes up to the end of one request. Call again with what is left.
  [[nodiscard]] Step feed(std::string_view bytes);

  [[nodiscard]] Phase phase() const { return phase_; }
  /// Grows whenever the phase changes: tells a new head from the same head still unfinished.
  [[nodiscard]] std::uint64_t stage() const { return stage_; }

  /// The client waits for "100 Continue" before it sends the body. True until told or the body begins.
  [[nodiscard]] bool owes_continue() const { return owes_continue_; }
  void told_to_continue() { owes_continue_ = false; }

 private:
  static const llhttp_settings_t& callbacks();
  static RequestParser& self(llhttp_t* parser) { return *static_cast<RequestParser*>(parser->data); }

  std::size_t skip_empty_line(std::string_view bytes);
  Step feed_head(std::string_view bytes);
  Step feed_body(std::string_view bytes);
  Outcome read_head(std::string_view head);
  std::optional<Refusal> plan_body();
  Outcome refuse(Refusal refusal);
  Outcome complete();
  void enter(Phase phase);
  void begin();

  int take_url(std::string_view url);
  int take_field(std::string_view name);
  int take_value(std::string_view value);
  int take_headers();
  int take_chunk(std::uint64_t size);
  int take_body(std::string_view data);
  void pass_on(std::string_view data);
  int stop_with(Refusal refusal);
  bool judge_framing(const char* end);

  const Limits& limits_;
  const OnHead on_head_;
  llhttp_t llhttp_{};
  HeadGate head_gate_;
  ChunkGate chunk_gate_;
  Phase phase_{Phase::between};
  std::uint64_t stage_{0};
  std::size_t empty_line_{0};  // bytes of the one empty line that may come before a request
  std::string head_;           // a head that came in pieces
  Request request_;
  Refusal refusal_;
  bool refused_{false};
  bool complete_{false};
  bool chunked_{false};
  bool owes_continue_{false};
  bool for_sink_{false};
  std::size_t body_limit_{0};
  std::size_t body_size_{0};      // so far
  std::string_view piece_;        // of this step
  std::string joined_;            // memory of a piece that lay in several chunks
  const char* framing_{nullptr};  // where the framing of a chunked body goes on in the bytes at hand
};

}  // namespace lapor::api::http
