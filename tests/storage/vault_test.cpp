#include "storage/vault.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "storage/data_folder.hpp"
#include "tests/storage/journal_contract.hpp"

namespace lapor::storage::test {

namespace {

namespace fs = std::filesystem;

void write_file(const fs::path& file, const std::string& text,
                fs::perms mode = fs::perms::owner_read | fs::perms::owner_write) {
  std::ofstream{file} << text;
  fs::permissions(file, mode);
}

bool refused(const Result<Vault, Error>& opened, std::string_view because) {
  return !opened && opened.error().code == ErrorCode::wrong_key &&
         opened.error().what.find(because) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(vault)

BOOST_AUTO_TEST_CASE(sealed_text_opens_under_its_key_and_context) {
  const auto key = test_vault().new_data_key();
  const auto plain = bytes_of_text("Jalan rusak di depan sekolah");
  const auto context = bytes_of_text("report/1000001 1");
  const auto sealed = seal_with(key)(plain, context);
  BOOST_TEST(sealed.size() == plain.size() + 1 + 24 + 16);
  BOOST_TEST((sealed[0] == std::byte{1}));
  BOOST_TEST((open_with(key)(sealed, context).value() == plain));
}

BOOST_AUTO_TEST_CASE(sealing_twice_gives_different_bytes) {
  const auto seal = seal_with(test_vault().new_data_key());
  BOOST_TEST((seal(bytes_of_text("same"), {}) != seal(bytes_of_text("same"), {})));
}

BOOST_AUTO_TEST_CASE(empty_text_can_be_sealed) {
  const auto key = test_vault().new_data_key();
  BOOST_TEST(open_with(key)(seal_with(key)({}, {}), {}).value().value().empty());
}

BOOST_AUTO_TEST_CASE(any_changed_byte_fails_to_open) {
  const auto key = test_vault().new_data_key();
  const auto sealed = seal_with(key)(bytes_of_text("text"), {});
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] ^= std::byte{1};
    BOOST_TEST(!open_with(key)(changed, {}).has_value());
  }
  for (std::size_t size = 0; size < sealed.size(); ++size) {
    BOOST_TEST(!open_with(key)(BytesView{sealed}.first(size), {}).has_value());
  }
}

BOOST_AUTO_TEST_CASE(another_key_or_context_fails_to_open) {
  const auto key = test_vault().new_data_key();
  const auto sealed = seal_with(key)(bytes_of_text("text"), bytes_of_text("here"));
  BOOST_TEST(!open_with(test_vault().new_data_key())(sealed, bytes_of_text("here")).has_value());
  BOOST_TEST(!open_with(key)(sealed, bytes_of_text("there")).has_value());
}

BOOST_AUTO_TEST_CASE(without_a_key_everything_opens_as_erased) {
  const auto sealed = seal_with(test_vault().new_data_key())(bytes_of_text("text"), {});
  const auto opened = open_with(std::nullopt)(sealed, {});
  BOOST_TEST_REQUIRE(opened.has_value());
  BOOST_TEST(!opened->has_value());
}

BOOST_AUTO_TEST_CASE(a_key_wrapped_for_a_purpose_unwraps_for_that_one_and_its_name_only) {
  const auto vault = test_vault();
  const auto key = vault.new_data_key();
  const auto name = bytes_of_text("one");
  const auto wrapped = vault.wrap(key, "upload", name);
  BOOST_TEST(wrapped.size() == wrapped_key_bytes);
  BOOST_TEST((vault.unwrap(wrapped, "upload", name).value().bytes() == key.bytes()));
  BOOST_TEST((vault.unwrap(wrapped, "upload", bytes_of_text("two")).error().code == ErrorCode::wrong_key));
  BOOST_TEST((vault.unwrap(wrapped, "export", name).error().code == ErrorCode::wrong_key));
  BOOST_TEST((vault.unwrap(wrapped, report(1'000'001)).error().code == ErrorCode::wrong_key));
  BOOST_TEST((test_vault(8).unwrap(wrapped, "upload", name).error().code == ErrorCode::wrong_key));
}

BOOST_AUTO_TEST_CASE(a_derived_key_is_the_same_again_and_another_for_everything_else) {
  const auto key = test_vault().new_data_key();
  const auto derived = derive_key(key, "attachment", "a").bytes();
  BOOST_TEST((derive_key(key, "attachment", "a").bytes() == derived));
  BOOST_TEST((derive_key(key, "attachment", "b").bytes() != derived));
  BOOST_TEST((derive_key(key, "attachmenta", "").bytes() != derived));
  BOOST_TEST((derive_key(test_vault().new_data_key(), "attachment", "a").bytes() != derived));
}

BOOST_AUTO_TEST_CASE(a_wrapped_key_unwraps_under_its_master_and_stream_only) {
  const auto vault = test_vault();
  const auto key = vault.new_data_key();
  const auto wrapped = vault.wrap(key, report(1'000'001));
  BOOST_TEST((vault.unwrap(wrapped, report(1'000'001)).value().bytes() == key.bytes()));
  BOOST_TEST((vault.unwrap(wrapped, report(1'000'002)).error().code == ErrorCode::wrong_key));
  BOOST_TEST((vault.unwrap(wrapped, {StreamKind::person, 1'000'001}).error().code == ErrorCode::wrong_key));
  BOOST_TEST((test_vault(8).unwrap(wrapped, report(1'000'001)).error().code == ErrorCode::wrong_key));
}

BOOST_AUTO_TEST_CASE(keyed_hashes_keep_key_purpose_and_data_apart) {
  const auto vault = test_vault();
  BOOST_TEST((vault.keyed_hash("receipt", "1") == test_vault().keyed_hash("receipt", "1")));
  BOOST_TEST((vault.keyed_hash("receipt", "1") != vault.keyed_hash("receipt", "2")));
  BOOST_TEST((vault.keyed_hash("receipt", "1") != vault.keyed_hash("receip", "t1")));
  BOOST_TEST((vault.keyed_hash("receipt", "1") != test_vault(8).keyed_hash("receipt", "1")));
}

BOOST_AUTO_TEST_CASE(a_created_key_file_is_private_and_opens_again) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "deep" / "master-key";
  const auto created = Vault::create(file);
  BOOST_TEST_REQUIRE(created.has_value());
  struct stat status {};
  BOOST_TEST(::stat(file.c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777) == 0600);
  BOOST_TEST(status.st_size == 65);
  BOOST_TEST((Vault::open(file).value().keyed_hash("p", "d") == created->keyed_hash("p", "d")));
  BOOST_TEST((Vault::create(folder.path() / "other").value().keyed_hash("p", "d") != created->keyed_hash("p", "d")));
}

BOOST_AUTO_TEST_CASE(a_key_file_is_never_overwritten) {
  const TemporaryFolder folder;
  const auto first = Vault::create(folder.path() / "key");
  BOOST_TEST(refused(Vault::create(folder.path() / "key"), "exists already"));
  BOOST_TEST((Vault::open(folder.path() / "key").value().keyed_hash("p", "d") == first->keyed_hash("p", "d")));
}

BOOST_AUTO_TEST_CASE(a_key_file_that_is_not_right_is_refused_with_the_reason) {
  const TemporaryFolder folder;
  const auto file = folder.path() / "key";
  BOOST_TEST(refused(Vault::open(file), "missing"));
  BOOST_TEST(refused(Vault::open(folder.path()), "not a regular file"));
  write_file(file, std::string(63, 'a') + "\n");
  BOOST_TEST(refused(Vault::open(file), "length"));
  write_file(file, std::string(64, 'a') + "\nx");
  BOOST_TEST(refused(Vault::open(file), "length"));
  write_file(file, "");
  BOOST_TEST(refused(Vault::open(file), "length"));
  write_file(file, std::string(63, 'a') + "g\n");
  BOOST_TEST(refused(Vault::open(file), "hexadecimal"));
  write_file(file, std::string(64, 'a') + "\n", fs::perms{0640});
  BOOST_TEST(refused(Vault::open(file), "chmod 600"));
  write_file(file, std::string(64, 'a') + "\n");
  BOOST_TEST(Vault::open(file).has_value());
}

BOOST_AUTO_TEST_CASE(the_first_start_makes_a_key_and_the_next_finds_it) {
  const TemporaryFolder folder;
  const auto data = folder.path() / "data";
  const auto first = open_vault_for(data, {});
  BOOST_TEST_REQUIRE(first.has_value());
  BOOST_TEST(fs::exists(folder.path() / "data.master-key"));
  BOOST_TEST((default_key_file(data / "") == folder.path() / "data.master-key"));
  BOOST_TEST((open_vault_for(data, {}).value().keyed_hash("p", "d") == first->keyed_hash("p", "d")));
}

BOOST_AUTO_TEST_CASE(old_data_never_get_a_new_key) {
  const TemporaryFolder folder;
  const auto key_file = folder.path() / "key";
  RocksOptions options;
  options.path = folder.path() / "data" / "journal";
  {
    const auto made = open_vault_for(folder.path() / "data", key_file);
    BOOST_TEST_REQUIRE(made.has_value());
    options.vault = &*made;
    BOOST_TEST_REQUIRE(RocksJournal::open(options).has_value());
  }
  fs::remove(key_file);
  BOOST_TEST(refused(open_vault_for(folder.path() / "data", key_file), "is missing"));
  BOOST_TEST(!fs::exists(key_file));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace lapor::storage::test
