#include "storage/attachments/upload_index.hpp"

#include <algorithm>

#include "storage/attachments/hex.hpp"

namespace lapor::storage {

std::string to_string(const UploadId& id) {
  return hex_of(id.bytes);
}

std::optional<UploadId> upload_id_of(std::string_view hex) {
  const auto bytes = bytes_of_hex<16>(hex);
  if (!bytes) return std::nullopt;
  return UploadId{*bytes};
}

void UploadIndex::add(const Upload& upload) {
  remove(upload.id);
  by_id_.emplace(upload.id, Entry{upload, false});
  by_content_.emplace(upload.facts.hash, upload.id);
  by_expiry_.emplace(upload.expires_at, upload.id);
  bytes_ += upload.facts.size;
}

void UploadIndex::remove(const UploadId& id) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return;
  const Upload& upload = found->second.upload;
  by_content_.erase({upload.facts.hash, id});
  by_expiry_.erase({upload.expires_at, id});
  bytes_ -= upload.facts.size;
  by_id_.erase(found);
}

void UploadIndex::withdraw(const UploadId& id, Instant until) {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return;
  Entry& entry = found->second;
  by_expiry_.erase({entry.upload.expires_at, id});
  entry.upload.expires_at = std::min(entry.upload.expires_at, until);
  entry.withdrawn = true;
  by_expiry_.emplace(entry.upload.expires_at, id);
}

const UploadIndex::Entry* UploadIndex::find(const UploadId& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second;
}

std::vector<UploadId> UploadIndex::with(const ContentHash& hash) const {
  std::vector<UploadId> ids;
  for (auto at = by_content_.lower_bound({hash, {}}); at != by_content_.end() && at->first == hash; ++at)
    ids.push_back(at->second);
  return ids;
}

std::vector<UploadId> UploadIndex::expired(Instant now) const {
  std::vector<UploadId> ids;
  for (auto at = by_expiry_.begin(); at != by_expiry_.end() && at->first <= now; ++at) ids.push_back(at->second);
  return ids;
}

std::optional<Instant> UploadIndex::next_expiry() const {
  if (by_expiry_.empty()) return std::nullopt;
  return by_expiry_.begin()->first;
}

}  // namespace lapor::storage
