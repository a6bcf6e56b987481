#include "api/views/row_store.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "api/in_parallel.hpp"
#include "storage/keys.hpp"
#include "storage/proof/merkle.hpp"

namespace lapor::api {
namespace {

using storage::Error;
using storage::ErrorCode;
using storage::ViewChange;

/// Raised with every change of what a row or the checkpoint means: then everything is folded anew.
constexpr char row_form = 5;

constexpr std::string_view checkpoint_key = "checkpoint";
constexpr std::string_view row_prefix = "r";
constexpr std::string_view erased_prefix = "e";
constexpr std::size_t scan_rows = 4'096;

/// Deleting the folder of the views makes the next start fold them anew.
constexpr const char* damaged_row =
    "A row of the view reports is damaged. Stop the server, delete views/ in the data folder, start it again.";

std::string big_endian(std::uint64_t value) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift));
  return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::string key_of(std::string_view prefix, ReportId report) {
  return std::string(prefix) + big_endian(number(report));
}

BytesView bytes_of(std::string_view text) {
  return std::as_bytes(std::span{text});
}

std::string text_of(BytesView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

storage::Key views_key(const storage::Vault& vault) {
  const auto hash = vault.keyed_hash("views", "");
  std::array<unsigned char, 32> bytes{};
  std::ranges::transform(hash, bytes.begin(), [](std::byte byte) { return static_cast<unsigned char>(byte); });
  return storage::Key{bytes};
}

/// Form, position, and the hash of the record there: another journal, or one restored from before, does not fit it.
std::string checkpoint_value(const storage::StoredRecord& last) {
  return std::string(1, row_form) + big_endian(number(last.position)) + text_of(proof::leaf_hash(last.bytes));
}

}  // namespace

RowStore::RowStore(std::shared_ptr<storage::Views> views, const storage::Vault& vault)
    : views_(std::move(views)),
      seal_(storage::seal_with(views_key(vault))),
      open_(storage::open_with(views_key(vault))) {}

Result<std::optional<ReportRow>, Error> RowStore::get(ReportId report) const {
  const std::string key = key_of(row_prefix, report);
  const auto sealed = views_->get(key);
  if (!sealed) return fail(sealed.error());
  if (!*sealed) return std::nullopt;
  auto row = opened(key, **sealed);
  if (!row) return fail(row.error());
  return std::move(*row);
}

Result<ReportRow, Error> RowStore::opened(std::string_view key, std::string_view sealed) const {
  const auto plain = open_(bytes_of(sealed), bytes_of(key));
  if (!plain || !*plain) return fail(Error{ErrorCode::corrupt, damaged_row});
  auto row = decode_row(**plain);
  if (!row) return fail(Error{ErrorCode::corrupt, damaged_row});
  return std::move(*row);
}

Result<void, Error> RowStore::for_each_page(const std::function<void(const Rows&)>& use) const {
  std::string last;
  for (;;) {
    const auto page = views_->scan(row_prefix, last, scan_rows);
    if (!page) return fail(page.error());
    const auto rows = opened(*page);
    if (!rows) return fail(rows.error());
    use(*rows);
    if (page->size() < scan_rows) return {};
    last = page->back().key;
  }
}

/// On two threads: a start opens all of them.
Result<RowStore::Rows, Error> RowStore::opened(const std::vector<storage::ViewRow>& sealed) const {
  Rows rows(sealed.size());
  std::array<std::optional<Error>, 2> errors;
  const auto open_half = [&](std::size_t half) {
    for (std::size_t i = half; i < sealed.size(); i += 2) {
      auto row = opened(sealed[i].key, sealed[i].value);
      if (!row) {
        errors[half] = row.error();
        return;
      }
      rows[i] = std::move(*row);
    }
  };
  in_parallel([&] { open_half(0); }, [&] { open_half(1); });
  for (const auto& error : errors)
    if (error) return fail(*error);
  return rows;
}

Result<Position, Error> RowStore::checkpoint(const storage::Journal& journal) const {
  const auto value = views_->get(checkpoint_key);
  if (!value) return fail(value.error());
  if (!*value || (*value)->size() != 41 || (*value)->front() != row_form) return Position{};
  const Position position{from_big_endian(std::string_view{**value}.substr(1, 8))};
  const auto record = journal.read(position, 1);
  if (!record) return fail(record.error());
  if (record->empty() || record->front().position != position) return Position{};
  return checkpoint_value(record->front()) == **value ? position : Position{};
}

ViewChange RowStore::sealed(const ReportRow& row) const {
  std::string key = key_of(row_prefix, row.state.id);
  std::string value = text_of(seal_(encode_row(row), bytes_of(key)));
  return {std::move(key), std::move(value)};
}

ViewChange RowStore::folded_up_to(const storage::StoredRecord& last) {
  return {std::string(checkpoint_key), checkpoint_value(last)};
}

ViewChange RowStore::erased(ReportId report) {
  return {key_of(erased_prefix, report), ""};
}

Result<void, Error> RowStore::write(const std::vector<ViewChange>& changes) {
  return views_->write(changes);
}

Result<std::vector<ReportId>, Error> RowStore::unforgotten() const {
  std::vector<ReportId> reports;
  for (std::string last;;) {
    const auto page = views_->scan(erased_prefix, last, scan_rows);
    if (!page) return fail(page.error());
    for (const auto& [key, value] : *page)
      reports.push_back(ReportId{from_big_endian(std::string_view{key}.substr(erased_prefix.size()))});
    if (page->size() < scan_rows) return reports;
    last = page->back().key;
  }
}

Result<void, Error> RowStore::forget(const std::vector<ReportId>& reports) {
  std::vector<std::string> keys;
  std::vector<ViewChange> marks;
  for (const ReportId report : reports) {
    keys.push_back(key_of(row_prefix, report));
    marks.push_back({key_of(erased_prefix, report), std::nullopt});
  }
  if (auto forgotten = views_->forget(keys); !forgotten) return forgotten;
  return views_->write(marks);
}

}  // namespace lapor::api
