// What goes wrong, by name: each a change of the plan, and the obligations that must fail of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/areas.h"

namespace probata::sim {

// One violation while it is placed: the world, its own random numbers, and a moment for it.
class Scene {
 public:
  Scene(World& world, Random random) : world(world), random(random) {}
  // A working moment of the period with so many days left after it.
  Instant moment(int room);
  // One after the first stretch of the period, which something of a healthy company takes.
  Instant moment_after(Duration stretch, int room);
  // Such a moment at which something is due, after the one from which its year ran.
  struct Year {
    Instant last, due;
  };
  Year year(int room);
  // A window that ends in the period.
  Period window(Window);
  // Somebody with some months in the company, about whom nothing is planned yet.
  Person& employee(Instant);
  // A laptop of somebody who stays, for this alone.
  Device& laptop();
  // An account of its own in a system, of somebody who stays.
  Account& account(const std::string& system, Instant);
  // A judgement of this test whose window ends in the period; the caller moves or drops it;
  // the end where all of them are dropped already.
  std::vector<Judgement>::iterator judgement(const std::string& test);

  World& world;
  Random random;
};

// A system of its own of the highest tier, with a service and two stores.
std::string new_service(Scene&);

struct Violation {
  std::string name;
  std::string breaks;  // CONTROL/TEST
  std::string title;   // what happens, one sentence
  int room = 1;        // how many days of the period it needs
  void (*place)(Scene&) = nullptr;
  bool after_reviews = false;  // changes reviews, which follow from the access of all
};

// The same local time a year before, from which a year leads here again.
std::optional<Instant> year_before(const World&, Instant due);

// Nobody makes a judgement of this test in one window.
void skip_judgement(Scene&, const std::string& test);
// Twenty days after a year, or not within the period where that would lie behind its end; what
// would have come later comes no more.
void judged_late(Scene&, const std::string& test);

// All, in the order of the list.
const std::vector<Violation>& violations();

// The parts of the list.
std::vector<Violation> access_violations();
std::vector<Violation> outsider_violations();
std::vector<Violation> leaver_violations();
std::vector<Violation> review_violations();
std::vector<Violation> cloud_violations();
std::vector<Violation> boundary_violations();
std::vector<Violation> device_violations();
std::vector<Violation> office_violations();
std::vector<Violation> sharing_violations();
std::vector<Violation> detection_violations();
std::vector<Violation> event_violations();
std::vector<Violation> roster_violations();
std::vector<Violation> incident_violations();
std::vector<Violation> notice_violations();
std::vector<Violation> code_violations();
std::vector<Violation> change_violations();
std::vector<Violation> weakness_violations();
std::vector<Violation> capacity_violations();
std::vector<Violation> backup_violations();
std::vector<Violation> recovery_violations();
std::vector<Violation> confidentiality_violations();
std::vector<Violation> retention_violations();
std::vector<Violation> information_violations();
std::vector<Violation> risk_violations();
std::vector<Violation> significant_violations();
std::vector<Violation> oversight_violations();
std::vector<Violation> conduct_violations();
std::vector<Violation> duty_violations();
std::vector<Violation> process_violations();
std::vector<Violation> vendor_violations();
std::vector<Violation> policy_violations();
std::vector<Violation> staff_violations();
std::vector<Violation> finding_violations();
std::vector<Violation> decision_violations();
std::vector<Violation> evaluation_violations();
std::vector<Violation> model_violations();
std::vector<Violation> matrix_violations();
std::vector<Violation> baseline_violations();

}  // namespace probata::sim
