#include <boost/test/unit_test.hpp>
#include <map>

#include "tests/tools/audit_log.hpp"
#include "tests/tools/program.hpp"
#include "tools/audit/verify/export_reader.hpp"
#include "tools/audit/verify/verification_text.hpp"

/// Sources that do not give the same answer twice: nothing that was folded may differ from what was verified.
using namespace lapor;
using namespace lapor::audit;
using namespace lapor::audit::samples;
using lapor::tests::TemporaryFolder;

namespace {

/// Which of the two logs answers: by how often the same thing was asked before, and by how many reads there were.
using IsForged = std::function<bool(std::uint64_t asked_before, std::uint64_t reads_before)>;

/// Shows the honest checkpoint and has two logs below it.
class TwoFaced : public LogSource {
 public:
  TwoFaced(ExportReader& honest, ExportReader& forged, IsForged is_forged)
      : honest_(honest), forged_(forged), is_forged_(std::move(is_forged)) {}

  [[nodiscard]] const std::string& checkpoint() const override { return honest_.checkpoint(); }
  [[nodiscard]] std::uint64_t size() const override { return honest_.size(); }
  [[nodiscard]] Span records() const override { return honest_.records(); }
  [[nodiscard]] Result<void, proof::Fault> read_bundle(std::uint64_t index, std::size_t width, Bytes& out) override {
    Bytes honest;
    if (auto read = honest_.read_bundle(index, width, honest); !read) return read;
    auto read = next({std::nullopt, index, width}).read_bundle(index, width, out);
    gave_forged_records_ = gave_forged_records_ || out != honest;
    return read;
  }
  [[nodiscard]] Result<std::vector<proof::Hash>, proof::Fault> tile(std::uint8_t level, std::uint64_t index,
                                                                    std::size_t width) override {
    return next({level, index, width}).tile(level, index, width);
  }

  [[nodiscard]] std::uint64_t reads() const { return reads_; }
  [[nodiscard]] bool gave_forged_records() const { return gave_forged_records_; }

 private:
  ExportReader& next(const proof::TileId& id) {
    return is_forged_(asked_[proof::path_of(id)]++, reads_++) ? forged_ : honest_;
  }

  ExportReader& honest_;
  ExportReader& forged_;
  IsForged is_forged_;
  std::map<std::string, std::uint64_t> asked_;
  std::uint64_t reads_{};
  bool gave_forged_records_{};
};

/// The honest log, and one in which two records of different reports have changed places.
struct Faces {
  TemporaryFolder folder;
  ExportReader honest = exported("honest", honest_log());
  ExportReader forged = exported("forged", swapped());

  ExportReader exported(const std::string& name, const Log& log) const {
    export_to(folder / name, log);
    auto reader = ExportReader::open(folder / name);
    BOOST_TEST_REQUIRE(reader.has_value());
    return std::move(*reader);
  }
  static Log swapped() {
    Log log = honest_log();
    std::swap(log[100], log[101]);
    return log;
  }
  [[nodiscard]] TwoFaced answering(IsForged is_forged) { return TwoFaced(honest, forged, std::move(is_forged)); }
};

VerifyOptions one_thread() {
  auto how = with_key_and_rules();
  how.two_threads = false;
  return how;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(audit_liar)

BOOST_AUTO_TEST_CASE(tiles_that_are_honest_only_the_first_time_do_not_vouch_for_forged_records) {
  Faces faces;
  const std::uint64_t right_edge = 2;  // tiles that give the root
  auto liar = faces.answering([](auto, std::uint64_t reads_before) { return reads_before >= right_edge; });
  const auto done = verify(liar, one_thread());
  BOOST_TEST(liar.gave_forged_records());
  BOOST_TEST(!done.stands(), text_of(done));
}

BOOST_AUTO_TEST_CASE(records_that_are_honest_only_the_second_time_are_objected_to) {
  Faces faces;
  auto liar = faces.answering([](std::uint64_t asked_before, auto) { return asked_before == 0; });
  const auto done = verify(liar, one_thread());
  BOOST_TEST(liar.gave_forged_records());
  BOOST_TEST(!done.stands(), text_of(done));
}

BOOST_AUTO_TEST_CASE(a_source_that_turns_at_any_read_never_gets_forged_records_verified) {
  Faces faces;
  auto honest = faces.answering([](auto, auto) { return false; });
  BOOST_TEST(verify(honest, one_thread()).stands());
  for (const bool begins_forged : {false, true}) {
    for (std::uint64_t turn = 0; turn <= 3 * honest.reads(); ++turn) {
      auto liar = faces.answering([=](auto, std::uint64_t reads) { return (reads < turn) == begins_forged; });
      const auto done = verify(liar, one_thread());
      BOOST_TEST((!done.stands() || !liar.gave_forged_records()), "turns at read " << turn << ": " << text_of(done));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_source_that_lies_in_any_single_read_never_gets_forged_records_verified) {
  Faces faces;
  auto honest = faces.answering([](auto, auto) { return false; });
  BOOST_TEST(verify(honest, one_thread()).stands());
  for (std::uint64_t lie = 0; lie < honest.reads(); ++lie) {
    auto liar = faces.answering([=](auto, std::uint64_t reads) { return reads == lie; });
    const auto done = verify(liar, one_thread());
    BOOST_TEST((!done.stands() || !liar.gave_forged_records()), "lies in read " << lie << ": " << text_of(done));
  }
}

BOOST_AUTO_TEST_SUITE_END()
