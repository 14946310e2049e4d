// Where every control of the catalog acts, and which risk it answers. The ids stand here once more
// because nothing of the simulator reads a catalog; one that is missing fails
// `risk-control-matrix/controls-placed`.
#include "sim/matrix.h"

#include <algorithm>

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/direction.h"
#include "sim/findings.h"
#include "sim/limits.h"

namespace probata::sim {
namespace {

struct Row {
  const char *process, *risk, *objective;
  std::vector<std::string> controls;
};

const std::vector<Row> rows = {
    {"service",
     "service-attacked",
     "security",
     {"access-approved",
      "access-removal",
      "access-review",
      "accounts-have-people",
      "alerts-triaged",
      "asset-inventory",
      "backups",
      "badges",
      "branch-protection",
      "capacity-forecast",
      "capacity",
      "carved-out-sites",
      "cloud-decommissioning",
      "code-changes",
      "configuration-drift",
      "console-changes",
      "data-flows",
      "deployments",
      "detection-rules",
      "device-tracking",
      "devices-protected",
      "disposals",
      "endpoint-protection",
      "environment-maintained",
      "events-classified",
      "exploited-vulnerabilities",
      "exposure",
      "external-identities",
      "git-authors",
      "git-history",
      "git-release-tags",
      "host-accounts",
      "host-admin-rights",
      "host-encryption",
      "host-firewall",
      "host-ports",
      "host-ssh",
      "host-time",
      "host-updates",
      "incident-exercise",
      "incident-recovery",
      "incident-response",
      "incidents-reconciled",
      "install-rights",
      "integrations",
      "keys-and-secrets",
      "log-coverage",
      "mfa",
      "network-rules-reviewed",
      "on-call-roster",
      "operational-monitors",
      "other-changes",
      "people-loss-exercise",
      "privileged-review",
      "production-copies",
      "recovery-infrastructure",
      "recovery-tested",
      "role-fit",
      "root-and-service-accounts",
      "second-look",
      "separate-environments",
      "software-supply",
      "stores-and-networks",
      "tls",
      "uptime",
      "visitors",
      "vulnerabilities",
      "zone-review"}},
    {"support",
     "customers-misled",
     "security",
     {"anonymous-line", "change-announcements", "classification", "collection-complete",
      "commitments-published", "confidential-protected", "customer-data-deleted", "data-disposals",
      "evidence-plan", "external-information", "inbound-messages", "notices-on-time",
      "oversight-report", "retention-holds", "retention-schedules"}},
    {"sales",
     "bought-badly",
     "availability",
     {"business-continuity", "continuity-alternatives", "model-providers", "user-controls",
      "vendor-exit", "vendors-assessed", "vendors-registered"}},
    {"accounting",
     "danger-overlooked",
     "books",
     {"change-assessed", "evaluation-plan", "evaluation-response", "finding-status", "findings",
      "fraud-assessment", "high-risk-review", "independent-evaluation", "launch-review",
      "objectives-at-risk", "objectives-register", "penetration-test", "privileged-activity-review",
      "risk-assessment", "risk-treatment", "toxic-pairs"}},
    {"staff",
     "nobody-answers",
     "security",
     {"authority-limits",
      "conduct-cases",
      "conflict-declarations",
      "control-adequacy",
      "control-owners",
      "escalation",
      "hiring",
      "meeting-actions",
      "organisation-chart",
      "oversight-meetings",
      "oversight-members",
      "owner-self-assessment",
      "policies-acknowledged",
      "policy-review",
      "practice-equals-policy",
      "procedures-performed",
      "risk-control-matrix",
      "role-descriptions",
      "role-training",
      "sanctions",
      "security-training",
      "separated-decisions",
      "system-controls",
      "talent-review",
      "technology-acquisition",
      "waivers-bounded"}},
};

std::vector<std::string> without(const World& world, const char* word,
                                 std::vector<std::string> controls) {
  std::erase_if(controls,
                [&](const std::string& one) { return world.unplanned.contains(word + one); });
  return controls;
}

// A risk is new, and a control is left out of its process, each for nearly as long as is allowed.
void plan_near_misses(World& world) {
  const Instant at = world.start() + days(11), again = at + nearly(after_change);
  add_risk(world, {.id = "new-office", .controls = {}, .at = at})
      .set(again, by_person(role_of::security),
           Fields().put("controls", std::vector<std::string>{"code-changes"}));
  const std::vector<std::string> controls = controls_in(world, "staff");
  world.thing("process", "staff")
      .set(at, by_person(role_of::it),
           Fields().put("controls", std::vector(controls.begin() + 1, controls.end())))
      .set(again, by_person(role_of::it), Fields().put("controls", controls));
}

// From when it is in the register on; once in the last second of a year.
void judge_key_risks(World& world) {
  Random random = world.random.fork("adequacy");
  bool near = true;
  for (const Thing& risk : world.things) {
    if (risk.kind != "risk" || !says(risk, R"("key":true)") ||
        world.unplanned.contains(adequate + risk.id))
      continue;
    const Instant from = std::max(risk.moments.front().at, world.clock.covered());
    for (const Instant at :
         yearly_moments(world, random, from + days(random.between(10, 60)), near))
      judge_adequacy(world, risk.id, at);
    near = false;
  }
}

}  // namespace

std::vector<std::string> controls_in(const World& world, const std::string& process) {
  const auto row = std::ranges::find(rows, process, &Row::process);
  if (row == rows.end()) return {};
  return without(world, acts, row->controls);
}

std::vector<std::string> controls_but(const World& world, const char* word) {
  std::vector<std::string> all;
  for (const Row& row : rows) all.insert(all.end(), row.controls.begin(), row.controls.end());
  return without(world, word, std::move(all));
}

void answer_otherwise(World& world, const std::string& question, Instant at, Instant judged) {
  const std::string id = "answers/" + question;
  world.thing("setting", id)
      .set(at, by_person(role_of::security), Fields().put("value", false))
      .set(judged + days(20), by_person(role_of::security), Fields().put("value", true));
  world.judgements.push_back(
      {"risk-control-matrix/tailoring-changed", "setting/" + id, role_of::head, judged, {}});
}

void judge_adequacy(World& world, const std::string& risk, Instant at) {
  world.judgements.push_back({"control-adequacy/judged",
                              "risk/" + risk,
                              role_of::reviewer,
                              at,
                              {at, world.clock.plus(at, yearly)}});
}

void plan_matrix(World& world) {
  assign(world, "auditor_internal", role_of::reviewer);
  Random random = world.random.fork("matrix");
  const Instant from = world.clock.covered();
  for (const Instant at : yearly_moments(world, random, from + days(15), true))
    world.judgements.push_back({"risk-control-matrix/tailoring-fits",
                                "company",
                                role_of::head,
                                at,
                                {at, world.clock.plus(at, yearly)}});
  const Instant answered = world.start() + days(8);
  answer_otherwise(world, "signs_releases", answered, answered + nearly(after_change));
}

void keep_matrix(World& world) {
  plan_near_misses(world);
  judge_key_risks(world);
  for (const Row& row : rows)
    add_risk(world, {.id = row.risk,
                     .objective = row.objective,
                     .controls = without(world, answers, row.controls),
                     .at = world.clock.covered() - days(24)});
}

}  // namespace probata::sim
