#include "actors/residents.hpp"

#include <utility>

namespace lapor::actors {

Residents::Found Residents::find_or_add(ReportId report) {
  const auto [place, is_new] = map_.try_emplace(report);
  return {place->second, is_new};
}

Resident* Residents::find(ReportId report) {
  const auto place = map_.find(report);
  return place == map_.end() ? nullptr : &place->second;
}

void Residents::erase(ReportId report) {
  const auto place = map_.find(report);
  if (place == map_.end()) return;
  if (place->second.phase == Resident::Phase::ready) unlink(place->second);
  map_.erase(place);
}

void Residents::set_ready(Resident& resident, Time now) {
  resident.phase = Resident::Phase::ready;
  resident.last_used = now;
  link(resident);
}

void Residents::set_leaving(Resident& resident) {
  if (resident.phase == Resident::Phase::ready) unlink(resident);
  resident.phase = Resident::Phase::leaving;
}

void Residents::touch(Resident& resident, Time now) {
  resident.last_used = now;
  if (resident.phase != Resident::Phase::ready || &resident == newest_) return;
  unlink(resident);
  link(resident);
}

void Residents::link(Resident& resident) {
  resident.older = newest_;
  resident.newer = nullptr;
  (newest_ ? newest_->newer : oldest_) = &resident;
  newest_ = &resident;
  ++ready_;
}

void Residents::unlink(Resident& resident) {
  (resident.newer ? resident.newer->older : newest_) = resident.older;
  (resident.older ? resident.older->newer : oldest_) = resident.newer;
  resident.newer = resident.older = nullptr;
  --ready_;
}

}  // namespace lapor::actors
