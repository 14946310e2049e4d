// Reviews and judgements that were not held, or not as they have to be.
#include <algorithm>

#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

// Some review of the period, or nothing where each has its violation already.
Review* review(Scene& s) {
  std::vector<Review*> fit;
  for (Review& one : s.world.reviews)
    if (!one.taken && one.window.end > s.world.start() && one.window.end <= s.world.end() &&
        one.completed > s.world.start() && one.lines.size() > 3)
      fit.push_back(&one);
  if (fit.empty()) return nullptr;
  Review* chosen = s.random.pick(fit);
  chosen->taken = true;
  return chosen;
}

void skipped(Scene& s) {
  Review* chosen = review(s);
  if (!chosen) return;
  Review& one = *chosen;
  one.held = false;
  s.world.fail("access-review/every-quarter", "system/" + one.system, one.window.start,
               one.window.end - microsecond);
}

void list_not_whole(Scene& s) {
  Review* chosen = review(s);
  if (!chosen) return;
  Review& one = *chosen;
  const auto kept = std::ranges::find(one.lines, false, &Line::revoked);
  one.lines.erase(kept);
  one.rows = static_cast<int64_t>(one.lines.size());
  s.world.fail("access-review/whole", "access_review/" + one.id, one.completed, one.completed);
}

void own_access(Scene& s) {
  Review* chosen = review(s);
  if (!chosen) return;
  Review& one = *chosen;
  const size_t index = s.random.below(one.lines.size());
  Line& line = one.lines[index];
  for (const Grant& grant : s.world.grants)
    if (grant.id == line.grant) line.by = grant.person;
  s.world.fail("access-review/decided-by",
               "review_line/" + one.id + "/" + std::to_string(index + 1), line.decided,
               line.decided);
}

// Ends before the next review lists it.
void revoke_not_done(Scene& s) {
  std::vector<std::pair<Review*, size_t>> fit;
  for (Review& one : s.world.reviews)
    for (size_t i = 0; i < one.lines.size(); ++i) {
      const auto grant = std::ranges::find(s.world.grants, one.lines[i].grant, &Grant::id);
      if (!one.taken && one.completed > s.world.start() && !one.lines[i].revoked && !grant->until &&
          !grant->taken && one.lines[i].decided > s.world.start() &&
          one.lines[i].decided + days(26) < s.world.end())
        fit.push_back({&one, i});
    }
  if (fit.empty()) return;
  const auto [one, index] = s.random.pick(fit);
  Line& line = one->lines[index];
  Grant& grant = *std::ranges::find(s.world.grants, line.grant, &Grant::id);
  one->taken = line.revoked = grant.taken = true;
  grant.until = line.decided + days(25);
  // Later reviews no longer list it.
  for (Review& later : s.world.reviews) {
    if (later.listed <= *grant.until) continue;
    std::erase_if(later.lines, [&](const Line& other) { return other.grant == grant.id; });
    later.rows = static_cast<int64_t>(later.lines.size());
  }
  s.world.fail("access-review/revoked", "review_line/" + one->id + "/" + std::to_string(index + 1),
               line.decided, line.decided + revocation, grant.until);
}

void privileged_not_judged(Scene& s) { skip_judgement(s, "privileged-review/still-needed"); }
void zone_not_judged(Scene& s) { skip_judgement(s, "zone-review/reviewed"); }
void integration_not_judged(Scene& s) { skip_judgement(s, "integrations/least-scope"); }

void register_judged_late(Scene& s) { judged_late(s, "data-flows/register"); }
void rules_judged_late(Scene& s) { judged_late(s, "network-rules-reviewed/still-needed"); }

}  // namespace

void judged_late(Scene& s, const std::string& test) {
  std::vector<Judgement>& all = s.world.judgements;
  const auto first = std::ranges::find_if(all, [&](const Judgement& one) {
    return one.test == test && one.window.end > s.world.start() && one.window.end < s.world.end();
  });
  if (first == all.end()) return;
  Judgement late = *first;
  const Instant judged = late.at;
  std::erase_if(all, [&](const Judgement& one) {
    return one.test == test && one.item == late.item && one.at > judged;
  });
  late.at = late.window.end + days(20);
  const bool within = late.at <= s.world.end();
  s.world.fail(test, late.item, judged, late.window.end,
               within ? std::optional(late.at) : std::nullopt);
  all.push_back(std::move(late));
}

std::vector<Violation> review_violations() {
  // The first changes what later reviews list, so that it comes before those that name a line.
  return {
      {"revoke-not-done", "access-review/revoked", "What a review revoked is gone after 25 days.",
       92, revoke_not_done, true},
      {"review-skipped", "access-review/every-quarter",
       "The access to one system is not reviewed in a quarter.", 92, skipped, true},
      {"review-list-not-whole", "access-review/whole",
       "A review is completed without one line of the system's list.", 92, list_not_whole, true},
      {"review-of-own-access", "access-review/decided-by",
       "Somebody decides about the own access in a review.", 92, own_access, true},
      {"privileged-not-judged", "privileged-review/still-needed",
       "Nobody judges the privileged access to a system for a month.", 62, privileged_not_judged},
      {"zone-not-judged", "zone-review/reviewed",
       "Nobody judges who may enter a sensitive zone in a quarter.", 184, zone_not_judged},
      {"integration-not-judged", "integrations/least-scope",
       "Nobody judges an integration in a half year.", 359, integration_not_judged},
      {"register-judged-late", "data-flows/register",
       "The register of data flows is judged 20 days after its year.", 359, register_judged_late},
      {"rules-judged-late", "network-rules-reviewed/still-needed",
       "A set of network rules is judged 20 days after its year.", 359, rules_judged_late},
  };
}

}  // namespace probata::sim
