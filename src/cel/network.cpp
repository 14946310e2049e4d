#include "cel/network.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace probata::cel {
namespace {

constexpr size_t four = 12;  // where the four bytes of an IPv4 address begin
constexpr unsigned mapped_bits = 96;

bool read_four(const std::string& text, Network& n) {
  n.address[10] = n.address[11] = 0xff;
  return inet_pton(AF_INET, text.c_str(), &n.address[four]) == 1;
}

bool read_six(const std::string& text, Network& n) {
  return inet_pton(AF_INET6, text.c_str(), n.address.data()) == 1;
}

// Bits of the prefix of all 128: those of IPv4 come after the 96 that say that it is one.
unsigned prefix(const Network& n) { return n.bits + (is_ipv4(n) ? mapped_bits : 0); }

Network first_bits(const Network& n, unsigned bits) {
  Network out = n;
  for (size_t i = 0; i < out.address.size(); ++i) {
    const unsigned kept = bits > i * 8 ? std::min(bits - static_cast<unsigned>(i) * 8, 8u) : 0;
    out.address[i] &= static_cast<uint8_t>(0xff00u >> kept);
  }
  return out;
}

std::string address_text(const Network& n) {
  char text[INET6_ADDRSTRLEN];
  if (is_ipv4(n))
    inet_ntop(AF_INET, &n.address[four], text, sizeof text);
  else
    inet_ntop(AF_INET6, n.address.data(), text, sizeof text);
  return text;
}

}  // namespace

bool is_ipv4(const Network& n) {
  const auto zero = [](uint8_t b) { return b == 0; };
  return std::all_of(n.address.begin(), n.address.begin() + 10, zero) && n.address[10] == 0xff &&
         n.address[11] == 0xff;
}

std::optional<Network> parse_ip(std::string_view text, NetworkFailure& why) {
  why = text.contains('%') ? NetworkFailure::zone : NetworkFailure::form;
  if (text.contains('\0') || text.size() >= INET6_ADDRSTRLEN) return std::nullopt;
  Network n;
  if (!text.contains(':')) return read_four(std::string(text), n) ? std::optional(n) : std::nullopt;
  if (!read_six(std::string(text), n)) return std::nullopt;
  if (!is_ipv4(n) || !text.contains('.')) return n;
  why = NetworkFailure::mapped;
  return std::nullopt;
}

std::optional<Network> parse_cidr(std::string_view text, NetworkFailure& why) {
  const size_t slash = text.find('/');
  auto n = parse_ip(text.substr(0, slash), why);
  if (!n) return std::nullopt;
  const bool six = text.contains(':');
  why = six && is_ipv4(*n) ? NetworkFailure::mapped : NetworkFailure::form;
  if (slash == std::string_view::npos || why == NetworkFailure::mapped) return std::nullopt;
  const std::string_view digits = text.substr(slash + 1);
  const char* const end = digits.data() + digits.size();
  const auto [stop, bad] = std::from_chars(digits.data(), end, n->bits);
  const bool zero_before = digits.size() > 1 && digits[0] == '0';
  if (bad != std::errc() || stop != end || zero_before || n->bits > (six ? 128 : 32))
    return std::nullopt;
  return n;
}

Network masked(const Network& n) { return first_bits(n, prefix(n)); }

bool contains(const Network& network, const Network& ip) {
  return is_ipv4(network) == is_ipv4(ip) &&
         first_bits(ip, prefix(network)).address == masked(network).address;
}

bool contains_network(const Network& outer, const Network& inner) {
  return outer.bits <= inner.bits && contains(outer, inner);
}

std::string network_text(const Value& v) {
  const std::string address = address_text(*v.network);
  return v.is(Tag::ip) ? address : fmt::format("{}/{}", address, v.network->bits);
}

}  // namespace probata::cel
