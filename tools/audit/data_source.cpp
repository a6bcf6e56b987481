#include "tools/audit/data_source.hpp"

#include <algorithm>
#include <future>

#include "storage/data_folder.hpp"
#include "storage/journal_tiles.hpp"
#include "storage/proof/entry_bundle.hpp"
#include "storage/published_checkpoint.hpp"
#include "storage/rocks_journal.hpp"

namespace lapor::audit {
namespace {

using proof::Fault;
using proof::FaultKind;
using Text = std::string;
namespace fs = std::filesystem;

constexpr std::uint64_t bundles_ahead = 64;

Fault fault_from(const storage::Error& error) {
  return {error.code == storage::ErrorCode::corrupt ? FaultKind::altered : FaultKind::truncated, error.what};
}

Result<std::unique_ptr<storage::Journal>, Text> open_journal(const fs::path& data) {
  if (!storage::has_stored_data(data)) return fail(data.string() + " holds no journal; name the data folder");
  storage::RocksOptions options;
  options.path = data / "journal";
  options.read_only = true;
  auto journal = storage::RocksJournal::open(options);
  if (!journal) return fail(journal.error().what);
  return std::move(*journal);
}

}  // namespace

Result<std::unique_ptr<DataSource>, Text> DataSource::open(const fs::path& data, const fs::path& checkpoint_file) {
  const fs::path file = checkpoint_file.empty() ? storage::default_checkpoint_file(data) : checkpoint_file;
  auto published = storage::read_published(file, {});  // before the journal, so that this is not the older one
  if (!published) return fail(published.error().what);
  if (!*published)
    return fail("there is no checkpoint " + file.string() + ": name the one that was published with --checkpoint-file");
  auto journal = open_journal(data);
  if (!journal) return fail(journal.error());
  const std::uint64_t size = std::min((*published)->checkpoint.size, number((*journal)->last_position()));
  return std::unique_ptr<DataSource>(new DataSource(std::move(*journal), std::move((*published)->note), size));
}

DataSource::DataSource(std::unique_ptr<storage::Journal> journal, Text checkpoint, std::uint64_t size)
    : journal_(std::move(journal)),
      checkpoint_(std::move(checkpoint)),
      size_(size),
      tiles_(storage::tiles_of(*journal_, std::make_shared<const proof::MerkleTree>(journal_->tree()))) {}

DataSource::~DataSource() {
  journal_->stop();
}

Result<std::vector<proof::Hash>, Fault> DataSource::tile(std::uint8_t level, std::uint64_t index, std::size_t width) {
  return tiles_(level, index, width);
}

Result<void, Fault> DataSource::read_bundle(std::uint64_t index, std::size_t, Bytes& out) {
  if (index < first_bundle_ || index >= first_bundle_ + bundles_.size())
    if (auto read = read_ahead(index); !read) return read;
  const auto& bundle = bundles_[static_cast<std::size_t>(index - first_bundle_)];
  if (!bundle) return fail(bundle.error());
  out = *bundle;
  return {};
}

/// Reads as many bundles as are worth one scan. A record that is not there leaves its bundle short, one that no bundle
/// can hold spoils its own.
Result<void, Fault> DataSource::read_ahead(std::uint64_t index) {
  const std::uint64_t first = index * proof::tile_width + 1;
  const std::uint64_t last = std::min(size_, first + bundles_ahead * proof::tile_width - 1);
  first_bundle_ = index;
  bundles_.assign(static_cast<std::size_t>((last - first) / proof::tile_width + 1), Bytes{});
  const auto take = [&](Position position, BytesView record) {
    if (number(position) > last) return false;
    auto& bundle = bundles_[static_cast<std::size_t>((number(position) - first) / proof::tile_width)];
    if (const auto added = bundle ? proof::append_entry(*bundle, record) : Result<void, Fault>{}; !added)
      bundle =
          fail(Fault{added.error().kind, "position " + std::to_string(number(position)) + ": " + added.error().what});
    return number(position) < last;
  };
  const auto scanned = journal_->scan(Position{first}, take);
  if (!scanned) {
    bundles_.clear();
    return fail(fault_from(scanned.error()));
  }
  return {};
}

Result<History, Fault> DataSource::history(Stream stream) {
  auto loaded = std::make_shared<std::promise<Result<storage::StreamHistory, storage::Error>>>();
  auto promised = loaded->get_future();
  journal_->load(stream, storage::HistoryUse::whole, [loaded](auto result) { loaded->set_value(std::move(result)); });
  auto read = promised.get();
  if (!read) return fail(fault_from(read.error()));
  History history;
  for (storage::StoredRecord& stored : read->records)
    if (number(stored.position) <= size_) history.push_back({stored.position, std::move(stored.bytes)});
  return history;
}

}  // namespace lapor::audit
