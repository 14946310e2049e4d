// From the sections of a host to its look. The parts are in parse_*.cpp.
#include <fmt/format.h>

#include "collect/host/disks.h"
#include "collect/host/host.h"
#include "collect/host/parts.h"
#include "collect/host/sshd.h"
#include "collect/host/state.h"
#include "collect/host/text.h"
#include "collect/row.h"

namespace probata::collect {
namespace {

constexpr Duration host_cadence{600'000'000};

void add_clock(HostLook& h) {
  const Section& clock = h.raw.section("clock");
  const auto synchronised = parse_clock(clock.text);
  if (synchronised)
    h.asset("time_synchronised", *synchronised);
  else
    h.not_read("asset", "time_synchronised", clock);
}

// Without a program there is no way to ask the kernel for its rules: not known, rather than "off".
void add_firewall(HostLook& h) {
  const Section &nft = h.raw.section("nft"), &iptables = h.raw.section("iptables");
  const bool filters = (nft.read() && nft_filters_input(nft.text)) ||
                       (iptables.read() && iptables_filters_input(iptables.text));
  if (filters) return h.asset("firewall", true);
  if (const Section* unread = h.unread({"nft", "iptables"}))
    return h.not_read("asset", "firewall", *unread);
  if (nft.absent && iptables.absent)
    return h.not_read("asset", "firewall", "neither nft nor iptables is installed",
                      "install nftables, or connect the cloud whose firewall protects this host");
  h.asset("firewall", false);
}

void add_disks(HostLook& h) {
  const char* fields[] = {"encrypted", "unencrypted"};
  const Section* unread = h.unread({"mounts", "devices", "device_paths"});
  const Disks disks =
      parse_disks(h.raw.section("mounts").text + h.raw.section("swap").text,
                  h.raw.section("devices").text, h.raw.section("device_paths").text);
  if (!unread && disks.encrypted) {
    h.asset("encrypted", *disks.encrypted);
    h.asset("unencrypted", strings(disks.plain));
    return;
  }
  for (const char* field : fields) {
    if (unread && !unread->problem.empty())
      h.not_read("asset", field, *unread);
    else
      h.not_read("asset", field, "the disk below the root file system is not visible from here",
                 "look at the machine that runs this container or lends this file system");
  }
}

}  // namespace

void add_machine(HostLook& h) {
  h.asset("type", "host");
  h.asset("name", h.host);
  h.asset("deleted", nullptr);
  const Section &os = h.raw.section("os"), &kernel = h.raw.section("kernel");
  if (os.read()) h.asset("os", text_or_null(parse_os_release(os.text)));
  if (kernel.read()) h.asset("kernel", text_or_null(std::string(trim(kernel.text))));
  add_clock(h);
  add_firewall(h);
  add_disks(h);
}

void add_ssh(HostLook& h) {
  const Section &files = h.raw.section("sshd_config"), &effective = h.raw.section("sshd");
  const bool known = files.read() || effective.read();
  if (!known && !files.absent) {
    for (const char* field : {"ssh_server", "ssh_root_login", "ssh_password_login"})
      h.not_read("asset", field, files);
    return;
  }
  h.asset("ssh_server", known);
  if (!known) {  // not installed: the rest does not apply
    h.asset("ssh_root_login", nullptr);
    h.asset("ssh_password_login", nullptr);
    return;
  }
  const SshSettings settings = parse_sshd(effective.text, files.text);
  h.asset("ssh_root_login", settings.root_login);
  h.asset("ssh_password_login", settings.password_login);
}

HostLook::HostLook(const Raw& r) : raw(r), host(r.head.instance) {
  look.by = "connector:host/" + host;
  look.to = r.head.at;
  look.every = host_cadence;
}

bool HostLook::row(std::string kind, std::string id, json::Value set) {
  if (!is_id(id)) return false;
  look.rows.push_back({std::move(kind), std::move(id), {}, std::move(set)});
  return true;
}

void HostLook::asset(std::string field, json::Value value) {
  asset_fields_.push_back(field);
  asset_.set(std::move(field), std::move(value));
}

void HostLook::not_read(std::string kind, std::string field, const Section& why) {
  const bool absent = why.absent;
  not_read(std::move(kind), std::move(field),
           absent ? fmt::format("there is no {} here", why.from)
                  : fmt::format("{}: {}", why.from, why.problem),
           absent ? "look at a running host" : why.remedy);
}

void HostLook::not_read(std::string kind, std::string field, std::string why, std::string remedy) {
  look.not_read.push_back({std::move(kind), std::move(field), std::move(why), std::move(remedy)});
}

const Section* HostLook::unread(std::initializer_list<std::string_view> sections) const {
  for (const std::string_view name : sections)
    if (const Section& section = raw.section(name); !section.read() && !section.absent)
      return &section;
  return nullptr;
}

LookKind& HostLook::kind(std::string name, std::vector<std::string> fields, int64_t rejected) {
  look.kinds.push_back({std::move(name), How::looks, std::move(fields), {}, true});
  look.kinds.back().rejected = rejected;
  return look.kinds.back();
}

void HostLook::finish() {
  row("asset", host, std::move(asset_));
  kind("asset", std::move(asset_fields_));
}

Result<Look> parse_host(std::string_view bytes) {
  const Raw raw = TRY(read_raw(bytes));
  if (raw.head.look != "host")
    return failure(
        fmt::format("this is a look at a source of type `{}`, not `host`", raw.head.look));
  HostLook h(raw);
  add_machine(h);
  add_accounts(h);
  add_rights(h);
  add_ssh(h);
  add_sockets(h);
  add_updates(h);
  h.finish();
  return std::move(h.look);
}

}  // namespace probata::collect
