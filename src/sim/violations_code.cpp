// The code host and the pipeline: what reaches production past review.
#include "sim/areas.h"
#include "sim/engineering.h"
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

Thing& repository(Scene& s) {
  return add_repository(s.world, s.world.number("service"), s.world.clock.covered() - days(9),
                        true);
}

void protection_off(Scene& s) {
  const Instant at = s.moment(2);
  Thing& one = repository(s);
  one.set(at, code_host, Fields().put("protection", false))
      .set(at + minute * 40, code_host, Fields().put("protection", true));
  const Instant pushed = at + minute * 20;
  const std::string push = add_push(s.world, one.id, pushed, "direct");
  s.world.fail("branch-protection/protected", "repository/" + one.id, at, at, at + minute * 40);
  s.world.fail("branch-protection/pushes", "push/" + push, pushed, pushed);
}

void administrators_excepted(Scene& s) {
  const Instant at = s.moment(5);
  Thing& one = repository(s);
  one.set(at, code_host, Fields().put("admins_included", false))
      .set(at + days(3), code_host, Fields().put("admins_included", true));
  s.world.fail("branch-protection/protected", "repository/" + one.id, at, at, at + days(3));
}

void forced_push(Scene& s) {
  const Instant at = s.moment(1);
  const std::string push = add_push(s.world, repository(s).id, at, "forced");
  s.world.fail("branch-protection/pushes", "push/" + push, at, at);
}

void emergency_after_push(Scene& s) {
  const Instant at = s.moment(6), approved = at + hours(2);
  const std::string change =
      add_emergency(s.world, {.done = at, .approved = approved, .reviewed = at + hours(4)});
  const std::string push = add_push(s.world, repository(s).id, at, "bypass", change);
  s.world.fail("branch-protection/pushes", "push/" + push, at, at, approved);
}

void bad_merge(Scene& s, const MergePlan& plan) {
  s.world.fail("code-changes/reviewed", "merge/" + add_merge(s.world, plan), plan.at, plan.at);
}

void self_merged(Scene& s) {
  MergePlan plan = good_merge(s.world, s.moment(1));
  plan.reviewers = {plan.author};
  bad_merge(s, plan);
  const Failure unreviewed = s.world.truth.back();
  s.world.fail("separated-decisions/merges", unreviewed.item, plan.at, plan.at);
}
void commit_after_approval(Scene& s) {
  MergePlan plan = good_merge(s.world, s.moment(1));
  plan.approved_to_the_end = false;
  bad_merge(s, plan);
}
void checks_failed(Scene& s) {
  MergePlan plan = good_merge(s.world, s.moment(1));
  plan.checks = "failed";
  bad_merge(s, plan);
}
void not_analysed(Scene& s) {
  MergePlan plan = good_merge(s.world, s.moment(1));
  plan.passed = {"build"};
  s.world.fail("code-changes/analysed", "merge/" + add_merge(s.world, plan), plan.at, plan.at);
}
void merge_without_ticket(Scene& s) {
  MergePlan plan = good_merge(s.world, s.moment(1));
  plan.ticket.clear();
  bad_merge(s, plan);
}

void emergency_reviewed_late(Scene& s) {
  const Instant at = s.moment(16);
  const Instant reviewed = at + days(14);
  const std::string id =
      add_emergency(s.world, {.done = at, .approved = at + hours(3), .reviewed = reviewed});
  s.world.fail("code-changes/emergencies", "change/" + id, at,
               business_days(s.world.clock, at, emergency_days), reviewed);
}

void emergency_never_approved(Scene& s) {
  const Instant at = s.moment(16);
  const std::string id = add_emergency(s.world, {.done = at, .approved = {}, .reviewed = {}});
  s.world.fail("code-changes/emergencies", "change/" + id, at,
               business_days(s.world.clock, at, emergency_days));
}

void unreviewed_deployed(Scene& s) {
  const Instant at = s.moment_after(pipeline_unread + day, 1);
  MergePlan plan = good_merge(s.world, at - hours(1));
  plan.reviewers.clear();
  const std::string merge = add_merge(s.world, plan);
  const std::string id = add_deployment_of(s.world, at, registry, merge).id;
  s.world.fail("code-changes/reviewed", "merge/" + merge, plan.at, plan.at);
  s.world.fail("deployments/from-reviewed-code", "deployment/" + id, at, at);
}

// The trail of the cloud shows it, and no pipeline: where it came from nobody can tell.
void deployed_by_hand(Scene& s) {
  const Instant at = s.moment(1);
  const std::string id = s.world.number("by-hand");
  s.world.thing("deployment", id).set(at, trail, deployed_fields(id).put("took_effect", at));
  s.world.fail("deployments/from-reviewed-code", "deployment/" + id, at, at);
  s.world.fail("software-supply/deployments", "deployment/" + id, at, at);
}

// The pipeline says that it deployed, and the cloud knows nothing of it.
void not_in_the_trail(Scene& s) {
  const Instant at = s.moment_after(pipeline_unread + day, 12);
  const std::string merge = add_merge(s.world, good_merge(s.world, at - hours(2)));
  Thing& one = add_deployment_of(s.world, at, registry, merge);
  std::erase_if(one.moments, [](const Moment& moment) { return moment.by == trail; });
  s.world.fail("deployments/in-the-trail", "deployment/" + one.id, at, at + triage);
}

void artefact_not_scanned(Scene& s) {
  const Instant at = s.moment_after(pipeline_unread + day, 1);
  const std::string merge = add_merge(s.world, good_merge(s.world, at - hours(2)));
  Thing& one = add_deployment_of(s.world, at, registry, merge, false);
  s.world.fail("software-supply/deployments", "deployment/" + one.id, at, at);
}

// The image is an asset of the registry; its weakness is closed a day after it was deployed.
void critical_artefact(Scene& s) {
  const Instant at = s.moment_after(pipeline_unread + day, 3);
  const std::string merge = add_merge(s.world, good_merge(s.world, at - hours(2)));
  Thing& one = add_deployment_of(s.world, at, registry, merge);
  const std::string image = "shop-" + one.id;
  s.world.thing("asset", image)
      .set(at - days(1), "connector:aws",
           Fields().put("type", "service").put("name", image).put("environment", "production"))
      .set(at - hours(20), by_person(role_of::it),
           register_fields(role_of::engineering, "internal"));
  add_weakness(
      s.world,
      {.asset = image, .severity = "critical", .found = at - hours(4), .closed = at + days(1)});
  s.world.fail("software-supply/deployments", "deployment/" + one.id, at, at, at + days(1));
}

}  // namespace

std::vector<Violation> code_violations() {
  return {
      {"protection-off", "branch-protection/protected",
       "A production branch is not protected for forty minutes, and somebody pushes to it.", 2,
       protection_off},
      {"administrators-excepted", "branch-protection/protected",
       "For three days the protection of a branch does not hold for administrators.", 5,
       administrators_excepted},
      {"forced-push", "branch-protection/pushes",
       "Somebody rewrites a production branch, and there is no emergency.", 1, forced_push},
      {"emergency-after-push", "branch-protection/pushes",
       "An emergency is approved two hours after the push around the protection.", 6,
       emergency_after_push},
      {"self-merged", "code-changes/reviewed", "Somebody approves and merges the own change.", 1,
       self_merged},
      {"commit-after-approval", "code-changes/reviewed",
       "A commit follows the approval, and the change is merged.", 1, commit_after_approval},
      {"checks-failed", "code-changes/reviewed", "A change is merged though its checks failed.", 1,
       checks_failed},
      {"merge-not-analysed", "code-changes/analysed",
       "A change is merged that was built, and not analysed.", 1, not_analysed},
      {"merge-without-ticket", "code-changes/reviewed", "A change without a ticket is merged.", 1,
       merge_without_ticket},
      {"emergency-reviewed-late", "code-changes/emergencies",
       "An emergency change is reviewed fourteen days after it was done.", 16,
       emergency_reviewed_late},
      {"emergency-never-approved", "code-changes/emergencies",
       "Nobody ever approves an emergency change.", 16, emergency_never_approved},
      {"unreviewed-deployed", "deployments/from-reviewed-code",
       "What nobody reviewed is merged and deployed to production.", 60, unreviewed_deployed},
      {"deployed-by-hand", "deployments/from-reviewed-code",
       "Somebody deploys to production by hand, past the pipeline.", 1, deployed_by_hand},
      {"deployment-not-in-trail", "deployments/in-the-trail",
       "The pipeline deploys something that the trail of the cloud never shows.", 60,
       not_in_the_trail},
      {"artefact-not-scanned", "software-supply/deployments",
       "An artefact that nobody scanned reaches production.", 60, artefact_not_scanned},
      {"critical-artefact", "software-supply/deployments",
       "An artefact with a critical weakness reaches production a day before it is closed.", 60,
       critical_artefact},
  };
}

}  // namespace probata::sim
