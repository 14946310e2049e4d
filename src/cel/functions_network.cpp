// Addresses and networks (cel-spec's network extension): what they are, and what lies in what.
#include <fmt/format.h>

#include "cel/functions.h"
#include "cel/network.h"

namespace probata::cel {
namespace {

const Problem mapped{Failure::conversion, "an IPv4 address inside an IPv6 one is not allowed"};
const Problem zone{Failure::conversion, "an address with a zone is not allowed"};

Value made(Frame& f, const Network& n, Tag tag) {
  if (!f.fits(sizeof(Network))) return problem(problems::memory);
  Value v;
  v.tag = tag;
  v.network = f.arena->make(n);
  return v;
}

Value refused(Frame& f, NetworkFailure why, std::string_view text, std::string_view as) {
  if (why == NetworkFailure::mapped) return problem(mapped);
  if (why == NetworkFailure::zone) return problem(zone);
  return fail(f, Failure::conversion, fmt::format("`{}` is no {}", text.substr(0, 100), as));
}

Value ip_of(Frame& f, const Value* a) {
  NetworkFailure why{};
  const auto n = parse_ip(a[0].string(), why);
  return n ? made(f, *n, Tag::ip) : refused(f, why, a[0].string(), "IP address");
}
Value cidr_of(Frame& f, const Value* a) {
  NetworkFailure why{};
  const auto n = parse_cidr(a[0].string(), why);
  return n ? made(f, *n, Tag::cidr) : refused(f, why, a[0].string(), "network (CIDR)");
}
Value is_ip(Frame&, const Value* a) {
  NetworkFailure why{};
  return Value::of(parse_ip(a[0].string(), why).has_value());
}
Value is_canonical(Frame& f, const Value* a) {
  const Value ip = ip_of(f, a);
  return ip.is(Tag::ip) ? Value::of(network_text(ip) == a[0].string()) : ip;
}
Value text_of(Frame& f, const Value* a) { return make_string(f, network_text(a[0])); }

// What RFC 6890 and its like reserve, by the first bytes.
uint8_t byte(const Value& v, size_t i) { return v.network->address[i]; }
bool four(const Value& v) { return is_ipv4(*v.network); }
bool is(const Value& v, std::string_view address) {
  NetworkFailure why{};
  return *v.network == *parse_ip(address, why);
}
bool unspecified(const Value& v) { return is(v, "0.0.0.0") || is(v, "::"); }
bool loopback(const Value& v) { return four(v) ? byte(v, 12) == 127 : is(v, "::1"); }
bool multicast(const Value& v) {
  return four(v) ? (byte(v, 12) & 0xf0) == 0xe0 : byte(v, 0) == 0xff;
}
bool link_local_multicast(const Value& v) {
  if (four(v)) return byte(v, 12) == 224 && byte(v, 13) == 0 && byte(v, 14) == 0;
  return byte(v, 0) == 0xff && (byte(v, 1) & 0x0f) == 2;
}
bool link_local_unicast(const Value& v) {
  if (four(v)) return byte(v, 12) == 169 && byte(v, 13) == 254;
  return byte(v, 0) == 0xfe && (byte(v, 1) & 0xc0) == 0x80;
}
bool global_unicast(const Value& v) {
  return !unspecified(v) && !loopback(v) && !multicast(v) && !link_local_unicast(v) &&
         !is(v, "255.255.255.255");
}
template <bool (*Holds)(const Value&)>
Value test(Frame&, const Value* a) {
  return Value::of(Holds(a[0]));
}
Value family(Frame&, const Value* a) { return Value::of(int64_t{four(a[0]) ? 4 : 6}); }

Value address_of(Frame& f, const Value* a) {
  Network n = *a[0].network;
  n.bits = 0;
  return made(f, n, Tag::ip);
}
Value masked_of(Frame& f, const Value* a) { return made(f, masked(*a[0].network), Tag::cidr); }
Value prefix_length(Frame&, const Value* a) { return Value::of(int64_t{a[0].network->bits}); }

Value contains_ip(Frame&, const Value* a) {
  return Value::of(contains(*a[0].network, *a[1].network));
}
Value contains_cidr(Frame&, const Value* a) {
  return Value::of(contains_network(*a[0].network, *a[1].network));
}
// The second one as text.
template <Call Read, Call Contains>
Value with_text(Frame& f, const Value* a) {
  const Value both[] = {a[0], Read(f, a + 1)};
  return both[1].is(Tag::error) ? both[1] : Contains(f, both);
}

constexpr Definition definitions[] = {{"ip", "s>I", ip_of},
                                      {"cidr", "s>C", cidr_of},
                                      {"isIP", "s>b", is_ip},
                                      {"ip.isCanonical", "s>b", is_canonical},
                                      {"string", "I>s", text_of},
                                      {"string", "C>s", text_of},
                                      {"family", ".I>i", family},
                                      {"isUnspecified", ".I>b", test<unspecified>},
                                      {"isLoopback", ".I>b", test<loopback>},
                                      {"isGlobalUnicast", ".I>b", test<global_unicast>},
                                      {"isLinkLocalMulticast", ".I>b", test<link_local_multicast>},
                                      {"isLinkLocalUnicast", ".I>b", test<link_local_unicast>},
                                      {"ip", ".C>I", address_of},
                                      {"masked", ".C>C", masked_of},
                                      {"prefixLength", ".C>i", prefix_length},
                                      {"containsIP", ".CI>b", contains_ip},
                                      {"containsIP", ".Cs>b", with_text<ip_of, contains_ip>},
                                      {"containsCIDR", ".CC>b", contains_cidr},
                                      {"containsCIDR", ".Cs>b", with_text<cidr_of, contains_cidr>}};

}  // namespace

std::span<const Definition> network_functions() { return definitions; }

}  // namespace probata::cel
