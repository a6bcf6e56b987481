#pragma once

#include <caf/event_based_actor.hpp>
#include <cstdint>
#include <unordered_map>
#include <variant>

#include "actors/messages.hpp"
#include "actors/services.hpp"

namespace lapor::actors {

/// Reads whole histories for those who only look: dossiers, and repeated requests that are answered from the record
/// they made. No report actor is needed for either. Decoding happens here, on a worker; the journal's threads only
/// carry bytes.
class HistoryReader final : public caf::event_based_actor {
 public:
  HistoryReader(caf::actor_config& config, Services* services);

  caf::behavior make_behavior() override;
  void on_exit() override;

 private:
  struct Reading {
    std::variant<ReadDossier, Recall> wish;
    Stream stream;
  };

  void begin(const Recall& recall);
  void begin(Reading reading);
  void finish(const HistoryRead& read);
  void answer(const ReadDossier& wish, Stream stream, const HistoryResult& history);
  void answer(const Recall& wish, Stream stream, const HistoryResult& history);

  Services* services_;
  std::uint64_t last_ticket_{};
  std::unordered_map<std::uint64_t, Reading> pending_;  // held here, so that they are answered when the reader goes
};

/// Answers a request whose key the journal knows: from its record, or `RequestKeyReused` when it asked for something
/// else.
void answer_repeated(const Services& services, const TaskPtr& task, const storage::RequestSeen& seen);

}  // namespace lapor::actors
