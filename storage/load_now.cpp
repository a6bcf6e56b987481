#include "storage/load_now.hpp"

#include <future>
#include <memory>
#include <utility>

namespace lapor::storage {

/// The promise is shared: whoever keeps it may still be in `set_value` when the waiter goes on.
Result<StreamHistory, Error> load_now(Journal& journal, Stream stream) {
  const auto loaded = std::make_shared<std::promise<Result<StreamHistory, Error>>>();
  auto history = loaded->get_future();
  journal.load(stream, HistoryUse::whole, [loaded](auto result) { loaded->set_value(std::move(result)); });
  return history.get();
}

}  // namespace lapor::storage
