// The looks of the sources: one a day for a log, one each cadence for a source that looks.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sim/availability.h"
#include "sim/sources.h"
#include "sim/writer.h"

namespace probata::sim {

std::vector<Source> sources_of(const World& world) {
  std::vector<Source> sources = {{"hr", {"person"}},
                                 {"purchases", {"device"}},
                                 {"badges", {"badge"}},
                                 {"pipeline", {"deployment"}},
                                 {"configuration", {"drift"}},
                                 {"feeds", {"advisory"}},
                                 {"scanner", {"alert", "vulnerability", "scan"}},
                                 {"siem", {"log_source", "detection_rule", "alert"}},
                                 {"monitoring", {"metric"}},
                                 {"mailbox", {"inbound_message"}},
                                 {"metrics", {"metric"}},
                                 {"payables", {"application"}},
                                 {"models", {"model_workspace", "training_run"}},
                                 {"applicants", {"hire"}},
                                 {"sensors", {"alert"}},
                                 {"git", {"branch", "commit", "tag"}},
                                 {"hosts", {"group"}},
                                 {"mdm", {"device", "software"}},
                                 {"probe", {"public_endpoint"}}};
  for (const System& system : world.systems) {
    Source source{system.id, {"account", "grant", "entitlement"}};
    if (system.id == "aws")
      source.kinds.insert(source.kinds.end(), {"asset", "network_rule", "secret"});
    if (system.id == "billing") source.kinds.push_back("customer");
    if (system.id == "okta") source.kinds.push_back("application");
    if (system.id == "github") source.kinds.push_back("repository");
    if (system.id == "workspace") source.kinds.insert(source.kinds.end(), {"share", "application"});
    sources.push_back(std::move(source));
  }
  for (Source& source : sources) source.from = world.clock.covered();
  // Changes were asked for before the other sources began: what they became has to show.
  const Instant earlier = world.clock.covered() - day * 60, logs = logs_from(world);
  for (Source& source : std::vector<Source>{{"trail", {"change", "deployment"}, earlier},
                                            {"database", {"change"}, earlier},
                                            {"signin", {"session"}, logs},
                                            {"github-log", {"merge", "push"}, logs},
                                            {"backup", {"backup"}, backups_from(world)},
                                            {"doors", {"door_event"}, logs}})
    sources.push_back(std::move(source));
  return sources;
}

std::string collection_of(const World& world, const std::string& source, Instant t) {
  return source + "/" + to_text(world.clock.date_of(t));
}

namespace {

// How many rights of a system there are at an instant.
class Counts {
 public:
  explicit Counts(const World& world) {
    for (const Grant& grant : world.grants) {
      from_[grant.system].push_back(grant.from);
      if (grant.until) until_[grant.system].push_back(*grant.until);
    }
    for (auto* side : {&from_, &until_})
      for (auto& [system, instants] : *side) std::ranges::sort(instants);
  }
  int64_t at(const std::string& system, Instant t) {
    return passed(from_[system], t) - passed(until_[system], t);
  }

 private:
  static int64_t passed(const std::vector<Instant>& instants, Instant t) {
    return std::ranges::upper_bound(instants, t) - instants.begin();
  }
  std::map<std::string, std::vector<Instant>> from_, until_;
};

// The silence that a look falls into, or that it ends.
const Silence* silence_at(const World& world, const Source& source, Instant t) {
  for (const Silence& one : world.silences)
    if (one.by == "connector:" + source.name && one.time.start < t && t <= one.time.end)
      return &one;
  return nullptr;
}

void one(const World& world, Lines& lines, const Source& source, const std::string& id,
         std::optional<Instant> from, Instant to, Fields more, bool complete = true) {
  more.put("kinds", source.kinds).put("source", source.name);
  if (from) more.put("from", *from);
  const auto rejected = world.rejected.find(id);
  more.put("to", to).put("complete", complete);
  more.put("rejected", rejected == world.rejected.end() ? int64_t{0} : rejected->second);
  lines.add("collection", id, to, "connector:" + source.name, more);
}

void write_log(const World& world, Lines& lines, const Source& source, Counts& counts) {
  Instant from = source.from;
  if (world.first_look && *world.first_look > from) {
    from = *world.first_look;
    Fields fields;
    if (source.name == "purchases") fields.raw("fields", R"({"device":["serial"]})");
    one(world, lines, source, source.name + "/first", {}, from, fields.put("how", "events"));
  }
  Date d = world.clock.date_of(from);
  if (world.clock.at(d, 6 * 60) <= from) ++d.days;
  while (from < world.end()) {
    const Instant to = std::min(world.clock.at(d, 6 * 60), world.end());
    const Silence* silence = silence_at(world, source, to);
    const bool whole = !silence || to == silence->time.end;
    if (whole || silence->page) {
      Fields more;
      more.put("how", "events");
      if (std::ranges::find(source.kinds, "grant") != source.kinds.end()) {
        const int64_t total = counts.at(source.name, to);
        more.raw("rows", fmt::format(R"({{"grant":{}}})", whole ? total : total / 2))
            .raw("total", fmt::format(R"({{"grant":{}}})", total));
      }
      if (source.name == "purchases") more.raw("fields", R"({"device":["serial"]})");
      one(world, lines, source,
          to == world.end() ? source.name + "/end" : collection_of(world, source.name, to),
          silence ? std::nullopt : std::optional(from), to, more, whole);
    }
    from = to;
    ++d.days;
  }
}

void write_looks(const World& world, Lines& lines, const Source& source) {
  const auto every = *cadence("connector:" + source.name);
  const auto look = [&](Instant t) {
    one(world, lines, source, source.name + "/" + to_text(t), {}, t,
        Fields().put("how", "looks").put("every", to_text(every)));
  };
  if (world.first_look) look(*world.first_look);
  for (Instant t = world.clock.covered(); t <= world.end(); t = t + every)
    if (!world.first_look || t > *world.first_look) look(t);
}

}  // namespace

void write_collections(const World& world, Lines& lines) {
  Counts counts(world);
  for (const Source& source : sources_of(world))
    if (cadence("connector:" + source.name))
      write_looks(world, lines, source);
    else
      write_log(world, lines, source, counts);
}

}  // namespace probata::sim
