// The register of what is read, who judges it, and what the company keeps itself.
#include "sim/sources.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/areas.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

// What people keep in Probata, and what Probata knows of itself.
std::vector<std::string> kept() {
  std::vector<std::string> kinds = record_kinds();
  for (const char* built_in :
       {"catalog", "clock", "collection", "company", "control", "erasure", "judgement",
        "obligation", "observation", "qualification", "setting", "test"})
    kinds.emplace_back(built_in);
  std::ranges::sort(kinds);
  return kinds;
}

void add_source(World& world, Random& random, const Source& source, const std::string& connector) {
  world.thing("source", source.name)
      .set(source.from - hours(1), by_person(role_of::security),
           Fields()
               .put("name", source.name)
               .put("connector", connector)
               .put("kinds", source.kinds)
               .put("cadence", to_text(cadence_of(source.name)))
               .put("memory", to_text(days(30)))
               .put("owner", role_of::it)
               .put("cost", "a licence and some calls a day"));
  yearly_judgement(world, random, "evidence-plan/judged", "source/" + source.name,
                   role_of::security, source.from);
}

// Each in another part of the period, the first judged in the last second.
void plan_queries(World& world, Random& random) {
  bool near = true;
  for (const char* source : {"hr", "aws", "siem", "mdm"})
    for (Instant t = world.start() + days(random.between(2, 60)); t < world.end() - days(35);
         t = t + days(random.between(120, 240))) {
      const Instant at = world.clock.at(world.clock.working(world.clock.date_of(t)), 11 * 60);
      const Duration took = near ? nearly(after_change) : days(random.between(2, 20));
      change_query(world, source, at, at + took);
      near = false;
    }
}

}  // namespace

const std::vector<std::string>& record_kinds() {
  static const std::vector<std::string> kinds = {"access_request",
                                                 "access_review",
                                                 "acknowledgement",
                                                 "action",
                                                 "agreement",
                                                 "appraisal",
                                                 "assignment",
                                                 "body_member",
                                                 "case",
                                                 "change",
                                                 "commitment",
                                                 "data_flow",
                                                 "declaration",
                                                 "disposal",
                                                 "evaluation",
                                                 "exercise",
                                                 "finding",
                                                 "hire",
                                                 "incident",
                                                 "job_role",
                                                 "meeting",
                                                 "notice",
                                                 "objective",
                                                 "policy",
                                                 "policy_version",
                                                 "procedure",
                                                 "procedure_run",
                                                 "process",
                                                 "review_line",
                                                 "risk",
                                                 "risk_assessment",
                                                 "security_event",
                                                 "significant_change",
                                                 "site",
                                                 "source",
                                                 "system",
                                                 "unit",
                                                 "user_control",
                                                 "vendor",
                                                 "vendor_review",
                                                 "visit",
                                                 "waiver"};
  return kinds;
}

Duration cadence_of(const std::string& source) {
  return cadence("connector:" + source).value_or(hours(24));
}

void change_query(World& world, const std::string& source, Instant changed, Instant judged) {
  world.thing("source", source)
      .set(changed, by_person(role_of::it), Fields().put("changed", changed));
  world.judgements.push_back(
      {"external-information/logic", "source/" + source, role_of::reviewer, judged, {}});
}

void keep_sources(World& world) {
  Random random = world.random.fork("sources");
  for (const Source& source : sources_of(world))
    add_source(world, random, source, "connector:" + source.name);
  add_source(world, random, {"probata", kept(), world.clock.covered()}, "probata");
  plan_queries(world, random);
}

void read_late(World& world, const Silence& silence) {
  const std::string source = silence.by.substr(std::string("connector:").size());
  const Instant due = silence.time.start + cadence_of(source) + cadence_of(source);
  if (silence.time.end > due)
    world.fail("collection-complete/on-cadence", "source/" + source, silence.time.start, due,
               silence.time.end);
  if (!silence.page) return;
  for (Instant t = silence.time.start + day; t < silence.time.end; t = t + day)
    world.fail("collection-complete/whole", "collection/" + collection_of(world, source, t), t, t);
}

}  // namespace probata::sim
