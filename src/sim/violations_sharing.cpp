// What goes outside without leave.
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

void flow_not_encrypted(Scene& s) {
  const Instant at = s.moment(4);
  Thing& flow = add_flow(s.world, s.world.number("flow"), s.world.clock.covered() - days(5));
  flow.set(at, by_person(role_of::privacy), Fields().put("encrypted", false))
      .set(at + days(2), by_person(role_of::privacy), Fields().put("encrypted", true));
  s.world.fail("data-flows/flows", "data_flow/" + flow.id, at, at, at + days(2));
}

void flow_not_approved(Scene& s) {
  const Instant at = s.moment(4);
  Thing& flow = add_flow(s.world, s.world.number("flow"), at);
  flow.moments.back().at = at + days(2);
  s.world.fail("data-flows/flows", "data_flow/" + flow.id, at, at, at + days(2));
}

void folder_shared(Scene& s) {
  const Instant at = s.moment(4);
  Thing& share = add_share(s.world, s.world.number("folder"), at, false);
  share.gone(at + days(2), "connector:workspace");
  s.world.fail("data-flows/shares", "share/" + share.id, at, at, at + days(2));
}

void integration_not_approved(Scene& s) {
  const Instant at = s.moment(20);
  Thing& integration = add_integration(s.world, at, at + days(15));
  integration.gone(at + days(18), "connector:workspace");
  s.world.fail("integrations/approved", "application/" + integration.id, at, at + triage,
               at + days(15));
}

}  // namespace

std::vector<Violation> sharing_violations() {
  return {
      {"flow-not-encrypted", "data-flows/flows",
       "Confidential data leaves unencrypted for two days.", 4, flow_not_encrypted},
      {"flow-not-approved", "data-flows/flows",
       "Confidential data leaves on a new way two days before anybody approves it.", 4,
       flow_not_approved},
      {"folder-shared", "data-flows/shares",
       "A confidential folder is shared outside without approval for two days.", 4, folder_shared},
      {"integration-not-approved", "integrations/approved",
       "An integration works for fifteen days before its approval.", 20, integration_not_approved},
  };
}

}  // namespace probata::sim
