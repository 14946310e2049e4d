// Addresses and networks of the internet as text (cel-spec's network extension), there and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cel/value.h"

namespace probata::cel {

// Why a text is no address; the evaluator's messages.
enum class NetworkFailure : uint8_t { form, zone, mapped };

// `192.168.0.1`, `2001:db8::68`. No zones; an IPv4 address inside an IPv6 one
// (`::ffff:192.168.0.1`) is refused in that form.
std::optional<Network> parse_ip(std::string_view, NetworkFailure& why);
// `192.168.0.0/24`, `2001:db8::/32`; bits of the host may be set.
std::optional<Network> parse_cidr(std::string_view, NetworkFailure& why);

bool is_ipv4(const Network&);
// Its first `bits` bits, the others 0.
Network masked(const Network&);
// Is the address, or the whole network, in the network?
bool contains(const Network& network, const Network& ip);
bool contains_network(const Network& outer, const Network& inner);

// The canonical form (RFC 5952). REQUIRES: an ip or a cidr.
std::string network_text(const Value&);

}  // namespace probata::cel
