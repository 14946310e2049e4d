// Alerts that nobody looks into, and events that are judged late, badly or by anybody.
#include "sim/limits.h"
#include "sim/response.h"
#include "sim/violation.h"

namespace probata::sim {
namespace {

AlertPlan alert(Scene& s, Instant at) {
  return {.id = s.world.number("missed-alert"), .analyst = role_of::security, .opened = at};
}

void fail_alert(Scene& s, const AlertPlan& plan, const std::string& test, Duration time,
                std::optional<Instant> done = {}) {
  add_alert(s.world, plan);
  s.world.fail("alerts-triaged/" + test, "alert/" + plan.id, plan.opened, plan.opened + time, done);
}

void critical_alert_untouched(Scene& s) {
  AlertPlan plan = alert(s, s.moment(4));
  plan.severity = "critical";
  plan.triaged = plan.opened + days(2);
  fail_alert(s, plan, "serious", alert_high, plan.triaged);
}

void malware_ignored(Scene& s) {
  AlertPlan plan = alert(s, s.moment(3));
  plan.type = "malware";
  fail_alert(s, plan, "serious", alert_high);
}

void alert_forgotten(Scene& s) {
  AlertPlan plan = alert(s, s.moment(17));
  plan.triaged = plan.opened + days(15);
  fail_alert(s, plan, "others", triage, plan.triaged);
}

void alert_without_cause(Scene& s) {
  AlertPlan plan = alert(s, s.moment(12));
  plan.triaged = plan.opened + hours(3);
  plan.cause.clear();
  fail_alert(s, plan, "others", triage);
}

EventPlan event(Scene& s, int room) {
  const Instant at = s.moment(room);
  return {.id = s.world.number("missed-event"),
          .by = role_of::security,
          .opened = at,
          .classified = at + hours(5)};
}

void fail_event(Scene& s, const EventPlan& plan, std::optional<Instant> done = {}) {
  add_event(s.world, plan);
  s.world.fail("events-classified/classified", "security_event/" + plan.id, plan.opened,
               plan.opened + contain, done);
}

void event_classified_late(Scene& s) {
  EventPlan plan = event(s, 7);
  plan.classified = plan.opened + days(5);
  fail_event(s, plan, plan.classified);
}

void event_without_reason(Scene& s) {
  EventPlan plan = event(s, 5);
  plan.type = "false_positive";
  plan.reason.clear();
  fail_event(s, plan);
}

void event_classified_by_anybody(Scene& s) {
  EventPlan plan = event(s, 5);
  plan.by = role_of::people_ops;
  fail_event(s, plan);
}

void fail_incident(Scene& s, const EventPlan& plan, std::optional<Instant> done = {}) {
  add_event(s.world, plan);
  s.world.fail("events-classified/incidents", "security_event/" + plan.id, *plan.classified,
               *plan.classified + contain, done);
}

void exposure_left_as_event(Scene& s) {
  EventPlan plan = event(s, 5);
  plan.data_touched = true;
  fail_incident(s, plan);
}

void incident_opened_late(Scene& s) {
  EventPlan plan = event(s, 16);
  plan.type = "incident";
  plan.declared = *plan.classified + days(6);
  plan.incident = s.world.number("late-incident");
  add_incident(s.world, incident_plan(s.random, plan.incident, *plan.declared));
  fail_incident(s, plan, plan.declared);
}

void dismissals_not_judged(Scene& s) { skip_judgement(s, "second-look/judged"); }

}  // namespace

std::vector<Violation> event_violations() {
  return {
      {"critical-alert-untouched", "alerts-triaged/serious",
       "Nobody looks into a critical alert for two days.", 4, critical_alert_untouched},
      {"malware-ignored", "alerts-triaged/serious",
       "Nobody ever looks into a find of malicious software.", 3, malware_ignored},
      {"alert-forgotten", "alerts-triaged/others", "A small alert lies for fifteen days.", 17,
       alert_forgotten},
      {"alert-without-cause", "alerts-triaged/others",
       "An alert is put aside, and nobody writes down why it arose.", 12, alert_without_cause},
      {"event-classified-late", "events-classified/classified",
       "An event is classified after five days.", 7, event_classified_late},
      {"event-without-reason", "events-classified/classified",
       "An event is closed without a reason.", 5, event_without_reason},
      {"event-classified-by-anybody", "events-classified/classified",
       "Somebody who is neither on call nor security officer classifies an event.", 5,
       event_classified_by_anybody},
      {"exposure-left-as-event", "events-classified/incidents",
       "Confidential data was read, and no incident is opened.", 5, exposure_left_as_event},
      {"incident-opened-late", "events-classified/incidents",
       "An incident is opened six days after its event was called one.", 16, incident_opened_late},
      {"dismissals-not-judged", "second-look/judged",
       "Nobody looks at the dismissed events of a month again.", 62, dismissals_not_judged},
  };
}

}  // namespace probata::sim
