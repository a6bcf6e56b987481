#include "api/audit/portioned_body.hpp"

#include <exception>
#include <utility>

namespace lapor::api {

PortionedBody::PortionedBody(storage::JobPool& pool, std::unique_ptr<Portions> portions,
                             std::function<void(const std::string&)> on_error)
    : pool_(pool), portions_(std::move(portions)), on_error_(std::move(on_error)) {}

/// What the pool does not take is cut off.
void PortionedBody::pull(http::GiveChunk give) {
  static_cast<void>(pool_.post([self = shared_from_this(), give = std::move(give)] { self->make_next(give); }));
}

void PortionedBody::make_next(const http::GiveChunk& give) try {
  auto portion = portions_->next();
  portion ? give(std::move(*portion)) : on_error_(portion.error().what);
} catch (const std::exception& error) {
  on_error_(error.what());
}

}  // namespace lapor::api
