// Every parser and every reduction of the host source, and whole looks: none may crash, hang or
// read outside its input, whatever a machine's files hold.
#include <cstdint>
#include <string_view>

#include "collect/collect.h"
#include "collect/host/disks.h"
#include "collect/host/packages.h"
#include "collect/host/ports.h"
#include "collect/host/sshd.h"
#include "collect/host/state.h"
#include "collect/host/sudo.h"
#include "collect/raw.h"

using namespace probata::collect;

namespace {

void parse_parts(std::string_view text) {
  const auto users = parse_passwd(reduce_passwd(text));
  const auto groups = parse_group(text);
  parse_shadow(reduce_shadow(text));
  parse_login_defs(text);
  root_rights(parse_sudoers(text), users.items, groups.items);
  parse_sshd(text, text);
  for (const char* protocol : {"tcp", "udp"})
    parse_sockets(reduce_sockets(text, *protocol == 'u'), protocol, 32768);
  parse_programs(text);
  const auto packages = parse_packages(reduce_packages(text, {std::string(text)}));
  pending_updates(packages.items);
  still_pending(packages.items, text, text);
  compare_versions(text, text.substr(text.size() / 2));
  release_date(text);
  is_security_release(text);
  parse_disks(text, text, text);
  parse_clock(text);
  nft_filters_input(text);
  iptables_filters_input(text);
}

// The same text as every section of a look.
void parse_whole(std::string_view text) {
  std::string bytes = write_head("host", {0}, "h");
  for (const char* name : {"os",           "kernel",      "passwd",
                           "group",        "login_defs",  "shadow",
                           "sudoers",      "sshd_config", "sshd",
                           "tcp",          "tcp6",        "udp",
                           "udp6",         "local_ports", "socket_programs",
                           "mounts",       "swap",        "devices",
                           "device_paths", "packages",    "security_lists",
                           "nft",          "iptables",    "clock"})
    bytes += write_section({name, "x", std::string(text), false, {}, {}});
  (void)probata::parse_look(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  parse_parts(text);
  parse_whole(text);
  (void)probata::parse_look(text);
  return 0;
}
