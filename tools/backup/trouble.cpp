#include "tools/backup/trouble.hpp"

#include <utility>

namespace lapor::backup {
namespace {

std::optional<FaultKind> kind_of(storage::ErrorCode code) {
  if (code == storage::ErrorCode::corrupt) return FaultKind::altered;
  if (code == storage::ErrorCode::wrong_key) return FaultKind::wrong_key;
  return std::nullopt;
}

}  // namespace

Trouble::Trouble(std::optional<FaultKind> kind_of_fault, std::string sentence)
    : kind(kind_of_fault), what(std::move(sentence)) {}

Trouble::Trouble(const Fault& fault) : Trouble(fault.kind, fault.what) {}

tl::unexpected<Trouble> refuse(FaultKind kind, std::string what) {
  return fail(Trouble{kind, std::move(what)});
}

tl::unexpected<Trouble> refuse(const storage::Error& error) {
  return fail(Trouble{kind_of(error.code), error.what});
}

tl::unexpected<Trouble> cannot(std::string what) {
  return fail(Trouble{std::nullopt, std::move(what)});
}

Done taken(const Result<void, storage::Error>& result) {
  if (!result) return refuse(result.error());
  return {};
}

std::string text_of(const Trouble& trouble) {
  if (!trouble.kind) return trouble.what;
  return std::string(proof::to_word(*trouble.kind)) + ": " + trouble.what;
}

}  // namespace lapor::backup
