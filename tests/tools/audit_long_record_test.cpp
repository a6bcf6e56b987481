#include <boost/test/unit_test.hpp>
#include <future>

#include "storage/proof/entry_bundle.hpp"
#include "storage/published_checkpoint.hpp"
#include "storage/rocks_journal.hpp"
#include "storage/vault.hpp"
#include "tests/tools/audit_log.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/data_source.hpp"
#include "tools/audit/verify/verification_text.hpp"

/// A data folder with a record that no bundle can hold.
using namespace lapor;
using namespace lapor::audit;
using namespace lapor::audit::samples;
using lapor::tests::TemporaryFolder;

namespace {

/// Writes the first `honest` records of the honest log, then one of `length` bytes, and their checkpoint.
void write_folder(const std::filesystem::path& data, std::size_t honest, std::size_t length) {
  Log log(honest_log().begin(), honest_log().begin() + static_cast<std::ptrdiff_t>(honest));
  log.emplace_back(length);
  storage::RocksOptions options;
  options.path = data / "journal";
  std::filesystem::create_directories(data);
  const auto vault = storage::Vault::create(data.string() + ".master-key");
  BOOST_TEST_REQUIRE(vault.has_value());
  options.vault = &*vault;
  auto journal = storage::RocksJournal::open(options);
  BOOST_TEST_REQUIRE(journal.has_value());
  for (std::size_t i = 0; i < log.size(); ++i) {
    std::promise<bool> appended;
    storage::Append append;
    append.stream = Stream{StreamKind::audit, i + 1};
    append.record = log[i];
    (*journal)->append(std::move(append), [&](const auto& result) { appended.set_value(result.has_value()); });
    BOOST_TEST_REQUIRE(appended.get_future().get());
  }
  (*journal)->stop();
  const auto note = signed_checkpoint(log, log.size());
  BOOST_TEST_REQUIRE(storage::write_published(storage::default_checkpoint_file(data), note).has_value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_long_record)

BOOST_AUTO_TEST_CASE(a_record_that_no_bundle_can_hold_is_objected_to_by_its_position) {
  const TemporaryFolder folder;
  write_folder(folder / "data", 5, proof::max_record_bytes + 1);
  auto source = DataSource::open(folder / "data", {});
  BOOST_TEST_REQUIRE(source.has_value());
  const auto done = verify(**source, with_key_and_rules());
  BOOST_TEST(!done.stands());
  BOOST_TEST(done.objections.by_rule().contains("malformed"), text_of(done));
  BOOST_TEST(text_of(done).find("position 6: the record has 65536 bytes") != std::string::npos, text_of(done));
}

BOOST_AUTO_TEST_SUITE_END()
