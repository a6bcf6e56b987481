#include "actors/history_reader.hpp"

#include "actors/history.hpp"
#include "actors/stop_on_exception.hpp"

namespace lapor::actors {
namespace {

/// Which report the record at `position` belongs to.
Result<Stream, std::string> stream_at(const storage::Journal& journal, Position position) {
  const auto records = journal.read(position, 1);
  if (!records) return fail(records.error().what);
  if (records->empty() || records->front().position != position) return fail(std::string{"the journal lost a record"});
  const auto record = decode_facts(records->front().bytes);
  if (!record) return fail(record.error().what);
  return record->stream;
}

}  // namespace

HistoryReader::HistoryReader(caf::actor_config& config, Services* services)
    : event_based_actor(config), services_(services) {
  services_->counters.actor_begins();
  stop_on_exception(*this, "history reader");
}

caf::behavior HistoryReader::make_behavior() {
  return {
      [this](const ReadDossier& wish) {
        begin({wish, stream_of(wish.task->report)});
      },
      [this](const Recall& wish) { begin(wish); },
      [this](const HistoryRead& read) { finish(read); },
  };
}

void HistoryReader::on_exit() {
  pending_.clear();
  services_->counters.actor_ends();
}

void HistoryReader::begin(const Recall& recall) {
  const auto stream = stream_at(services_->journal, recall.position);
  if (!stream) return recall.task->completion.tell(Unavailable{stream.error(), true});
  begin({recall, *stream});
}

void HistoryReader::begin(Reading reading) {
  const std::uint64_t ticket = ++last_ticket_;
  const Stream stream = reading.stream;
  pending_.emplace(ticket, std::move(reading));
  services_->journal.load(
      stream, storage::HistoryUse::whole,
      [gate = services_->gate, self = caf::actor_cast<caf::actor>(this), ticket](HistoryResult result) {
        gate->post(self, HistoryRead{ticket, std::make_shared<HistoryResult>(std::move(result))});
      });
}

void HistoryReader::finish(const HistoryRead& read) {
  const auto found = pending_.extract(read.ticket);
  if (found.empty()) return;
  const Reading& reading = found.mapped();
  std::visit([&](const auto& wish) { answer(wish, reading.stream, *read.result); }, reading.wish);
}

void HistoryReader::answer(const ReadDossier& wish, Stream stream, const HistoryResult& history) {
  auto& completion = wish.task->completion;
  if (!history) return completion.tell(Unavailable{history.error().what, false});
  if (history->records.empty()) return completion.tell(NotFound{});
  auto past = open_past(*history, stream, services_->vault, Keep::records);
  if (!past) return completion.tell(Unavailable{past.error().what, false});
  completion.tell(std::make_shared<const Dossier>(Dossier{std::move(past->state), std::move(past->records)}));
}

void HistoryReader::answer(const Recall& wish, Stream stream, const HistoryResult& history) {
  auto& completion = wish.task->completion;
  if (!history) return completion.tell(Unavailable{history.error().what, true});
  auto past = open_past(*history, stream, services_->vault, Keep::state, wish.position);
  if (!past) return completion.tell(Unavailable{past.error().what, true});
  completion.tell(Standing{std::move(past->state), wish.position});
}

void answer_repeated(const Services& services, const TaskPtr& task, const storage::RequestSeen& seen) {
  if (!seen.same_request) return task->completion.tell(RequestKeyReused{});
  caf::anon_send(services.reader_for(number(seen.position)), Recall{task, seen.position});
}

}  // namespace lapor::actors
