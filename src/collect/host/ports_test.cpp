#include "collect/host/ports.h"

#include <gtest/gtest.h>

namespace probata::collect {
namespace {

constexpr const char* tcp =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout "
    "inode\n"
    "   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 "
    "174 1 x\n"
    "   1: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 "
    "175 1 x\n"
    "   2: 0A00000A:0016 0B00000A:C350 01 00000000:00000000 00:00000000 00000000     0        0 "
    "176 1 x\n";

TEST(Ports, OnlyWhatWaitsIsKept) {
  const std::string reduced = reduce_sockets(tcp, false);
  const auto parsed = parse_sockets(reduced, "tcp", 32768);
  ASSERT_EQ(parsed.items.size(), 2u);
  EXPECT_EQ(parsed.items[0].address, "0.0.0.0");
  EXPECT_EQ(parsed.items[0].port, 22);
  EXPECT_TRUE(parsed.items[0].wildcard);
  EXPECT_EQ(parsed.items[0].inode, 174u);
  EXPECT_EQ(parsed.items[1].address, "127.0.0.1");
  EXPECT_TRUE(parsed.items[1].loopback);
}

TEST(Ports, SixAndMappedAddresses) {
  const auto one = [](const char* address) {
    const auto parsed =
        parse_sockets(std::string("0: ") + address + ":0050 0:0 0A 0 0 0 0 0 7", "tcp", 1);
    return parsed.items.empty() ? Socket{} : parsed.items[0];
  };
  EXPECT_EQ(one("00000000000000000000000000000000").address, "::");
  EXPECT_TRUE(one("00000000000000000000000001000000").loopback);
  EXPECT_EQ(one("0000000000000000FFFF00000100007F").address, "127.0.0.1");
  EXPECT_TRUE(one("0000000000000000FFFF00000100007F").loopback);
}

TEST(Ports, ClientsOwnUdpPortsAreNone) {
  const char* udp =
      "0: 00000000:8235 00000000:0000 07 0 0 0 0 0 9\n1: 00000000:0035 00000000:0000 07 0 0 0 0 0 "
      "9\n";
  const auto parsed = parse_sockets(reduce_sockets(udp, true), "udp", 32768);
  ASSERT_EQ(parsed.items.size(), 1u);
  EXPECT_EQ(parsed.items[0].port, 53);
}

TEST(Ports, WhatIsNoLineIsCounted) {
  EXPECT_EQ(parse_sockets("0: zz:0016 0 0A 0 0 0 0 0 1\nshort\n", "tcp", 1).rejected, 2);
}

TEST(Ports, ProgramsByInode) {
  const auto programs = parse_programs("174 812 sshd\nbad\n175 9 a_b\n");
  EXPECT_EQ(programs.at(174), "sshd");
  EXPECT_EQ(programs.size(), 2u);
}

}  // namespace
}  // namespace probata::collect
