#include "storage/text_index.hpp"

#include <xapian.h>

#include <mutex>

#include "storage/files.hpp"

namespace lapor::storage {
namespace {

constexpr const char* mark_name = "mark";

class Accepted final : public Xapian::MatchDecider {
 public:
  explicit Accepted(const std::function<bool(DocumentNumber)>& accept) : accept_(accept) {}
  bool operator()(const Xapian::Document& document) const override { return accept_(document.get_docid()); }

 private:
  const std::function<bool(DocumentNumber)>& accept_;
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

  Result<void, Error> documents_with(std::string_view term,
                                     const std::function<void(DocumentNumber)>& found) const override {
    return guarded("read", [&]() -> Result<void, Error> {
      const std::string name(term);
      for (auto at = database_.postlist_begin(name); at != database_.postlist_end(name); ++at) found(*at);
      return {};
    });
  }

  Result<std::vector<DocumentNumber>, Error> best(std::span<const std::string> terms,
                                                  const std::function<bool(DocumentNumber)>& accept, std::size_t first,
                                                  std::size_t limit) const override {
    return guarded("search", [&]() -> Result<std::vector<DocumentNumber>, Error> {
      const Accepted decider(accept);
      Xapian::Enquire enquire(database_);
      enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
      const auto found = enquire.get_mset(static_cast<Xapian::doccount>(first), static_cast<Xapian::doccount>(limit), 0,
                                          nullptr, &decider);
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
