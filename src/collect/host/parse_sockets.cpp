#include <arpa/inet.h>
#include <fmt/format.h>

#include <set>

#include "collect/host/parts.h"
#include "collect/host/ports.h"
#include "collect/host/text.h"
#include "collect/row.h"

namespace probata::collect {
namespace {

constexpr int ephemeral_default = 32768;

// Addresses that only a local network reaches.
bool is_private(const std::string& address) {
  in_addr v4{};
  in6_addr v6{};
  if (::inet_pton(AF_INET, address.c_str(), &v4) == 1) {
    const uint32_t a = ntohl(v4.s_addr);
    return a >> 24 == 10 || a >> 20 == 0xac1 || a >> 16 == 0xc0a8 || a >> 16 == 0xa9fe ||
           a >> 22 == 0x191;
  }
  if (::inet_pton(AF_INET6, address.c_str(), &v6) != 1) return false;
  return (v6.s6_addr[0] & 0xfe) == 0xfc ||
         (v6.s6_addr[0] == 0xfe && (v6.s6_addr[1] & 0xc0) == 0x80);
}

int ephemeral_of(const Raw& raw) {
  const auto w = words(raw.section("local_ports").text);
  return w.empty() ? ephemeral_default : to_integer<int>(w[0]).value_or(ephemeral_default);
}

std::vector<Socket> all_sockets(HostLook& h, int64_t& rejected) {
  std::vector<Socket> result;
  const int ephemeral = ephemeral_of(h.raw);
  for (const char* name : {"tcp", "tcp6", "udp", "udp6"}) {
    const std::string protocol = std::string(name).substr(0, 3);
    auto parsed = parse_sockets(h.raw.section(name).text, protocol, ephemeral);
    rejected += parsed.rejected;
    for (Socket& socket : parsed.items) result.push_back(std::move(socket));
  }
  return result;
}

}  // namespace

void add_sockets(HostLook& h) {
  if (const Section* unread = h.unread({"tcp", "tcp6", "udp", "udp6"}))
    return h.not_read("public_endpoint", "", *unread);
  if (h.raw.section("tcp").absent) return h.not_read("public_endpoint", "", h.raw.section("tcp"));
  const Section& names = h.raw.section("socket_programs");
  const auto programs = parse_programs(names.text);
  std::set<std::string> seen;  // several sockets may share an address (SO_REUSEPORT)
  int64_t rejected = 0;
  for (const Socket& socket : all_sockets(h, rejected)) {
    // What only this machine reaches is no way in.
    const std::string id =
        h.id(fmt::format("{}/{}/{}", socket.protocol, socket.port, socket.address));
    if (socket.loopback || !seen.insert(id).second) continue;
    json::Value set = object({{"asset", h.host},
                              {"host", h.host},
                              {"protocol", socket.protocol},
                              {"address", socket.address},
                              {"port", socket.port},
                              {"world", socket.wildcard || !is_private(socket.address)}});
    const auto program = programs.find(socket.inode);
    if (names.read())
      set.set("program", program == programs.end() ? json::Value() : json::Value(program->second));
    h.row("public_endpoint", id, std::move(set));
  }
  std::vector<std::string> fields{"asset", "host",  "protocol", "address",
                                  "port",  "world", "reason"};
  if (names.read())
    fields.emplace_back("program");
  else
    h.not_read("public_endpoint", "program", names);
  h.kind("public_endpoint", std::move(fields), rejected);
}

}  // namespace probata::collect
