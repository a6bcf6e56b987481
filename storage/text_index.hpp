#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/result.hpp"
#include "storage/error.hpp"

namespace lapor::storage {

/// A document of a text index: any number but 0.
using DocumentNumber = std::uint32_t;

/// Documents to walk along, ascending. One walk at a time.
class DocumentSet {
 public:
  virtual ~DocumentSet() = default;
  /// The first document of the set that is not below `from`; 0 when there is none. `from` never falls.
  virtual DocumentNumber next_from(DocumentNumber from) = 0;
  [[nodiscard]] virtual DocumentNumber size() const = 0;
};

/// How often a term stands in a document. Terms are opaque here; whoever makes them sees to it that they tell nothing.
struct CountedTerm {
  std::string term;
  std::uint32_t times{};
};

/// Which terms stand in which documents, with ranking (BM25), in files that can be made again. What was put is found at
/// once; it outlives a crash after the next `commit`. Any thread may call; one works at a time.
class TextIndex {
 public:
  /// Opens or makes an index. One that is damaged is begun anew, with an empty mark.
  [[nodiscard]] static Result<std::unique_ptr<TextIndex>, Error> open(const std::filesystem::path& folder);
  [[nodiscard]] static std::unique_ptr<TextIndex> in_memory();

  virtual ~TextIndex() = default;

  /// Replaces what the document had; without terms it leaves the index.
  [[nodiscard]] virtual Result<void, Error> put(DocumentNumber document, const std::vector<CountedTerm>& terms) = 0;

  /// Makes all that was put durable, together with a mark of the caller's.
  [[nodiscard]] virtual Result<void, Error> commit(std::string_view mark) = 0;
  /// The mark of the last commit; empty before the first.
  [[nodiscard]] virtual Result<std::string, Error> mark() const = 0;
  /// Leaves nothing, mark included.
  [[nodiscard]] virtual Result<void, Error> clear() = 0;

  /// How many documents have the term.
  [[nodiscard]] virtual Result<DocumentNumber, Error> frequency(std::string_view term) const = 0;

  /// Calls `found` with each document that has the term, ascending; `among`: only with those that are in this set too,
  /// at the price of the smaller one. May be null.
  [[nodiscard]] virtual Result<void, Error> documents_with(std::string_view term, DocumentSet* among,
                                                           const std::function<void(DocumentNumber)>& found) const = 0;

  /// The best documents of a set, best first, from number `first` on. A document's rank is the sum over the terms that
  /// it has; without any it is left out.
  [[nodiscard]] virtual Result<std::vector<DocumentNumber>, Error> best(std::span<const std::string> terms,
                                                                        DocumentSet& among, std::size_t first,
                                                                        std::size_t limit) const = 0;
};

}  // namespace lapor::storage
