#include "collect/host/ports.h"

#include <arpa/inet.h>

#include <array>

#include "collect/host/text.h"

namespace probata::collect {
namespace {

// Fields of a line: 1 local address, 3 state, 9 inode.
constexpr size_t field_count = 10;
bool waits(std::string_view state, bool udp) { return state == (udp ? "07" : "0A"); }

// The kernel prints each word of 32 bits as a number of the machine, whose bytes are the address.
// Written for little-endian machines, as all that Debian 12 has but s390x.
bool read_address(std::string_view hex, std::array<uint8_t, 16>& bytes) {
  for (size_t word = 0; word < hex.size() / 8; ++word) {
    const auto value = to_integer<uint32_t>(hex.substr(word * 8, 8), 16);
    if (!value) return false;
    for (size_t i = 0; i < 4; ++i) bytes[word * 4 + i] = static_cast<uint8_t>(*value >> (8 * i));
  }
  return true;
}

bool is_mapped(const std::array<uint8_t, 16>& a) {
  for (size_t i = 0; i < 10; ++i)
    if (a[i] != 0) return false;
  return a[10] == 0xff && a[11] == 0xff;
}

void describe(const std::array<uint8_t, 16>& bytes, bool v6, Socket& socket) {
  char text[INET6_ADDRSTRLEN] = {};
  const bool mapped = v6 && is_mapped(bytes);
  const uint8_t* v4 = mapped ? bytes.data() + 12 : bytes.data();
  if (!v6 || mapped) {
    inet_ntop(AF_INET, v4, text, sizeof text);
    socket.loopback = v4[0] == 127;
    socket.wildcard = v4[0] == 0 && v4[1] == 0 && v4[2] == 0 && v4[3] == 0;
  } else {
    inet_ntop(AF_INET6, bytes.data(), text, sizeof text);
    socket.loopback = std::string_view(text) == "::1";
    socket.wildcard = std::string_view(text) == "::";
  }
  socket.address = text;
}

std::optional<Socket> read_socket(std::string_view line, std::string_view protocol) {
  const std::vector<std::string_view> w = words(line);
  if (w.size() < field_count) return std::nullopt;
  const size_t colon = w[1].find(':');
  if (colon != 8 && colon != 32) return std::nullopt;
  const auto port = to_integer<int>(w[1].substr(colon + 1), 16);
  const auto inode = to_integer<uint64_t>(w[9]);
  std::array<uint8_t, 16> bytes{};
  if (!port || *port < 0 || *port > 65535 || !inode || !read_address(w[1].substr(0, colon), bytes))
    return std::nullopt;
  Socket socket{std::string(protocol), {}, *port, *inode, false, false};
  describe(bytes, colon == 32, socket);
  return socket;
}

}  // namespace

std::string reduce_sockets(std::string_view table, bool udp) {
  std::string result;
  for (const std::string_view line : split(table, '\n')) {
    const std::vector<std::string_view> w = words(line);
    if (w.size() >= field_count && waits(w[3], udp)) result.append(trim(line)).append("\n");
  }
  return result;
}

Parsed<Socket> parse_sockets(std::string_view table, std::string_view protocol, int ephemeral) {
  Parsed<Socket> result;
  for (const std::string_view line : split(table, '\n')) {
    if (trim(line).empty()) continue;
    auto socket = read_socket(line, protocol);
    if (!socket)
      ++result.rejected;
    else if (protocol != "udp" || socket->port < ephemeral)
      result.items.push_back(std::move(*socket));
  }
  return result;
}

std::map<uint64_t, std::string> parse_programs(std::string_view text) {
  std::map<uint64_t, std::string> result;
  for (const std::string_view line : split(text, '\n')) {
    const std::vector<std::string_view> w = words(line);
    if (w.size() < 3) continue;
    if (const auto inode = to_integer<uint64_t>(w[0])) result.emplace(*inode, w[2]);
  }
  return result;
}

}  // namespace probata::collect
