#include <utility>

#include "api/http/connection.hpp"
#include "api/http/peer.hpp"
#include "api/http/refusal.hpp"

/// The part of a connection that receives a body for its sink.
namespace lapor::api::http {

Result<BodyPlan, Refusal> Connection::plan_body(Request& head) {
  head.peer = peer_of(head, address_, parts_.trusted_proxies);
  if (!parts_.plan_body) return BodyPlan{};
  try {
    auto plan = parts_.plan_body(head);
    if (plan.sink) upload_.open(plan.sink, parts_.now());
    return plan;
  } catch (...) {
    return fail(internal_error());
  }
}

/// False: the sink has thrown, and the request is refused.
bool Connection::pass_on(std::string_view piece) {
  try {
    upload_.take(piece, parts_.now(), parts_.outbox, number_);
    return true;
  } catch (...) {
    refuse(internal_error());
    return false;
  }
}

/// The body will never be whole.
void Connection::drop_upload() {
  upload_.end(false);
}

}  // namespace lapor::api::http
