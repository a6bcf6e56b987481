#include "api/identity/one_time_codes.hpp"

#include <sodium.h>

#include "api/identity/randomness.hpp"

namespace lapor::api {
namespace {

constexpr std::chrono::hours window{1};
constexpr std::chrono::minutes between_clearings{1};

}  // namespace

bool OneTimeCodes::Entry::is_too_soon(Instant now) const {
  return !issued.empty() && (now < issued.back() + least_pause || issued.size() >= most_an_hour);
}

bool OneTimeCodes::Entry::is_valid(Instant now) const {
  return code && code->wrong_tries < most_tries && now < code->expires_at;
}

std::optional<Secret> OneTimeCodes::issue(std::string_view purpose, std::string_view subject, Instant now,
                                          std::string payload, std::size_t code_digits) {
  const Digest place = key_.digest({purpose, subject});
  std::string code = random_digits(code_digits);
  const Digest hash = key_.digest({purpose, subject, code});
  const std::scoped_lock lock(mutex_);
  forget_old(now);
  if (!has_room(place, now)) return std::nullopt;
  Entry& entry = entries_[place];
  std::erase_if(entry.issued, [now](Instant at) { return at + window <= now; });
  if (entry.is_too_soon(now)) return std::nullopt;
  entry.issued.push_back(now);
  entry.code = Code{hash, std::move(payload), now + lifetime, 0};
  return Secret(std::move(code));
}

Result<std::string, CodeFlaw> OneTimeCodes::redeem(std::string_view purpose, std::string_view subject,
                                                   std::string_view code, Instant now) {
  const Digest place = key_.digest({purpose, subject});
  const Digest hash = key_.digest({purpose, subject, code});
  const std::scoped_lock lock(mutex_);
  forget_old(now);
  const auto found = entries_.find(place);
  if (found == entries_.end() || !found->second.code) return fail(CodeFlaw::not_issued);
  Entry& entry = found->second;
  if (entry.code->expires_at <= now) return fail(CodeFlaw::expired);
  if (entry.code->wrong_tries >= most_tries) return fail(CodeFlaw::used_up);
  if (sodium_memcmp(hash.data(), entry.code->hash.data(), hash.size()) != 0)
    return fail(++entry.code->wrong_tries < most_tries ? CodeFlaw::wrong : CodeFlaw::used_up);
  std::string payload = std::move(entry.code->payload);
  entry.code.reset();
  return payload;
}

/// Now and then: payloads of codes that have ended, and entries that no limit needs any more.
void OneTimeCodes::forget_old(Instant now) {
  if (now < forget_at_) return;
  forget_at_ = now + between_clearings;
  std::erase_if(entries_, [now](const auto& entry) {
    const auto& issued = entry.second.issued;
    return issued.empty() || issued.back() + window <= now;
  });
  for (auto& [place, entry] : entries_)
    if (entry.code && !entry.is_valid(now)) entry.code->payload = {};
}

/// In a full book what is remembered for the limits alone makes room.
bool OneTimeCodes::has_room(const Digest& place, Instant now) {
  if (entries_.size() < most_ || entries_.contains(place)) return true;
  std::erase_if(entries_, [now](const auto& entry) { return !entry.second.is_valid(now); });
  return entries_.size() < most_;
}

std::size_t OneTimeCodes::size() const {
  const std::scoped_lock lock(mutex_);
  return entries_.size();
}

}  // namespace lapor::api
