#include "storage/vault.hpp"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "events/ensure.hpp"
#include "storage/key_file.hpp"

namespace lapor::storage {

namespace {

constexpr std::byte sealed_form{1};  // first byte of sealed bytes: version | nonce | ciphertext and tag
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t overhead = 1 + nonce_size + tag_size;

void start_sodium() {
  static const bool started = sodium_init() >= 0;
  ENSURE(started, "libsodium found no source of randomness");
}

const unsigned char* raw(BytesView bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::byte* bytes) {
  return reinterpret_cast<unsigned char*>(bytes);
}

/// Nonces are no secret, so they are fetched from the kernel many at a time: a call for each costs as much as sealing.
void write_nonce(unsigned char* to) {
  constexpr std::size_t fetched_at_once = 64 * nonce_size;
  thread_local std::array<unsigned char, fetched_at_once> fetched;
  thread_local std::size_t used = fetched_at_once;
  if (used == fetched_at_once) {
    randombytes_buf(fetched.data(), fetched.size());
    used = 0;
  }
  std::copy_n(fetched.data() + used, nonce_size, to);
  used += nonce_size;
}

Bytes seal(const Key& key, BytesView plain, BytesView context) {
  Bytes sealed(plain.size() + overhead);
  sealed[0] = sealed_form;
  auto* nonce = raw(sealed.data() + 1);
  write_nonce(nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, raw(plain), plain.size(), raw(context),
                                             context.size(), nullptr, nonce, key.bytes().data());
  return sealed;
}

std::optional<Bytes> open(const Key& key, BytesView sealed, BytesView context) {
  if (sealed.size() < overhead || sealed[0] != sealed_form) return std::nullopt;
  Bytes plain(sealed.size() - overhead);
  const auto* nonce = raw(sealed) + 1;
  const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain.data()), nullptr, nullptr, nonce + nonce_size,
                                                                sealed.size() - 1 - nonce_size, raw(context),
                                                                context.size(), nonce, key.bytes().data());
  if (opened != 0) return std::nullopt;
  return plain;
}

/// 32 bytes as a key.
Key key_of(BytesView plain) {
  std::array<unsigned char, 32> bytes{};
  std::copy_n(raw(plain), bytes.size(), bytes.begin());
  Key key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

std::optional<Key> unwrapped(const Key& master, BytesView wrapped, BytesView context) {
  auto plain = open(master, wrapped, context);
  if (!plain || plain->size() != 32) return std::nullopt;
  Key key = key_of(*plain);
  sodium_memzero(plain->data(), plain->size());
  return key;
}

std::array<std::byte, 32> hash_under(const Key& key, std::string_view purpose, std::string_view data) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, key.bytes().data(), key.bytes().size(), 32);
  const auto add = [&](std::string_view part) {
    std::array<unsigned char, 8> length{};  // before each part, so that no two pairs of parts run together
    for (std::size_t i = 0; i < length.size(); ++i) length[i] = static_cast<unsigned char>(part.size() >> (8 * i));
    crypto_generichash_update(&state, length.data(), length.size());
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size());
  };
  add(purpose);
  add(data);
  std::array<std::byte, 32> hash{};
  crypto_generichash_final(&state, raw(hash.data()), hash.size());
  return hash;
}

/// Binds a wrapped key to its stream: a key moved to another stream does not unwrap.
Bytes wrap_context(Stream stream) {
  Bytes context{std::byte{'k'}, std::byte{'e'}, std::byte{'y'}, static_cast<std::byte>(stream.kind)};
  for (int shift = 56; shift >= 0; shift -= 8) context.push_back(static_cast<std::byte>(stream.id >> shift));
  return context;
}

/// Never that of a stream: purposes are not "key" and are followed by NUL.
Bytes wrap_context(std::string_view purpose, BytesView name) {
  const auto word = std::as_bytes(std::span{purpose});
  Bytes context(word.begin(), word.end());
  context.push_back(std::byte{0});
  context.insert(context.end(), name.begin(), name.end());
  return context;
}

Error not_its_master(const std::string& whose) {
  return {ErrorCode::wrong_key,
          "The key of " + whose +
              " was not wrapped under this master key. Start with the data folder's own master key file."};
}

}  // namespace

Key::~Key() {
  sodium_memzero(bytes_.data(), bytes_.size());
}

Vault::Vault(Key master) : master_(master) {
  start_sodium();
}

Result<Vault, Error> Vault::open(const std::filesystem::path& file) {
  start_sodium();
  return read_key_file(file).map([](const Key& key) { return Vault{key}; });
}

Result<Vault, Error> Vault::create(const std::filesystem::path& file) {
  start_sodium();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  const Key key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return create_key_file(file, key).map([&] { return Vault{key}; });
}

Key Vault::new_data_key() const {
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  Key key{bytes};
  sodium_memzero(bytes.data(), bytes.size());
  return key;
}

Bytes Vault::wrap(const Key& data_key, Stream stream) const {
  return seal(master_, std::as_bytes(std::span{data_key.bytes()}), wrap_context(stream));
}

Bytes Vault::wrap(const Key& key, std::string_view purpose, BytesView name) const {
  return seal(master_, std::as_bytes(std::span{key.bytes()}), wrap_context(purpose, name));
}

Result<Key, Error> Vault::unwrap(BytesView wrapped, Stream stream) const {
  auto key = unwrapped(master_, wrapped, wrap_context(stream));
  if (!key) return fail(not_its_master(to_string(stream)));
  return *key;
}

Result<Key, Error> Vault::unwrap(BytesView wrapped, std::string_view purpose, BytesView name) const {
  auto key = unwrapped(master_, wrapped, wrap_context(purpose, name));
  if (!key) return fail(not_its_master("one " + std::string(purpose)));
  return *key;
}

std::array<std::byte, 32> Vault::keyed_hash(std::string_view purpose, std::string_view data) const {
  return hash_under(master_, purpose, data);
}

Salt new_salt() {
  Salt salt;
  randombytes_buf(salt.data(), salt.size());
  return salt;
}

Key derive_key(const Key& from, std::string_view purpose, std::string_view data) {
  const auto hash = hash_under(from, purpose, data);
  return key_of(hash);
}

Seal seal_with(const Key& key) {
  start_sodium();
  return [key](BytesView plain, BytesView context) { return seal(key, plain, context); };
}

Open open_with(const std::optional<Key>& key) {
  start_sodium();
  return [key](BytesView sealed, BytesView context) -> Opened {
    if (!key) return std::nullopt;
    auto plain = storage::open(*key, sealed, context);
    if (!plain) return fail(OpenFailed{});
    return plain;
  };
}

}  // namespace lapor::storage
