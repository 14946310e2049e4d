// The border to the outside: rules, endpoints, certificates.
#include "sim/limits.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

const std::string aws = "connector:aws", probe = "connector:probe";

Thing& rule(Scene& s, const std::string& from, const std::string& source, int64_t port, Instant at,
            Instant approved) {
  return add_rule(s.world, {.id = s.world.number("rule"),
                            .from = from,
                            .to = "production",
                            .source = source,
                            .port = port,
                            .at = at,
                            .approved = approved});
}

void admin_port_open(Scene& s) {
  const Instant at = s.moment(2);
  Thing& one = rule(s, "outside", "0.0.0.0/0", 22, at, at - days(1));
  one.gone(at + hours(5), aws);
  s.world.fail("exposure/rules", "network_rule/" + one.id, at, at, at + hours(5));
}

void staging_reaches_production(Scene& s) {
  const Instant at = s.moment(4);
  Thing& one = rule(s, "staging", "10.2.0.0/16", 443, at, at - days(1));
  one.set(at + days(2), aws, Fields().put("action", "deny"));
  s.world.fail("stores-and-networks/separation", "network_rule/" + one.id, at, at, at + days(2));
}

void rule_before_approval(Scene& s) {
  const Instant at = s.moment(4);
  Thing& one = rule(s, "office", "10.1.0.0/16", 443, at, at + days(2));
  s.world.fail("network-rules-reviewed/approved", "network_rule/" + one.id, at, at, at + days(2));
}

// An endpoint of its own, known and fine, seen first some days before.
Thing& endpoint(Scene& s, Instant at, int64_t port = 443) {
  Thing& one = add_endpoint(s.world, s.world.number("extra") + ".corp.example", at, port);
  register_endpoint(one, at + hours(5));
  return one;
}

void database_answers(Scene& s) {
  const Instant at = s.moment(5);
  Thing& one = endpoint(s, at, 5432);
  one.gone(at + days(2), probe);
  const Instant from = shown(s.world, probe, at);
  s.world.fail("exposure/endpoints", "public_endpoint/" + one.id, from, from,
               shown(s.world, probe, at + days(2)));
}

void unknown_host(Scene& s) {
  const Instant at = s.moment(19);
  Thing& one = add_endpoint(s.world, s.world.number("extra") + ".corp.example", at, 443);
  const Instant from = shown(s.world, probe, at);
  register_endpoint(one, from + days(15));
  renew_certificates(s.world, one, at, s.world.end());
  s.world.fail("exposure/registered", "public_endpoint/" + one.id, from, from + triage,
               from + days(15));
}

void certificate_runs_out(Scene& s) {
  const Instant at = s.moment(15);
  const Instant first = s.world.clock.covered() - days(3);
  Thing& one = endpoint(s, first);
  const Instant until = at + certificate_left;
  one.set(first + days(1), probe, Fields().put("certificate_until", until));
  one.set(at + days(10), probe, Fields().put("certificate_until", s.world.end() + days(60)));
  s.world.fail("tls/encrypted", "public_endpoint/" + one.id, at, at,
               shown(s.world, probe, at + days(10)));
}

// For so many days a field of an endpoint has a value that it must not have for longer than
// `grace`.
void weak_endpoint(Scene& s, const char* field, const char* weak, const char* usual, int for_days,
                   const char* test, Duration grace) {
  const Instant at = s.moment(7), end = at + days(for_days);
  Thing& one = endpoint(s, at - days(10));
  renew_certificates(s.world, one, at - days(10), s.world.end());
  one.set(at, probe, Fields().put(field, weak)).set(end, probe, Fields().put(field, usual));
  const Instant from = shown(s.world, probe, at);
  s.world.fail(test, "public_endpoint/" + one.id, from, from + grace, shown(s.world, probe, end));
}

void old_tls(Scene& s) { weak_endpoint(s, "tls", "1.0", "1.2", 4, "tls/encrypted", Duration{0}); }
void filter_off(Scene& s) {
  weak_endpoint(s, "filter", "none", "web_filter", 3, "network-rules-reviewed/filtered",
                filter_grace);
}

}  // namespace

std::vector<Violation> boundary_violations() {
  return {
      {"admin-port-open", "exposure/rules", "Port 22 is open to the world for five hours.", 2,
       admin_port_open},
      {"staging-reaches-production", "stores-and-networks/separation",
       "A path leads from staging to production for two days.", 4, staging_reaches_production},
      {"rule-before-approval", "network-rules-reviewed/approved",
       "A network rule is made two days before its change is approved.", 4, rule_before_approval},
      {"database-answers", "exposure/endpoints", "A database answers the world for two days.", 5,
       database_answers},
      {"unknown-host", "exposure/registered", "A public host is in no register for fifteen days.",
       19, unknown_host},
      {"certificate-runs-out", "tls/encrypted",
       "A certificate is renewed three days after its end.", 15, certificate_runs_out},
      {"old-tls", "tls/encrypted", "An endpoint takes TLS 1.0 for four days.", 7, old_tls},
      {"filter-off", "network-rules-reviewed/filtered",
       "Nothing looks at what reaches an endpoint for three days.", 7, filter_off},
  };
}

}  // namespace probata::sim
