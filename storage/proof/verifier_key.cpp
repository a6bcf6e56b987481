#include <algorithm>

#include "storage/proof/key_text.hpp"
#include "storage/proof/note.hpp"
#include "storage/proof/sha256.hpp"

namespace lapor::proof {

namespace {

Fault bad_key(const std::string& reason) {
  return {FaultKind::malformed,
          "the public key " + reason + ": write it as the log gave it, name+8 hexadecimal digits+base64"};
}

KeyMaterial material_of(const VerifierKey& key) {
  KeyMaterial material{static_cast<std::byte>(key.type)};
  std::ranges::copy(key.key, material.begin() + 1);
  return material;
}

}  // namespace

KeyId VerifierKey::id() const {
  const auto line = name + '\n';
  const auto hash = sha256(std::as_bytes(std::span{line}), material_of(*this));
  KeyId id;
  std::copy_n(hash.begin(), id.size(), id.begin());
  return id;
}

std::string VerifierKey::text() const {
  return join_key_text({name, id(), material_of(*this)});
}

Result<VerifierKey, Fault> VerifierKey::parse(std::string_view text) {
  const auto parts = split_key_text(text);
  if (!parts) return fail(bad_key("does not have its three parts"));
  const auto type = type_of(parts->material);
  if (!type) return fail(bad_key("is of a kind that this program does not know"));
  VerifierKey key{parts->name, *type, {}};
  std::copy(parts->material.begin() + 1, parts->material.end(), key.key.begin());
  if (key.id() != parts->id) return fail(bad_key("of " + key.name + " does not have the id that stands in it"));
  return key;
}

}  // namespace lapor::proof
