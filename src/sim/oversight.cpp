// The meetings of the overseeing body, what is laid before them, and what they decide.
#include "sim/oversight.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/actions.h"
#include "sim/areas.h"
#include "sim/availability.h"
#include "sim/limits.h"
#include "sim/response.h"

namespace probata::sim {
namespace {

const std::string head = by_person(role_of::head), outsider = by_person(role_of::outsider_a);
constexpr const char* severe = R"("severity":"high")";

std::string file(char letter) { return "sha256:" + std::string(64, letter); }

}  // namespace

MeetingPlan meeting_at(const std::string& id, Instant held) {
  return {.id = id,
          .held = held,
          .attended = {seat_a, seat_b, seat_of_head},
          .minuted = held + days(21),
          .judged = held + days(6),
          .results = held};
}

std::string add_meeting_action(World& world, const std::string& meeting, Instant decided,
                               Instant due, Instant done, std::optional<Instant> dated) {
  return add_action(world, {.id = world.number("resolution"),
                            .title = "Look at the budget for security",
                            .of = "meeting/" + meeting,
                            .opener = role_of::head,
                            .owner = role_of::it,
                            .opened = decided,
                            .due = due,
                            .done = done,
                            .dated = dated})
      .id;
}

// Mended by its owner and closed by somebody else.
void add_severe_finding(World& world, const SevereFinding& plan) {
  const std::string security = by_person(role_of::security);
  const Instant due = plan.triaged + days(40);
  world.thing("finding", plan.id)
      .set(plan.opened, security,
           Fields().put("test", "mfa/systems").put("item", "system/jira").put("state", "open"))
      .set(plan.triaged, security,
           Fields()
               .put("severity", "high")
               .put("owner", role_of::it)
               .put("root_cause", "The setting was thought to be the default")
               .put("action", "Set it, and watch it")
               .put("due", due)
               .put("state", "triaged"))
      .set(plan.decided.value_or(plan.triaged), security,
           Fields().put("response", "The control stays, and is watched"))
      .set(due - days(9), security, Fields().put("state", "closed"));
  if (!plan.told) return;
  world.unplanned.insert("told/" + plan.id);
  add_notice(world, "finding/" + plan.id, "management", "", *plan.told);
}

// A view of how things are, by a firm; no audit.
void add_outside_report(World& world, const std::string& id, Instant reported) {
  const std::string by = by_person(role_of::security);
  world.thing("evaluation", id)
      .set(reported - days(60), by,
           Fields()
               .put("title", "Review by a firm " + id)
               .put("type", "baseline")
               .put("external", true)
               .put("state", "planned"))
      .set(reported, by, Fields().put("report", file('b')).put("state", "reported"));
}

namespace {

void plan_charter(World& world, Random& random) {
  const Instant at = world.clock.covered() - days(20);
  world.thing("policy", "oversight-charter")
      .set(at, head,
           Fields()
               .put("name", "Charter of the board")
               .put("type", "charter")
               .put("required", true)
               .put("owner", role_of::head)
               .put("applies_to", std::vector<std::string>{"oversight"}));
  const Instant first = world.clock.covered() + days(random.between(40, 70));
  world.board.charter = yearly_moments(world, random, first, true);
}

// Twice in a half year; in the first of the period once, in its last second.
void plan_meetings(World& world, Random& random) {
  bool near = true;
  const auto add = [&](Instant held) {
    if (held < world.clock.covered()) return;
    world.board.meetings.push_back(meeting_at("board-" + to_text(world.clock.date_of(held)), held));
  };
  for (const Period& half : world.clock.windows(Window::half, world.clock.covered())) {
    const bool last_second = near && half.start >= world.start();
    near = near && !last_second;
    if (last_second) {
      add(half.end - second);
      continue;
    }
    const Period first = world.clock.window(Window::quarter, half.start);
    add(moment_in(world, random, first));
    add(moment_in(world, random, {first.end, half.end}));
  }
}

// In the period something of each takes all the time there is.
void plan_near_misses(World& world) {
  const auto one = std::ranges::find_if(world.board.meetings, [&](const MeetingPlan& meeting) {
    return meeting.held > world.start();
  });
  if (one == world.board.meetings.end()) return;
  one->minuted = one->held + nearly(case_decision);
  one->judged = one->held + nearly(after_change);
}

void plan_actions(World& world) {
  bool near = true;
  for (const MeetingPlan& meeting : world.board.meetings) {
    const Instant due = meeting.held + days(45);
    const bool last = near && due > world.start();
    near = near && !last;
    const Instant decided = meeting.held + hours(1);
    if (last)
      add_meeting_action(world, meeting.id, decided, due, due - second, decided + nearly(triage));
    else
      add_meeting_action(world, meeting.id, decided, due, meeting.held + days(25));
  }
}

void plan_papers(World& world, Random& random) {
  bool near = true;
  for (Instant at = world.clock.covered() + days(20); at < world.end();
       at = at + days(random.between(40, 80))) {
    SevereFinding plan{.id = world.number("severe-finding"),
                       .opened = at,
                       .triaged = at + days(random.between(1, 9))};
    if (near && at > world.start()) {
      plan.told = plan.triaged + nearly(triage);
      plan.decided = plan.triaged + nearly(after_change);
      near = false;
    }
    add_severe_finding(world, plan);
  }
  for (const Instant at : yearly_moments(world, random, world.clock.covered() + days(70)))
    add_outside_report(world, world.number("outside-report"), at);
}

struct Paper {
  std::string name;
  Instant since;
};

// When a thing was first said to have this value.
std::optional<Instant> said(const Thing& thing, std::string_view member) {
  for (const Moment& moment : thing.moments)
    if (moment.set.text().find(member) != std::string::npos) return moment.at;
  return {};
}

std::vector<Paper> papers_of(const World& world) {
  std::vector<Paper> papers;
  for (const Thing& thing : world.things) {
    const bool finding = thing.kind == "finding" && says(thing, severe);
    const bool report = thing.kind == "evaluation" && says(thing, R"("external":true)");
    const auto since = finding  ? said(thing, R"("state":"triaged")")
                       : report ? said(thing, R"("state":"reported")")
                                : std::nullopt;
    if (since) papers.push_back({thing.kind + "/" + thing.id, *since});
  }
  return papers;
}

void write_meeting(World& world, const MeetingPlan& plan, const std::vector<std::string>& papers) {
  Fields held;
  held.put("attended", plan.attended).put("papers", papers).put("state", "held");
  if (plan.results == plan.held) held.put("results", file('d'));
  Thing& meeting = world.thing("meeting", plan.id);
  meeting
      .set(plan.held - days(20), head,
           Fields()
               .put("title", "Meeting " + plan.id)
               .put("body", "board")
               .put("agenda", plan.agenda)
               .put("state", "planned"))
      .set(plan.held, head, held)
      .set(plan.minuted, outsider, Fields().put("minutes", file('f')).put("state", "minuted"));
  if (plan.results != plan.held)
    meeting.set(plan.results, head, Fields().put("results", file('d')));
  world.judgements.push_back({"meeting-actions/challenged", "meeting/" + plan.id,
                              role_of::outsider_a, plan.judged,
                              Period{plan.held, plan.held + after_change}});
}

void hold_meetings(World& world) {
  std::ranges::sort(world.board.meetings, {}, &MeetingPlan::held);
  const std::vector<Paper> papers = papers_of(world);
  std::set<std::string> shown;
  for (const MeetingPlan& meeting : world.board.meetings) {
    std::vector<std::string> before;
    for (const Paper& paper : papers)
      if (paper.since < meeting.held && !meeting.withheld.contains(paper.name) &&
          shown.insert(paper.name).second)
        before.push_back(paper.name);
    write_meeting(world, meeting, before);
  }
}

void tell_management(World& world) {
  Random random = world.random.fork("management told");
  std::vector<std::pair<std::string, Instant>> untold;
  for (const Thing& thing : world.things)
    if (thing.kind == "finding" && says(thing, severe) &&
        !world.unplanned.contains("told/" + thing.id))
      untold.emplace_back("finding/" + thing.id, *said(thing, severe));
  for (const auto& [finding, since] : untold)
    add_notice(world, finding, "management", "", since + hours(random.between(2, 200)));
}

void confirm_charter(World& world) {
  const Instant at = world.clock.covered() - days(19);
  Thing& version = world.thing("policy_version", "oversight-charter/1");
  version.set(at, head,
              Fields()
                  .put("policy", "oversight-charter")
                  .put("number", "1")
                  .put("author", role_of::head)
                  .put("state", "draft"));
  version.set(at + days(2), outsider, Fields().put("state", "approved"));
  version.set(at + days(3), head, Fields().put("state", "published"));
  for (const Instant one : world.board.charter)
    version.set(one, outsider, Fields().put("state", "confirmed"));
}

}  // namespace

void plan_oversight(World& world) {
  Random random = world.random.fork("oversight");
  plan_members(world);
  plan_charter(world, random);
  plan_meetings(world, random);
  plan_near_misses(world);
  plan_actions(world);
  plan_papers(world, random);
}

void keep_oversight(World& world) {
  hold_meetings(world);
  tell_management(world);
  confirm_charter(world);
}

}  // namespace probata::sim
