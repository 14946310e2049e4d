// The reading of the host source: sections of text, in a fixed order.
#include <sys/utsname.h>
#include <unistd.h>

#include "collect/host/files.h"
#include "collect/host/host.h"
#include "collect/host/probes.h"
#include "collect/host/text.h"
#include "collect/host/users.h"

namespace probata::collect {
namespace {

HostRoot root_of(const SourceSettings& settings) {
  return {settings.path.empty() ? std::filesystem::path("/")
                                : std::filesystem::path(settings.path)};
}

std::string only_numbers_of_users(std::string_view login_defs) {
  std::string result;
  for (const std::string_view line : split(login_defs, '\n'))
    if (trim(line).starts_with("UID_M")) result.append(trim(line)).append("\n");
  return result;
}

Section kernel_section(const HostRoot& root) {
  utsname name{};
  if (!root.live() || ::uname(&name) != 0) return {"kernel", "uname", {}, true, {}, {}};
  return {"kernel", "uname", std::string(name.sysname) + " " + name.release, false, {}, {}};
}

Section container_section(const HostRoot& root) {
  std::error_code code;
  for (const char* mark : {"/.dockerenv", "/run/.containerenv", "/run/systemd/container"})
    if (std::filesystem::exists(root.at(mark), code))
      return {"container", mark, "yes", false, {}, {}};
  return {"container", "/.dockerenv", {}, true, {}, {}};
}

std::vector<Section> all_sections(const HostRoot& root) {
  std::vector<Section> all{
      file_section(root, "os", "/etc/os-release"),
      kernel_section(root),
      container_section(root),
      file_section(root, "passwd", "/etc/passwd", reduce_passwd),
      file_section(root, "group", "/etc/group"),
      file_section(root, "login_defs", "/etc/login.defs", only_numbers_of_users),
      file_section(root, "shadow", "/etc/shadow", reduce_shadow),
      including_section(root, "sudoers", "/etc/sudoers", Include::sudoers),
  };
  for (auto probe :
       {ssh_sections, socket_sections, disk_sections, package_sections, firewall_sections})
    for (Section& section : probe(root)) all.push_back(std::move(section));
  all.push_back(clock_section(root));
  return all;
}

}  // namespace

Result<std::string> host_instance(const SourceSettings& settings) {
  if (!root_of(settings).live()) {
    const Section name = file_section(root_of(settings), "hostname", "/etc/hostname");
    if (name.read() && is_id(trim(name.text))) return std::string(trim(name.text));
    return failure("the host has no name", "give the source an `instance`");
  }
  char name[256] = {};
  if (::gethostname(name, sizeof name - 1) != 0 || !is_id(name))
    return failure("the host has no name", "give the source an `instance`");
  return std::string(name);
}

Result<RawLook> read_host(const SourceSettings& settings, const Known&, const Clock& clock) {
  const HostRoot root = root_of(settings);
  json::Object more{{"root", ::geteuid() == 0, 0}};
  if (const json::Value* system = settings.options.find("system"))
    more.push_back({"system", *system, 0});
  std::string body;
  for (const Section& section : all_sections(root)) body += write_section(section);
  // The instant is the one after which nothing was read.
  const Instant at = clock();
  return RawLook{write_head("host", at, settings.instance, more) + body, at};
}

}  // namespace probata::collect
