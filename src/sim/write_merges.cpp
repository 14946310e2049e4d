// The merges of every working day beyond those that are deployed, made while they are written.
#include <fmt/format.h>

#include "sim/engineering.h"
#include "sim/writer.h"

namespace probata::sim {
namespace {

void write_merge(Lines& lines, const MergePlan& plan, const std::string& commit) {
  const std::string id = plan.repository + "/" + commit;
  lines.add("merge", id, plan.at, push_log, merge_fields(plan, commit));
  lines.add("push", "push/" + id, plan.at, push_log, push_fields(plan, id));
}

}  // namespace

// About a hundred a year by everybody who writes code.
void write_merges(const World& world, Lines& lines) {
  const std::vector<std::string> reviewers = engineers(world);
  const std::vector<std::string> repositories = {"shop-web", "shop-api", "shop-infrastructure"};
  size_t number = 0;
  for (Date d = {world.clock.first().days - 30}; d <= world.clock.last(); ++d.days) {
    if (!world.clock.works(d)) continue;
    Random random = world.random.fork("merges/" + to_text(d));
    const Instant morning = world.clock.at(d, 9 * 60), evening = world.clock.at(d, 18 * 60);
    for (const Person& person : world.people) {
      if (person.role != "developer" || person.start > morning) continue;
      if (person.left && *person.left < evening) continue;
      if (!random.chance(400) || static_cast<int>(random.below(100)) >= world.activity) continue;
      MergePlan plan{.at = world.clock.at(d, static_cast<int>(random.between(570, 1'000)),
                                          static_cast<int>(random.below(60))),
                     .repository = random.pick(repositories),
                     .author = person.id};
      const std::string& reviewer = reviewers[number % reviewers.size()];
      plan.reviewers = {reviewer != person.id ? reviewer
                                              : reviewers[(number + 1) % reviewers.size()]};
      write_merge(lines, plan, fmt::format("d{}", ++number));
    }
  }
}

}  // namespace probata::sim
