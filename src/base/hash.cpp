#include "base/hash.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <cstdlib>

namespace probata {
namespace {

// Fetching looks the algorithm up by name under a lock: dearer than hashing a short text.
const EVP_MD* algorithm() {
  static const EVP_MD* const fetched = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return fetched;
}

// SHA-256 fails only without memory or without OpenSSL's default provider; there is no honest way
// on.
void require(bool done) {
  if (!done) std::abort();
}

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr && algorithm() != nullptr);
  require(EVP_DigestInit_ex2(static_cast<EVP_MD_CTX*>(context_), algorithm(), nullptr) == 1);
}

Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

Sha256& Sha256::add(BytesView bytes) {
  require(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()) == 1);
  return *this;
}

Sha256& Sha256::add(std::string_view text) { return add(as_bytes(text)); }

Digest Sha256::finish() {
  auto* context = static_cast<EVP_MD_CTX*>(context_);
  Digest digest;
  require(EVP_DigestFinal_ex(context, digest.bytes.data(), nullptr) == 1);
  require(EVP_DigestInit_ex2(context, nullptr, nullptr) == 1);
  return digest;
}

Digest sha256(BytesView bytes) {
  thread_local Sha256 hasher;  // making a context costs more than hashing a short text
  return hasher.add(bytes).finish();
}

Digest sha256(std::string_view text) { return sha256(as_bytes(text)); }

std::string to_hex(BytesView bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();  // libsodium writes C's terminating zero
  return text;
}

Result<Bytes> from_hex(std::string_view text) {
  Bytes bytes(text.size() / 2 + 1);  // never empty: libsodium takes no null pointer
  size_t size = 0;
  const char* end = nullptr;
  const int failed =
      sodium_hex2bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end);
  if (failed != 0 || size * 2 != text.size()) {
    return failure("this is not hexadecimal", "write two of 0-9, a-f for each byte");
  }
  bytes.resize(size);
  return bytes;
}

std::string to_base64(BytesView bytes) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), variant);
  text.pop_back();
  return text;
}

Result<Bytes> from_base64(std::string_view text) {
  Bytes bytes(text.size() / 4 * 3 + 3);
  size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(),
                                       nullptr, &size, &end, sodium_base64_VARIANT_ORIGINAL);
  if (failed != 0 || end != text.data() + text.size()) {
    return failure("this is not base64", "write RFC 4648, section 4, with its padding");
  }
  bytes.resize(size);
  return bytes;
}

std::string to_text(const Digest& digest) { return "sha256:" + to_hex(digest.bytes); }

Result<Digest> parse_digest(std::string_view text) {
  constexpr std::string_view prefix = "sha256:";
  const auto wrong = [&] {
    return failure("`" + std::string(text.substr(0, 80)) + "` is no digest",
                   "write sha256: and 64 lower-case hexadecimal digits");
  };
  if (!text.starts_with(prefix) || text.size() != prefix.size() + 64) return wrong();
  const std::string_view digits = text.substr(prefix.size());
  // One form a digest, so that comparing texts compares digests.
  if (digits.find_first_not_of("0123456789abcdef") != digits.npos) return wrong();
  const Bytes bytes = TRY(from_hex(digits));
  Digest digest;
  std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
  return digest;
}

}  // namespace probata
