#include "api/attachments/upload_sink.hpp"

#include <boost/test/unit_test.hpp>
#include <future>

#include "tests/storage/attachments/files_on_disk.hpp"
#include "tests/storage/journal_contract.hpp"

using namespace lapor;
using namespace lapor::api;
using storage::test::some_content;

namespace {

/// A pool of one thread that works only while it is let.
struct HeldPool {
  storage::JobPool pool{1, 8};
  std::promise<void> gate;
  HeldPool() {
    std::promise<void> begun;
    pool.post([&begun, opened = gate.get_future().share()] {
      begun.set_value();
      opened.wait();
    });
    begun.get_future().wait();
  }
  void open() { gate.set_value(); }
};

struct SinkFixture {
  storage::test::TemporaryFolder folder;
  storage::Vault vault = storage::test::test_vault();
  std::unique_ptr<storage::Uploads> uploads = storage::Uploads::open(folder.path(), vault).value();
  std::atomic<std::uint64_t> under_way{};

  std::shared_ptr<UploadSink> sink(storage::JobPool& pool, std::optional<storage::Error> refusal = std::nullopt) {
    return std::make_shared<UploadSink>(*uploads, pool, under_way, std::move(refusal));
  }

  static std::future<UploadSink::Sealed> sealed(UploadSink& sink) {
    const auto promise = std::make_shared<std::promise<UploadSink::Sealed>>();
    auto future = promise->get_future();
    sink.when_sealed([promise](UploadSink::Sealed part) { promise->set_value(std::move(part)); });
    return future;
  }
  static Bytes content_of(const UploadSink::Sealed& sealed) {
    return storage::test::read_whole(*sealed.value()->read().value()).value();
  }
  static std::string_view text_of(BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(upload_sink, SinkFixture)

BOOST_AUTO_TEST_CASE(what_is_taken_is_sealed_in_order) {
  storage::JobPool pool{2, 8};
  const auto body = sink(pool);
  const Bytes content = some_content(200'000);
  for (BytesView left = content; !left.empty(); left = left.subspan(std::min<std::size_t>(left.size(), 777)))
    static_cast<void>(body->take(text_of(left.first(std::min<std::size_t>(left.size(), 777))), [] {}));
  body->end(true);
  BOOST_TEST((content_of(sealed(*body).get()) == content));
}

BOOST_AUTO_TEST_CASE(a_full_one_takes_what_it_is_given_and_tells_once_when_there_is_room) {
  HeldPool held;
  const auto body = sink(held.pool);
  const Bytes half = some_content(UploadSink::room_bytes / 2);
  std::atomic<int> told{0};
  const auto drained = [&] { ++told; };
  BOOST_TEST(body->take(text_of(half), drained));
  BOOST_TEST(!body->take(text_of(half), drained));
  BOOST_TEST(told == 0);
  body->end(true);
  auto done = sealed(*body);
  held.open();
  BOOST_TEST(content_of(done.get()).size() == UploadSink::room_bytes);
  BOOST_TEST(told == 1);
}

BOOST_AUTO_TEST_CASE(a_body_without_a_byte_is_an_empty_part) {
  storage::JobPool pool{1, 8};
  const auto body = sink(pool);
  body->end(true);
  BOOST_TEST(content_of(sealed(*body).get()).empty());
}

BOOST_AUTO_TEST_CASE(a_body_cut_off_leaves_nothing) {
  HeldPool held;
  auto body = sink(held.pool);
  static_cast<void>(body->take(text_of(some_content(1'000)), [] {}));
  body->end(false);
  body.reset();
  held.open();
  held.pool.stop();
  BOOST_TEST(storage::test::names_in(folder.path()).empty());
  BOOST_TEST(under_way == 0U);
}

BOOST_AUTO_TEST_CASE(a_pool_that_is_full_fails_the_upload_and_not_the_connection) {
  HeldPool held;
  for (int i = 0; i < 8; ++i) held.pool.post([] {});
  const auto body = sink(held.pool);
  const Bytes large = some_content(UploadSink::room_bytes);
  bool told = false;
  const bool has_room = body->take(text_of(large), [&] { told = true; });
  BOOST_TEST((has_room || told));
  body->end(true);
  BOOST_TEST((sealed(*body).get().error().code == storage::ErrorCode::overloaded));
  held.open();
  BOOST_TEST(storage::test::names_in(folder.path()).empty());
}

BOOST_AUTO_TEST_CASE(a_refused_one_reads_everything_and_keeps_nothing) {
  storage::JobPool pool{1, 8};
  const auto body = sink(pool, storage::Error{storage::ErrorCode::disk_full, "full"});
  const Bytes large = some_content(2 * UploadSink::room_bytes);
  BOOST_TEST(body->take(text_of(large), [] {}));
  body->end(true);
  BOOST_TEST((sealed(*body).get().error().code == storage::ErrorCode::disk_full));
  BOOST_TEST(storage::test::names_in(folder.path()).empty());
}

BOOST_AUTO_TEST_CASE(a_disk_that_cannot_be_written_fails_the_upload) {
  std::filesystem::remove_all(folder.path());
  storage::JobPool pool{1, 8};
  const auto body = sink(pool);
  static_cast<void>(body->take(text_of(some_content(10)), [] {}));
  body->end(true);
  BOOST_TEST((sealed(*body).get().error().code == storage::ErrorCode::unavailable));
}

BOOST_AUTO_TEST_SUITE_END()
