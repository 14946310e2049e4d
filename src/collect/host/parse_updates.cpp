#include <fmt/format.h>

#include "collect/host/packages.h"
#include "collect/host/parts.h"
#include "collect/host/text.h"
#include "collect/row.h"

namespace probata::collect {
namespace {

// The newest date of the archives' lists: what they show was out by then.
std::optional<Instant> newest_date(std::string_view lines) {
  std::optional<Instant> newest;
  for (const std::string_view line : split(lines, '\n'))
    if (const auto w = words(line); w.size() == 2)
      if (const auto date = parse_instant(w[1]); date && (!newest || *newest < *date))
        newest = *date;
  return newest;
}

json::Value fields_of(const HostLook& h, const PendingUpdate& update, Instant date) {
  return object({{"asset", h.host},
                 {"advisory", fmt::format("{} {}", update.source, update.version)},
                 {"package", update.source},
                 {"packages", strings(update.packages)},
                 {"installed_version", update.installed},
                 {"fixed_version", update.version},
                 {"first_seen", to_text(date)},
                 {"status", "present"}});
}

}  // namespace

void add_updates(HostLook& h) {
  const Section &packages = h.raw.section("packages"), &lists = h.raw.section("security_lists");
  const auto date = newest_date(lists.text);
  if (!packages.read() || !lists.read() || !date) {
    const Section& why = packages.read() ? lists : packages;
    if (why.absent)
      h.not_read("vulnerability", "", "this system does not use dpkg",
                 "connect a vulnerability scanner: other package systems are not read yet");
    else
      h.not_read("vulnerability", "", why);
    h.not_read("asset", "security_list_at", h.look.not_read.back().why,
               h.look.not_read.back().remedy);
    return;
  }
  h.asset("security_list_at", to_text(*date));
  auto parsed = parse_packages(packages.text);
  for (const PendingUpdate& update : pending_updates(parsed.items))
    h.row("vulnerability", h.id(update.source + "/" + update.version), fields_of(h, update, *date));
  LookKind& kind = h.kind("vulnerability",
                          {"asset", "advisory", "package", "packages", "installed_version",
                           "fixed_version", "first_seen", "status"},
                          parsed.rejected);
  kind.once = {"first_seen"};
  kind.dated = ListDate{*date, "asset", h.host, "security_list_at"};
  // The list offers the newest version only: an older update that was never installed is still
  // missing, and its time runs on.
  kind.missing = [packages = std::move(parsed.items), prefix = h.id("")](const std::string& id) {
    const std::string_view rest = std::string_view(id).substr(std::min(prefix.size(), id.size()));
    const size_t slash = rest.find('/');
    if (slash == std::string_view::npos) return json::Value();
    const bool pending = still_pending(packages, rest.substr(0, slash), rest.substr(slash + 1));
    return pending ? json::Value(json::Object{}) : object({{"status", "absent"}});
  };
}

}  // namespace probata::collect
