// Single states of a host: its clock and its firewall.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace probata::collect {

// `status=0x2001` as the reading writes it from adjtimex(2): the kernel counts a clock as
// synchronised while a time service keeps it so.
std::optional<bool> parse_clock(std::string_view);

// Whether anything that comes in is refused by the rules: `nft list ruleset`, `iptables -S`.
bool nft_filters_input(std::string_view);
bool iptables_filters_input(std::string_view);

// PRETTY_NAME of /etc/os-release.
std::string parse_os_release(std::string_view);

}  // namespace probata::collect
