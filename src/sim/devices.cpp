// Laptops beside what hiring and leaving do with them: software, old ones and their disposal.
#include <fmt/format.h>

#include "sim/areas.h"
#include "sim/limits.h"

namespace probata::sim {

std::string add_disposal(World& world, const DisposalPlan& plan) {
  const std::string id = world.number("disposal");
  Thing& disposal = world.thing("disposal", id);
  disposal.set(plan.authorised, by_person(role_of::it),
               Fields()
                   .put("device", plan.device)
                   .put("requester", role_of::people_ops)
                   .put("class", "confidential")
                   .put("state", "authorised"));
  if (plan.wiped)
    disposal.set(plan.sanitised, by_person(role_of::admin_b),
                 Fields()
                     .put("method", plan.method)
                     .put("operator", role_of::admin_b)
                     .put("state", "sanitised"));
  if (plan.wiped && plan.verified)
    disposal.set(plan.sanitised + hours(1), by_person(role_of::it),
                 Fields().put("state", "verified"));
  disposal.set(plan.disposed, by_person(role_of::admin_b), Fields().put("state", "disposed"));
  Fields certificate;
  if (plan.serial) certificate.put("serial", plan.device);
  disposal.set(plan.certificate, by_person(role_of::it),
               certificate.put("certificate", "sha256:" + std::string(64, 'c')));
  return id;
}

Device& add_device(World& world, const std::string& person, Instant bought) {
  return world.devices.emplace_back(
      Device{.id = world.number("laptop"), .person = person, .bought = bought, .taken = true});
}

Thing& add_software(World& world, const std::string& device, const std::string& name, Instant at,
                    bool approved) {
  const std::string mdm = "connector:mdm";
  return world.thing("software", device + "/" + name)
      .set(shown(world, mdm, at), mdm,
           Fields()
               .put("device", device)
               .put("name", name)
               .put("version", "1.0")
               .put("approved", approved));
}

namespace {

void dispose_of_retired(World& world) {
  bool near = true;
  for (Device& device : world.devices) {
    if (!device.retired) continue;
    const Instant t = *device.retired;
    add_disposal(world, {.device = device.id,
                         .authorised = t - days(6),
                         .sanitised = t - days(4),
                         .disposed = t,
                         .certificate = t + (near ? nearly(disposal_time) : days(6))});
    near = false;
  }
}

// Laptops of years ago, taken out of use in the period.
void retire_old_ones(World& world, Random& random) {
  for (int i = 0; i < 4; ++i) {
    Device& device = add_device(world, "", world.clock.covered() - days(40));
    device.returned = world.clock.covered() - days(20);
    device.wiped = world.clock.covered() - days(19);
    device.retired = world.start() + days(3 + 9 * i) + hours(random.between(9, 15));
  }
}

// What came back and is no waste goes to somebody else; who leaves gives it back once more.
void hand_on(World& world) {
  Random random = world.random.fork("handed on");
  for (Device& device : world.devices) {
    if (device.taken || !device.wiped || device.retired || device.next) continue;
    const Instant from = *device.wiped + days(random.between(3, 20));
    const Person& person = world.people[random.below(world.people.size())];
    const bool there = person.type != "external" && person.start < from &&
                       (!person.left || *person.left > from + days(5));
    if (!there || from > world.end() - days(5)) continue;
    device.next = Device::Next{.person = person.id, .from = from};
    if (person.left) device.next->returned = *person.left + days(4);
    if (person.left) device.next->wiped = *person.left + days(6);
  }
}

// A developer administers the own laptop under a waiver, and everybody knows until when.
void plan_waiver(World& world) {
  Device& device = add_device(world, role_of::engineering, world.clock.covered() - days(9));
  const Instant at = with_waiver(world, world.start() + days(6));
  device.more.push_back({at, "", Fields().put("local_admin", true)});
  add_waiver(world, {.test = "install-rights/local-admin",
                     .item = "device/" + device.id,
                     .reason = "builds drivers",
                     .requested = at - days(4),
                     .from = at - days(1),
                     .until = longest_waiver(world, at - days(4))});
}

}  // namespace

void plan_devices(World& world) {
  Random random = world.random.fork("devices");
  const std::vector<std::string> programs = {"browser", "editor", "chat", "vpn-client", "office"};
  for (Device& device : world.devices) {
    for (const std::string& program : programs)
      if (random.chance(600)) {
        Thing& software = add_software(world, device.id, program, device.bought + days(9), true);
        if (device.retired)
          software.gone(shown(world, "connector:mdm", *device.returned), "connector:mdm");
      }
    // People are on holiday for nearly two weeks, their laptops asleep.
    const Instant nap = world.start() + days(random.between(1, 300));
    if (!device.taken && random.chance(200) && nap > device.bought + days(40))
      device.asleep = Period{nap, nap + days(8)};
  }
  hand_on(world);
  retire_old_ones(world, random);
  dispose_of_retired(world);
  plan_waiver(world);
}

}  // namespace probata::sim
