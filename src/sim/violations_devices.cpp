// Laptops, what is installed on them, and how they end.
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string mdm = "connector:mdm";

// A field of a laptop has another value for some days.
void for_days(Scene& s, const std::string& test, const Fields& bad, const Fields& good,
              int64_t count, Duration grace) {
  const Instant at = s.moment(static_cast<int>(count) + 3);
  Device& device = s.laptop();
  device.more.push_back({at, "", bad});
  device.more.push_back({at + days(count), "", good});
  const Instant from = shown(s.world, mdm, at);
  s.world.fail(test, "device/" + device.id, from, from + grace,
               shown(s.world, mdm, at + days(count)));
}

void disk_not_encrypted(Scene& s) {
  for_days(s, "devices-protected/protected", Fields().put("disk_encrypted", false),
           Fields().put("disk_encrypted", true), 10, device_grace);
}
void updates_off(Scene& s) {
  for_days(s, "devices-protected/updates", Fields().put("updates", false),
           Fields().put("updates", true), 10, device_grace);
}
void agent_stopped(Scene& s) {
  for_days(s, "endpoint-protection/devices", Fields().put("protection", "stopped"),
           Fields().put("protection", "running"), 10, device_grace);
}
void local_admin(Scene& s) {
  for_days(s, "install-rights/local-admin", Fields().put("local_admin", true),
           Fields().put("local_admin", false), 12, device_grace);
}
void laptop_vanished(Scene& s) {
  for_days(s, "device-tracking/known", Fields().put("managed", false),
           Fields().put("managed", true), 40, disposal_time);
}

void software_not_approved(Scene& s) {
  const Instant at = s.moment(44);
  Device& device = s.laptop();
  Thing& one = add_software(s.world, device.id, "torrent", at, false);
  one.gone(shown(s.world, mdm, at + days(40)), mdm);
  const Instant from = shown(s.world, mdm, at);
  s.world.fail("install-rights/software", "software/" + one.id, from, from + correction,
               shown(s.world, mdm, at + days(40)));
}

Device& old_laptop(Scene& s, Instant at) {
  Device& device = add_device(s.world, "", s.world.clock.covered() - days(40));
  device.returned = s.world.clock.covered() - days(20);
  device.wiped = s.world.clock.covered() - days(19);
  device.retired = at;
  return device;
}

DisposalPlan disposal_of(const Device& device, Instant at) {
  return {.device = device.id,
          .authorised = at - days(6),
          .sanitised = at - days(4),
          .disposed = at,
          .certificate = at + days(3)};
}

void disposed_unverified(Scene& s) {
  const Instant at = s.moment(6);
  DisposalPlan plan = disposal_of(old_laptop(s, at), at);
  plan.verified = false;
  s.world.fail("disposals/in-order", "disposal/" + add_disposal(s.world, plan), at, at);
}

void wrong_method(Scene& s) {
  const Instant at = s.moment(6);
  DisposalPlan plan = disposal_of(old_laptop(s, at), at);
  plan.method = "overwrite";
  s.world.fail("disposals/in-order", "disposal/" + add_disposal(s.world, plan), at, at);
}

void never_wiped(Scene& s) {
  const Instant at = s.moment(6);
  DisposalPlan plan = disposal_of(old_laptop(s, at), at);
  plan.wiped = false;
  s.world.fail("disposals/in-order", "disposal/" + add_disposal(s.world, plan), at, at);
}

void certificate_of_many(Scene& s) {
  const Instant at = s.moment(34);
  DisposalPlan plan = disposal_of(old_laptop(s, at), at);
  plan.serial = false;
  s.world.fail("disposals/certified", "disposal/" + add_disposal(s.world, plan), at,
               at + disposal_time);
}

void certificate_late(Scene& s) {
  const Instant at = s.moment(45);
  DisposalPlan plan = disposal_of(old_laptop(s, at), at);
  plan.certificate = at + days(41);
  s.world.fail("disposals/certified", "disposal/" + add_disposal(s.world, plan), at,
               at + disposal_time, plan.certificate);
}

}  // namespace

std::vector<Violation> device_violations() {
  return {
      {"disk-not-encrypted", "devices-protected/protected",
       "The disk of a laptop is not encrypted for ten days.", 13, disk_not_encrypted},
      {"updates-off", "devices-protected/updates",
       "A laptop installs no updates by itself for ten days.", 13, updates_off},
      {"agent-stopped", "endpoint-protection/devices",
       "The protection of a laptop stands still for ten days.", 13, agent_stopped},
      {"local-admin", "install-rights/local-admin",
       "Somebody administers the own laptop for twelve days, and no waiver says why.", 15,
       local_admin},
      {"laptop-vanished", "device-tracking/known",
       "A laptop is out of sight for 40 days, and no loss is recorded.", 43, laptop_vanished},
      {"software-not-approved", "install-rights/software",
       "A program that nobody approved stays on a laptop for 40 days.", 44, software_not_approved},
      {"disposed-unverified", "disposals/in-order",
       "A laptop is disposed of and nobody verified that it was wiped.", 6, disposed_unverified},
      {"wrong-method", "disposals/in-order",
       "A laptop with confidential data is only overwritten before its disposal.", 6, wrong_method},
      {"disposed-unwiped", "disposals/in-order", "A laptop is disposed of and was never wiped.", 6,
       never_wiped},
      {"certificate-of-many", "disposals/certified",
       "The certificate of a disposal does not say which laptop it is about.", 34,
       certificate_of_many},
      {"disposal-certificate-late", "disposals/certified",
       "The certificate of a disposal comes after 41 days.", 45, certificate_late},
  };
}

}  // namespace probata::sim
