#include "tools/demo/life.hpp"

namespace lapor::tools::demo {

Status Life::status_at(Instant now) const {
  if (status == Status::on_hold && now >= due) return Status::archived;
  if (status == Status::in_progress && now >= due) return Status::closed;
  return status;
}

bool Life::is_public_at(Instant now) const {
  const Status at = status_at(now);
  const bool waits = at == Status::none || at == Status::awaiting_verification || at == Status::on_hold;
  return was_published && !is_confidential && !waits;
}

}  // namespace lapor::tools::demo
