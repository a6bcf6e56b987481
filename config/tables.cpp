#include "config/tables.hpp"

#include <array>
#include <utility>

#include "config/csv.hpp"
#include "config/policy_file.hpp"

namespace lapor::config {

namespace {

template <std::size_t N>
using Fields = std::array<std::string, N>;

template <std::size_t N>
Fields<N> pick(CsvRow& row, const std::array<std::size_t, N>& places) {
  Fields<N> fields;
  for (std::size_t i = 0; i < N; ++i) fields[i] = std::move(row.fields[places[i]]);
  return fields;
}

template <class... Text>
constexpr std::array<std::string_view, sizeof...(Text)> headings(const Text&... names) {
  return {std::string_view{names}...};
}

/// Reads the files of one folder and gathers what goes wrong.
class FolderReader {
 public:
  explicit FolderReader(const std::filesystem::path& folder) : folder_{folder} {}

  /// Makes one row of type `Row` of `columns`, in their order, and of the line.
  template <class Row, std::size_t N>
  void read(std::string_view file, const std::array<std::string_view, N>& columns, std::vector<Row>& rows) {
    auto table = load_csv(folder_ / file);
    if (!table) return problems.push_back(table.error());
    const auto places = table->columns(columns);
    if (!places) return problems.push_back(places.error());
    rows.reserve(table->rows.size());
    for (auto& row : table->rows)
      rows.push_back(make<Row>(pick(row, *places), row.line, std::make_index_sequence<N>{}));
  }

  /// Whatever `load` makes of the file.
  template <class Row, class Load>
  void read_toml(std::string_view file, const Load& load, std::vector<Row>& rows) {
    auto loaded = load(folder_ / file);
    if (!loaded) return problems.push_back(loaded.error());
    rows = std::move(*loaded);
  }

  std::vector<std::string> problems;

 private:
  template <class Row, std::size_t N, std::size_t... I>
  static Row make(Fields<N>&& fields, std::size_t line, std::index_sequence<I...>) {
    return Row{std::move(fields[I])..., line};
  }

  const std::filesystem::path& folder_;
};

}  // namespace

Result<ReferenceTables, std::vector<std::string>> read_tables(const std::filesystem::path& folder) {
  ReferenceTables tables;
  FolderReader reader{folder};
  reader.read(file::provinces, headings("code", "name", "timezone", "label_lat", "label_lng", "code_2018"),
              tables.provinces);
  reader.read(file::regencies,
              headings("code", "province_code", "name", "timezone", "label_lat", "label_lng", "code_2018"),
              tables.regencies);
  reader.read(file::districts, headings("code", "regency_code", "name"), tables.districts);
  reader.read(file::institutions, headings("slug", "name", "abbr", "kind", "region_code_2018", "region_code_current"),
              tables.institutions);
  reader.read(file::units, headings("slug", "parent", "name"), tables.units);
  reader.read(file::topics, headings("ordinal", "label"), tables.topics);
  reader.read(file::subtopics, headings("top_ordinal", "top", "label", "duplicate_of_earlier_in_same_top"),
              tables.subtopics);
  reader.read(file::holidays, headings("date", "name_id", "kind"), tables.holidays);
  reader.read(file::decrees, headings("year", "public_holidays", "collective_leave", "decree"), tables.decrees);
  reader.read_toml(file::policies, load_policies, tables.policies);
  reader.read_toml(file::retention, load_retention, tables.retention);
  if (!reader.problems.empty()) return fail(std::move(reader.problems));
  return tables;
}

}  // namespace lapor::config
