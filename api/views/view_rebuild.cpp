#include "api/views/view_rebuild.hpp"

#include <utility>

namespace lapor::api {
namespace {

using Text = std::string;

constexpr std::size_t records_at_once = 4'096;

constexpr std::chrono::milliseconds look_for_stop_every{200};

bool is_under_way(const RebuildStatus& status) {
  return status.phase == RebuildPhase::folding || status.phase == RebuildPhase::indexing;
}

}  // namespace

Result<void, Text> fold_whole_journal(ReportsView& view, const storage::Journal& journal, const RebuildSteps& steps) {
  while (steps.keep_on()) {
    const auto records = journal.read(next(view.gathered()), records_at_once);
    if (!records) return fail(records.error().what);
    const auto folded = records->empty() ? view.fold({}) : view.gather(*records);
    if (!folded) return fail(folded.error().what);
    steps.tell({RebuildPhase::folding, number(view.gathered()), number(journal.last_position()), ""});
    if (records->empty()) break;
  }
  const std::uint64_t texts = view.unindexed();
  while (view.unindexed() > 0 && steps.keep_on()) {
    if (const auto done = view.do_deferred(); !done) return fail(done.error().what);
    steps.tell({RebuildPhase::indexing, texts - std::min(texts, view.unindexed()), texts, ""});
  }
  return {};
}

ViewRebuild::ViewRebuild(Parts parts) : parts_(std::move(parts)) {}

ViewRebuild::~ViewRebuild() {
  stop();
}

void ViewRebuild::start() {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_ || is_under_way(status_)) return;
    status_ = {RebuildPhase::folding, 0, number(parts_.journal.last_position()), ""};
  }
  thread_.post([this] { run(); });
}

RebuildStatus ViewRebuild::status() const {
  const std::lock_guard lock{mutex_};
  return status_;
}

void ViewRebuild::stop() {
  stopping_ = true;
  thread_.stop();
}

void ViewRebuild::tell(RebuildStatus status) {
  {
    const std::lock_guard lock{mutex_};
    status_ = status;
  }
  if (parts_.on_step) parts_.on_step(status);
}

void ViewRebuild::run() {
  tell(status());
  Result<void, Text> made;
  try {
    made = make_and_replace();
  } catch (const std::exception& error) {
    made = fail(Text("unexpected: ") + error.what());
  }
  const auto removed = parts_.site.remove_others();
  if (made && !removed) made = removed;
  const std::uint64_t records = number(parts_.view.checkpoint());
  tell(made ? RebuildStatus{RebuildPhase::done, records, records, ""}
            : RebuildStatus{RebuildPhase::failed, 0, records, made.error()});
}

/// While the new one is filled the journal grows: it is filled again until little is missing.
Result<void, Text> ViewRebuild::make_and_replace() {
  auto store = parts_.site.open();
  if (!store) return fail(store.error());
  ReportsView made(std::move(*store), parts_.journal, parts_.vault, parts_.rulebooks);
  if (const auto loaded = made.load(); !loaded) return fail(loaded.error().what);
  for (;;) {
    if (auto filled = make(made); !filled) return filled;
    if (parts_.has_stopped()) return choose_for_the_next_start();
    const auto replaced = replace_by(made);
    if (!replaced) return fail(replaced.error());
    if (*replaced) return parts_.site.choose();
  }
}

Result<void, Text> ViewRebuild::make(ReportsView& made) {
  const auto filled = fold_whole_journal(
      made, parts_.journal, {[this](const RebuildStatus& status) { tell(status); }, [this] { return !stopping_; }});
  if (!filled) return filled;
  if (stopping_) return fail(Text("The server stops; begin again when it runs."));
  if (const auto durable = made.make_durable(); !durable) return fail(durable.error().what);
  return {};
}

/// A view that has stopped at a record that it cannot read, or for want of a disk, takes over nothing.
Result<void, Text> ViewRebuild::choose_for_the_next_start() {
  if (auto chosen = parts_.site.choose(); !chosen) return chosen;
  return fail(Text("The old view has stopped and cannot go over to the new one; start the server again to use it."));
}

/// False: it lacks too much by now.
Result<bool, Text> ViewRebuild::replace_by(ReportsView& made) {
  auto taken = parts_.view.take_over(made);
  parts_.wake();
  while (taken.wait_for(look_for_stop_every) == std::future_status::timeout) {
    if ((stopping_ || parts_.has_stopped()) && parts_.view.give_up_take_over()) break;
    parts_.wake();
  }
  const auto ended = taken.get();
  switch (ended.end) {
    case ReportsView::TakeOver::End::done:
      parts_.site.use();
      return true;
    case ReportsView::TakeOver::End::too_far:
      return false;
    case ReportsView::TakeOver::End::failed:
      break;
  }
  if (!stopping_ && parts_.has_stopped()) return fail(choose_for_the_next_start().error());
  return fail(ended.what);
}

}  // namespace lapor::api
