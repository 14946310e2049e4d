#include "collect/host/disks.h"

#include <map>

#include "collect/host/text.h"

namespace probata::collect {
namespace {

constexpr int depth_max = 16;

struct Device {
  bool crypt = false;
  std::vector<std::string> below;
};
using Devices = std::map<std::string, Device, std::less<>>;

Devices read_devices(std::string_view text) {
  Devices result;
  for (const std::string_view line : split(text, '\n')) {
    const std::vector<std::string_view> w = words(line);
    if (w.size() != 3) continue;
    Device device{w[1].starts_with("CRYPT-"), {}};
    if (w[2] != "-")
      for (const std::string_view below : split(w[2], ',')) device.below.emplace_back(below);
    result.emplace(w[0], std::move(device));
  }
  return result;
}

// Encrypted is a device that is so itself, or all of whose parts are.
bool is_encrypted(std::string_view name, const Devices& devices, int depth = 0) {
  const auto device = devices.find(name);
  if (device == devices.end() || depth >= depth_max) return false;
  if (device->second.crypt) return true;
  for (const std::string& below : device->second.below)
    if (!is_encrypted(below, devices, depth + 1)) return false;
  return !device->second.below.empty();
}

// What cannot hold data of the company: boot files (read before a key can be there), images that
// are only read.
bool counts(std::string_view mount_point, std::string_view type, std::string_view options) {
  if (mount_point == "/boot" || mount_point.starts_with("/boot/") || mount_point == "/efi")
    return false;
  if (type == "squashfs" || type == "iso9660" || type == "udf") return false;
  return !(options == "ro" || options.starts_with("ro,"));
}

}  // namespace

Disks parse_disks(std::string_view mounts, std::string_view device_lines,
                  std::string_view path_lines) {
  const Devices devices = read_devices(device_lines);
  std::map<std::string, std::string, std::less<>> names;
  for (const std::string_view line : split(path_lines, '\n'))
    if (const auto w = words(line); w.size() == 2) names.emplace(w[0], w[1]);

  Disks result;
  bool root_seen = false, any = false;
  for (const std::string_view line : split(mounts, '\n')) {
    const std::vector<std::string_view> w = words(line);
    if (w.size() < 3 || !w[0].starts_with("/dev/")) continue;
    const bool swap = w[1] == "swap";
    if (!swap && !counts(w[1], w[2], w.size() > 3 ? w[3] : "rw")) continue;
    const auto name = names.find(w[0]);
    if (swap && name != names.end() && name->second.starts_with("zram")) continue;  // in memory
    root_seen |= w[1] == "/";
    any = true;
    if (name == names.end() || !is_encrypted(name->second, devices))
      result.plain.emplace_back(w[1]);
  }
  // Without the device of the root file system this is a container, or a network or ZFS root: what
  // lies below is not ours to see.
  if (any && root_seen) result.encrypted = result.plain.empty();
  return result;
}

}  // namespace probata::collect
