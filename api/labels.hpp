#pragma once

#include <string_view>

#include "events/vocabulary.hpp"

namespace lapor::api {

/// The public Indonesian label of a state (DOMAIN.md, The life of a report).
[[nodiscard]] constexpr std::string_view label_of(Status status) {
  switch (status) {
    case Status::none:
      return "";
    case Status::awaiting_verification:
      return "Belum Terverifikasi";
    case Status::on_hold:
      return "Tertunda";
    case Status::awaiting_follow_up:
      return "Belum Ditindaklanjuti";
    case Status::awaiting_reassignment:
      return "Perlu Disposisi Ulang";
    case Status::in_progress:
      return "Sedang Diproses";
    case Status::replied:
      return "Ditanggapi";
    case Status::closed:
      return "Selesai";
    case Status::archived:
      return "Diarsipkan";
    case Status::merged:
      return "Digabung";
  }
  return "";
}

}  // namespace lapor::api
