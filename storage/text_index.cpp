#include "storage/text_index.hpp"

#include <xapian.h>

#include <mutex>

#include "storage/files.hpp"

namespace lapor::storage {
namespace {

constexpr const char* mark_name = "mark";

/// A set of documents as one more list of postings: whoever joins it skips what is not in it.
class Chosen final : public Xapian::PostingSource {
 public:
  explicit Chosen(DocumentSet& documents) : documents_(documents) {}

  void init(const Xapian::Database&) override { at_ = 0; }
  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return documents_.size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return documents_.size(); }
  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return documents_.size(); }
  void next(double) override { move_to(at_ + 1); }
  void skip_to(Xapian::docid document, double) override {
    if (document > at_) move_to(document);
  }
  [[nodiscard]] bool at_end() const override { return ended_; }
  [[nodiscard]] Xapian::docid get_docid() const override { return at_; }

 private:
  void move_to(Xapian::docid document) {
    at_ = documents_.next_from(document);
    ended_ = at_ == 0;
  }

  DocumentSet& documents_;
  Xapian::docid at_{};
  bool ended_{};
};

class XapianIndex final : public TextIndex {
 public:
  XapianIndex(Xapian::WritableDatabase database, std::filesystem::path folder)
      : database_(std::move(database)), folder_(std::move(folder)) {}

  Result<void, Error> put(DocumentNumber document, const std::vector<CountedTerm>& terms) override {
    return guarded("write", [&]() -> Result<void, Error> {
      if (terms.empty()) {
        remove(document);
        return {};
      }
      Xapian::Document content;
      for (const auto& [term, times] : terms) content.add_term(term, times);
      database_.replace_document(document, content);
      return {};
    });
  }

  Result<void, Error> commit(std::string_view mark) override {
    return guarded("write", [&]() -> Result<void, Error> {
      database_.set_metadata(mark_name, std::string(mark));
      database_.commit();
      return {};
    });
  }

  Result<std::string, Error> mark() const override {
    return guarded("read", [&]() -> Result<std::string, Error> { return database_.get_metadata(mark_name); });
  }

  Result<void, Error> clear() override {
    return guarded("clear", [&]() -> Result<void, Error> {
      database_.close();
      database_ = make_anew(folder_);
      return {};
    });
  }

  Result<DocumentNumber, Error> frequency(std::string_view term) const override {
    return guarded("read",
                   [&]() -> Result<DocumentNumber, Error> { return database_.get_termfreq(std::string(term)); });
  }

  Result<void, Error> documents_with(std::string_view term, DocumentSet* among,
                                     const std::function<void(DocumentNumber)>& found) const override {
    return guarded("read", [&]() -> Result<void, Error> {
      const std::string name(term);
      auto at = database_.postlist_begin(name);
      const auto end = database_.postlist_end(name);
      while (at != end) {
        const DocumentNumber wanted = among == nullptr ? *at : among->next_from(*at);
        if (wanted == 0) break;
        if (wanted == *at) {
          found(wanted);
          ++at;
        } else {
          at.skip_to(wanted);
        }
      }
      return {};
    });
  }

  Result<std::vector<DocumentNumber>, Error> best(std::span<const std::string> terms, DocumentSet& among,
                                                  std::size_t first, std::size_t limit) const override {
    return guarded("search", [&]() -> Result<std::vector<DocumentNumber>, Error> {
      Chosen chosen(among);
      Xapian::Enquire enquire(database_);
      enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER,
                                      Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()),
                                      Xapian::Query(&chosen)));
      const auto found = enquire.get_mset(static_cast<Xapian::doccount>(first), static_cast<Xapian::doccount>(limit));
      std::vector<DocumentNumber> documents;
      for (auto at = found.begin(); at != found.end(); ++at) documents.push_back(*at);
      return documents;
    });
  }

  static Xapian::WritableDatabase make_anew(const std::filesystem::path& folder) {
    if (folder.empty()) return Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY);
    return Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE_OR_OVERWRITE);
  }

 private:
  void remove(DocumentNumber document) {
    try {
      database_.delete_document(document);
    } catch (const Xapian::DocNotFoundError&) {  // as it should be
    }
  }

  template <class Step>
  auto guarded(const char* doing, Step step) const -> decltype(step()) {
    const std::lock_guard lock{mutex_};
    try {
      return step();
    } catch (const Xapian::Error& error) {
      return fail(Error{ErrorCode::corrupt, std::string("Cannot ") + doing + " the text index in " + folder_.string() +
                                                " (" + error.get_msg() +
                                                "). Stop the server, delete that folder, start it again."});
    }
  }

  mutable std::mutex mutex_;  // guards the database
  Xapian::WritableDatabase database_;
  const std::filesystem::path folder_;
};

}  // namespace

Result<std::unique_ptr<TextIndex>, Error> TextIndex::open(const std::filesystem::path& folder) {
  if (auto made = create_folders(folder); !made) return fail(made.error());
  try {
    return std::make_unique<XapianIndex>(Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE_OR_OPEN), folder);
  } catch (const Xapian::DatabaseLockError& error) {
    return fail(Error{ErrorCode::in_use, "Another process has the text index in " + folder.string() +
                                             " open; stop it, then start again."});
  } catch (const Xapian::Error&) {
  }
  try {
    return std::make_unique<XapianIndex>(XapianIndex::make_anew(folder), folder);
  } catch (const Xapian::Error& error) {
    return fail(Error{ErrorCode::unavailable, "Cannot make the text index in " + folder.string() + " (" +
                                                  error.get_msg() + "). Check the disk, then start again."});
  }
}

std::unique_ptr<TextIndex> TextIndex::in_memory() {
  return std::make_unique<XapianIndex>(XapianIndex::make_anew({}), std::filesystem::path{});
}

}  // namespace lapor::storage
