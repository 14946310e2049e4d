// Whether what this host stores is encrypted: its mounted file systems and swap, each followed
// down to the devices below it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace probata::collect {

struct Disks {
  // Empty: not to be seen from here (a container, a file system without a block device).
  std::optional<bool> encrypted;
  std::vector<std::string> plain;  // mount points that are not encrypted
};
// `mounts`: lines of /proc/self/mounts and, for swap, `DEVICE swap swap`. `devices`: a line
// `KNAME DM-UUID|- SLAVE,SLAVE|-` for each block device, as the reading writes them; `paths`:
// lines `PATH KNAME` that say which device a mount's first column is.
Disks parse_disks(std::string_view mounts, std::string_view devices, std::string_view paths);

}  // namespace probata::collect
