#include "sim/violation.h"

#include <algorithm>

#include "sim/availability.h"
#include "sim/limits.h"

namespace probata::sim {

Instant Scene::moment(int room) {
  const int length = world.clock.last().days - world.clock.first().days;
  const int after = std::max(0, length - room - 4);
  const Date date = {world.clock.first().days + 2 + static_cast<int>(random.between(0, after))};
  return world.clock.at(world.clock.working(date), static_cast<int>(random.between(600, 930)),
                        static_cast<int>(random.below(60)));
}

Instant Scene::moment_after(Duration stretch, int room) {
  Instant at = moment(room);
  while (at < world.start() + stretch) at = moment(room);
  return at;
}

Scene::Year Scene::year(int room) {
  for (;;) {
    const Instant due = moment(room);
    if (const auto last = year_before(world, due)) return {*last, due};
  }
}

Period Scene::window(Window w) {
  std::vector<Period> windows = world.clock.windows(w, world.start());
  std::erase_if(windows, [&](const Period& one) { return one.end <= world.start(); });
  return random.pick(windows);
}

Person& Scene::employee(Instant at) {
  for (int tries = 0; tries < 1'000; ++tries) {
    Person& person = world.people[random.below(world.people.size())];
    if (person.taken || person.type == "external" || person.start > at - days(70)) continue;
    person.taken = true;
    return person;
  }
  // Nobody is left: somebody more was hired in time.
  Person& person =
      hire(world, "support", "employee", world.clock.working({world.clock.date_of(at).days - 100}));
  person.taken = true;
  return person;
}

Device& Scene::laptop() {
  return add_device(world, role_of::owner_b, world.clock.covered() - days(9));
}

Account& Scene::account(const std::string& system, Instant at) {
  Person& person = world.people[9];
  Account& account = add_account(world, system, person, at);
  account.id = system + "/" + world.number("second-" + person.id);
  account.login = account.id.substr(system.size() + 1);
  account.secret_changed = at + hours(1);
  account.quiet = true;
  return account;
}

std::vector<Judgement>::iterator Scene::judgement(const std::string& test) {
  std::vector<size_t> fit;
  for (size_t i = 0; i < world.judgements.size(); ++i) {
    const Judgement& one = world.judgements[i];
    if (one.test == test && one.window.end > world.start() && one.window.end <= world.end())
      fit.push_back(i);
  }
  if (fit.empty()) return world.judgements.end();
  return world.judgements.begin() + static_cast<std::ptrdiff_t>(random.pick(fit));
}

std::optional<Instant> year_before(const World& world, Instant due) {
  const Instant last = world.clock.plus(due, Span{.months = -12});
  if (world.clock.plus(last, yearly) != due) return {};
  return last;
}

void skip_judgement(Scene& s, const std::string& test) {
  const auto one = s.judgement(test);
  if (one == s.world.judgements.end()) return;
  s.world.fail(test, one->item, one->window.start, one->window.end - microsecond);
  s.world.judgements.erase(one);
}

std::string new_service(Scene& scene) {
  register_system(scene.world, add_service(scene.world));
  return scene.world.systems.back().id;
}

namespace {

std::vector<Violation> gather() {
  std::vector<Violation> all;
  for (auto* part : {access_violations,      outsider_violations,    leaver_violations,
                     review_violations,      cloud_violations,       boundary_violations,
                     device_violations,      office_violations,      sharing_violations,
                     detection_violations,   event_violations,       roster_violations,
                     incident_violations,    notice_violations,      code_violations,
                     change_violations,      weakness_violations,    capacity_violations,
                     backup_violations,      recovery_violations,    confidentiality_violations,
                     retention_violations,   information_violations, risk_violations,
                     significant_violations, oversight_violations,   conduct_violations,
                     duty_violations,        process_violations,     vendor_violations,
                     policy_violations,      staff_violations,       finding_violations,
                     decision_violations,    evaluation_violations,  model_violations,
                     matrix_violations,      baseline_violations})
    for (Violation& one : part()) all.push_back(std::move(one));
  return all;
}

}  // namespace

const std::vector<Violation>& violations() {
  static const std::vector<Violation> all = gather();
  return all;
}

}  // namespace probata::sim
