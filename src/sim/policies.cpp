// Policies that are confirmed every year, a new version of one of them, procedures and their runs.
#include "sim/policies.h"

#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/staff.h"

namespace probata::sim {
namespace {

struct Row {
  const char *id, *type, *topic;
  std::string owner, role;  // everybody where it is empty
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"code-of-conduct", "code", "conduct", role_of::people_ops, ""},
      {"information-security", "policy", "other", role_of::security, ""},
      {"access", "policy", "access", role_of::security, "system_owner"},
      {"change", "policy", "change", role_of::engineering, "engineering_lead"},
      {"vendors", "policy", "vendors", role_of::security, "system_owner"},
      {"data", "policy", "data", role_of::privacy, "privacy_officer"},
  };
  return all;
}

// The version that a new one replaces, and when.
constexpr const char* renewed = "information-security/1";
Instant renewed_at(const World& world) { return world.start() + days(27) + hours(9); }

std::vector<std::string> applies_to(const Row& row) {
  return row.role.empty() ? std::vector<std::string>{} : std::vector{row.role};
}

// Confirmed within each year, the first one in the last second of it.
void plan_confirmed(World& world, Random& random) {
  const Instant from = world.clock.covered() - days(75);
  bool near = true;
  for (const Row& row : rows()) {
    add_policy(world, {.id = row.id,
                       .name = std::string("Policy ") + row.id,
                       .type = row.type,
                       .topic = row.topic,
                       .owner = row.owner,
                       .applies_to = applies_to(row),
                       .at = from});
    Thing& version = add_policy_version(
        world,
        {.policy = row.id, .author = row.owner, .drafted = from, .published = from + days(3)});
    for (const Instant at : yearly_moments(world, random, from + days(40), near))
      if (version.id != renewed || at < renewed_at(world))
        version.set(at, by_person(row.owner), Fields().put("state", "confirmed"));
    near = false;
  }
}

// New text, which everybody is asked to accept; the old one ends with it. And a new policy that is
// published in the last second.
void plan_new_texts(World& world, Random& random) {
  const Instant at = renewed_at(world);
  Thing& version = add_policy_version(
      world,
      {.policy = "information-security", .number = "2", .drafted = at - days(12), .published = at});
  for (const Instant again : yearly_moments(world, random, at + days(300)))
    version.set(again, by_person(role_of::security), Fields().put("state", "confirmed"));
  find_thing(world, "policy_version", renewed)
      ->set(at, by_person(role_of::security), Fields().put("state", "retired"));
  const Instant late = world.start() + days(5) + hours(10);
  add_policy(world, {.id = "remote-work",
                     .name = "Work from elsewhere",
                     .owner = role_of::people_ops,
                     .applies_to = {"people_operations"},
                     .at = late});
  Thing& first = add_policy_version(world, {.policy = "remote-work",
                                            .author = role_of::people_ops,
                                            .drafted = late + days(2),
                                            .published = late + nearly(after_change)});
  for (const Instant again : yearly_moments(world, random, late + days(330)))
    first.set(again, by_person(role_of::people_ops), Fields().put("state", "confirmed"));
}

// Every month but once a day earlier, and once in the last second.
void plan_procedures(World& world) {
  const Instant from = world.clock.covered() - days(20) + hours(9);
  add_procedure(world, {.id = "backup-report",
                        .name = "Look through the report of backups",
                        .qualification = "running backups",
                        .at = from - days(3)});
  train(world, role_of::it, "running backups", from - days(2), world.end() + days(400));
  bool near = true;
  for (Instant at = from; at < world.end();) {
    add_run(world, {.id = world.number("backup-report"),
                    .procedure = "backup-report",
                    .began = at - hours(1),
                    .done = at});
    const Instant due = world.clock.plus(at, Span{.months = 1});
    const bool last = near && due > world.start();
    near = near && !last;
    at = last ? due - second : due - days(1);
  }
}

}  // namespace

Thing& add_policy(World& world, const PolicyPlan& plan) {
  Fields fields;
  fields.put("name", plan.name).put("type", plan.type).put("topic", plan.topic);
  fields.put("required", true).put("owner", plan.owner);
  if (!plan.applies_to.empty()) fields.put("applies_to", plan.applies_to);
  return world.thing("policy", plan.id).set(plan.at, by_person(role_of::security), fields);
}

Thing& add_policy_version(World& world, const VersionPlan& plan) {
  const std::string author = by_person(plan.author);
  return world.thing("policy_version", plan.policy + "/" + plan.number)
      .set(plan.drafted, author,
           Fields()
               .put("policy", plan.policy)
               .put("number", plan.number)
               .put("author", plan.author)
               .put("state", "draft"))
      .set(plan.published - days(1), by_person(plan.approver), Fields().put("state", "approved"))
      .set(plan.published, author, Fields().put("state", "published"));
}

Thing& add_procedure(World& world, const ProcedurePlan& plan) {
  Fields fields;
  fields.put("name", plan.name).put("type", plan.type).put("owner", plan.owner);
  fields.put("role", plan.role).put("every", plan.every);
  if (!plan.qualification.empty()) fields.put("qualification", plan.qualification);
  return world.thing("procedure", plan.id).set(plan.at, by_person(plan.owner), fields);
}

Thing& add_run(World& world, const RunPlan& plan) {
  const std::string by = by_person(plan.performer);
  return world.thing("procedure_run", plan.id)
      .set(plan.began, by,
           Fields()
               .put("procedure", plan.procedure)
               .put("performer", plan.performer)
               .put("state", "open"))
      .set(plan.done, by,
           Fields()
               .put("result", "passed")
               .put("evidence", "sha256:" + std::string(64, 'd'))
               .put("state", "done"));
}

void plan_policies(World& world) {
  Random random = world.random.fork("policies");
  plan_confirmed(world, random);
  plan_new_texts(world, random);
  plan_procedures(world);
}

void keep_walked_through(World& world) {
  Random random = world.random.fork("walked through");
  for (const Thing& thing : world.things) {
    const bool required = thing.kind == "policy" && says(thing, R"("required":true)");
    if (!required || world.unplanned.contains("walk/" + thing.id)) continue;
    const Instant from = std::max(thing.moments.front().at, world.clock.covered());
    yearly_judgement(world, random, "practice-equals-policy/walked-through", "policy/" + thing.id,
                     role_of::reviewer, from);
  }
}

}  // namespace probata::sim
