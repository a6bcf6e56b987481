#include "storage/attachments/checkpoint_file.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "storage/attachments/big_endian.hpp"
#include "storage/attachments/examine.hpp"
#include "storage/files.hpp"
#include "storage/proof/merkle.hpp"

namespace lapor::storage {

namespace {

constexpr std::byte checkpoint_form{1};
constexpr std::size_t checkpoint_bytes = 1 + 8 + 32;

Bytes value_of(const StoredRecord& last) {
  Bytes value{checkpoint_form};
  append_big_endian(value, number(last.position));
  const auto hash = proof::leaf_hash(last.bytes);
  value.insert(value.end(), hash.begin(), hash.end());
  return value;
}

Bytes content_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  const auto bytes = std::as_bytes(std::span{text});
  return {bytes.begin(), bytes.end()};
}

}  // namespace

Result<Position, Error> CheckpointFile::read(const Journal& journal) const {
  const Bytes value = content_of(file_);
  if (value.size() != checkpoint_bytes || value.front() != checkpoint_form) return Position{};
  const Position position{big_endian(BytesView{value}.subspan(1))};
  const auto record = journal.read(position, 1);
  if (!record) return fail(record.error());
  if (record->empty() || record->front().position != position) return Position{};
  return value_of(record->front()) == value ? position : Position{};
}

Result<bool, Error> fits_journal(const std::filesystem::path& mark,
                                 const std::function<Result<std::optional<Bytes>, Error>(Position)>& record_at) {
  const Bytes value = content_of(mark);
  if (value.size() != checkpoint_bytes || value.front() != checkpoint_form) return false;
  const Position position{big_endian(BytesView{value}.subspan(1))};
  auto record = record_at(position);
  if (!record) return fail(record.error());
  return *record && value_of({position, std::move(**record)}) == value;
}

Result<void, Error> CheckpointFile::write(const StoredRecord& last) const {
  return replace_file(file_, value_of(last));
}

}  // namespace lapor::storage
