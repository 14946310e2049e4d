// SHA-256 and text forms of bytes.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace probata {

using Bytes = std::vector<uint8_t>;
using BytesView = std::span<const uint8_t>;

struct Digest {
  std::array<uint8_t, 32> bytes{};
  auto operator<=>(const Digest&) const = default;
};

Digest sha256(BytesView);
Digest sha256(std::string_view);
// Many small inputs, or parts of one, without building a string: the algorithm is fetched once.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;
  Sha256& add(BytesView);
  Sha256& add(std::string_view);
  Digest finish();  // and begins anew

 private:
  void* context_;
};

std::string to_hex(BytesView);
Result<Bytes> from_hex(std::string_view);
std::string to_base64(BytesView);  // RFC 4648 section 4, with padding
Result<Bytes> from_base64(std::string_view);
// `sha256:` and 64 lower-case hex digits, the form in facts and results.
std::string to_text(const Digest&);
Result<Digest> parse_digest(std::string_view);
inline BytesView as_bytes(std::string_view s) {
  return {reinterpret_cast<const uint8_t*>(s.data()), s.size()};
}

}  // namespace probata
