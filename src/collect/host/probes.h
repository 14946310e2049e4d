// Readings of a host that are more than one file: sockets' programs, disks, packages, firewall,
// clock, SSH server. Each gives sections; each is bounded.
#pragma once

#include <vector>

#include "collect/host/files.h"

namespace probata::collect {

std::vector<Section> socket_sections(const HostRoot&);
std::vector<Section> disk_sections(const HostRoot&);
std::vector<Section> package_sections(const HostRoot&);
std::vector<Section> firewall_sections(const HostRoot&);
std::vector<Section> ssh_sections(const HostRoot&);
Section clock_section(const HostRoot&);

}  // namespace probata::collect
