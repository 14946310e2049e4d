// Sockets that wait for others: /proc/net/tcp, tcp6, udp, udp6, with the programs behind them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "collect/host/users.h"

namespace probata::collect {

struct Socket {
  std::string protocol;  // tcp | udp
  std::string address;   // `0.0.0.0`, `::`, `192.0.2.7`
  int port = 0;
  uint64_t inode = 0;
  bool loopback = false;  // only this machine reaches it
  bool wildcard = false;  // it listens on every address
};

// The lines of /proc/net/{tcp,tcp6,udp,udp6} of sockets that wait: the others are connections, and
// no part of the evidence.
std::string reduce_sockets(std::string_view table, bool udp);
// `udp`: those below `ephemeral` (ip_local_port_range) count; above are clients' own.
Parsed<Socket> parse_sockets(std::string_view table, std::string_view protocol, int ephemeral);
// Lines `inode pid program`, as the reading writes them.
std::map<uint64_t, std::string> parse_programs(std::string_view);

}  // namespace probata::collect
