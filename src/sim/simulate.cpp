#include "sim/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json.h"
#include "base/text.h"
#include "sim/availability.h"
#include "sim/baselines.h"
#include "sim/conduct.h"
#include "sim/confidentiality.h"
#include "sim/decisions.h"
#include "sim/direction.h"
#include "sim/duties.h"
#include "sim/engineering.h"
#include "sim/evaluations.h"
#include "sim/findings.h"
#include "sim/gaps.h"
#include "sim/limits.h"
#include "sim/matrix.h"
#include "sim/models.h"
#include "sim/oversight.h"
#include "sim/policies.h"
#include "sim/processes.h"
#include "sim/response.h"
#include "sim/sources.h"
#include "sim/staff.h"
#include "sim/vendors.h"
#include "sim/violation.h"
#include "sim/writer.h"

namespace probata::sim {
namespace {

const Violation* find(const std::string& name) {
  const auto found = std::ranges::find(violations(), name, &Violation::name);
  return found == violations().end() ? nullptr : &*found;
}

Error unknown_violation(const std::string& name, const Place& place) {
  std::vector<std::string> names;
  for (const Violation& one : violations()) names.push_back(one.name);
  return {fmt::format("unknown violation `{}`", name), name_hint(name, names), place};
}

Errors check(const SimulateOptions& options) {
  Errors errors;
  const int length = options.last.days - options.first.days + 1;
  for (const Wanted& one : options.wanted) {
    const Violation* violation = find(one.violation);
    if (!violation)
      errors.push_back(unknown_violation(one.violation, one.place));
    else if (violation->room + 6 > length)
      errors.push_back({fmt::format("`{}` needs a period of {} days, and this one has {}",
                                    one.violation, violation->room + 6, length),
                        "give a longer --period", one.place});
  }
  for (const std::string& name : options.gaps) {
    std::vector<std::string> names;
    for (const Gap& one : gaps()) names.push_back(one.name);
    if (std::ranges::find(names, name) == names.end())
      errors.push_back({fmt::format("unknown gap `{}`", name), name_hint(name, names), {}});
    else if (length < shortest_with_gap)
      errors.push_back({fmt::format("`{}` needs a period of {} days, and this one has {}", name,
                                    shortest_with_gap, length),
                        "give a longer --period",
                        {}});
  }
  if (options.people < fewest_people || options.people > most_people)
    errors.push_back({fmt::format("a company of {} people is out of range", options.people),
                      fmt::format("give {} to {}", fewest_people, most_people),
                      {}});
  if (length < 28 || length > 800)
    errors.push_back(
        {fmt::format("a period of {} days is out of range", length), "give 28 to 800 days", {}});
  return errors;
}

Result<void, Errors> check_first_look(const SimulateOptions& options, const Clock& clock) {
  const auto first = options.first_look;
  if (!first || (*first >= clock.period().start && *first < clock.period().end)) return {};
  return std::unexpected(
      Errors{{fmt::format("a first look at {} is outside of the period", to_text(*first)),
              fmt::format("give an instant from {} on and before {}", to_text(clock.period().start),
                          to_text(clock.period().end)),
              {}}});
}

void plan(World& world) {
  plan_systems(world);
  plan_people(world);
  plan_engineers(world);
  plan_cloud(world);
  plan_offices(world);
  plan_sharing(world);
  plan_availability(world);
  plan_confidentiality(world);
  plan_programme(world);
  plan_detection(world);
  plan_roster(world);
  plan_announcements(world);
  plan_code(world);
  plan_changes(world);
  plan_weaknesses(world);
  plan_direction(world);
  plan_oversight(world);
  plan_duties(world);
  plan_conduct(world);
  plan_vendors(world);
  plan_processes(world);
  plan_matrix(world);
  plan_policies(world);
  plan_staff(world);
  plan_evaluations(world);
  plan_models(world);
}

// What follows from who is on call, what there is to watch, and what was exercised.
void plan_answers(World& world) {
  plan_logs(world);
  plan_on_call(world);
  plan_response(world);
  plan_incidents(world);
  plan_exercises(world);
  plan_monitors(world);
}

// A period has only so many windows, reviews and weeks: what breaks nothing found no place.
bool place_one(World& world, const Violation& violation, int number) {
  const size_t before = world.truth.size();
  Scene scene(world, world.random.fork(fmt::format("{}/{}", violation.name, number)));
  violation.place(scene);
  return world.truth.size() > before;
}

Error no_place(const Wanted& wanted, int placed) {
  return {fmt::format("this company has a place for only {} of `{}`", placed, wanted.violation),
          "ask for fewer, or give a longer --period", wanted.place};
}

void place(World& world, const std::vector<Wanted>& wanted, bool after_reviews, Errors& errors) {
  // In the order of the list, whatever the order in which they were asked for.
  for (const Violation& violation : violations()) {
    if (violation.after_reviews != after_reviews) continue;
    int placed = 0;
    for (const Wanted& one : wanted)
      for (int i = 0; one.violation == violation.name && i < one.count; ++i, ++placed) {
        if (place_one(world, violation, placed + 1)) continue;
        errors.push_back(no_place(one, placed));
        break;
      }
  }
}

void place_gaps(World& world, const std::vector<std::string>& wanted) {
  for (const Gap& gap : gaps())
    if (std::ranges::find(wanted, gap.name) != wanted.end())
      gap.place(world, world.random.fork(gap.name));
}

json::Value unknown_row(const Unknown& unknown) {
  json::Value gap, row;
  gap.set("source", unknown.silence.by);
  gap.set("from", to_text(unknown.silence.time.start));
  gap.set("to", to_text(unknown.silence.time.end));
  row.set("test", unknown.test);
  row.set("item", unknown.item.empty() ? json::Value() : json::Value(unknown.item));
  row.set("unknown", std::move(gap));
  return row;
}

std::string truth_of(const World& world) {
  json::Array rows;
  for (const Failure& failure : world.truth) {
    // What arose before a first look is nobody's failure: where it is still wrong, it is found.
    if (world.first_look && failure.from <= *world.first_look) continue;
    json::Value row;
    row.set("test", failure.test);
    row.set("item", failure.item);
    row.set("from", to_text(failure.from));
    row.set("due", to_text(failure.due));
    row.set("done", failure.done ? json::Value(to_text(*failure.done)) : json::Value());
    rows.push_back(std::move(row));
  }
  for (const Unknown& unknown : world.unknown) rows.push_back(unknown_row(unknown));
  return json::write_pretty(json::Value(std::move(rows))) + "\n";
}

// Those kinds of which the whole company has duties from year to year that nothing else begins:
// they would be overdue since the year 2, and nobody opened a finding then.
constexpr const char* kept_from_covered[] = {"agreement", "case",           "evaluation",
                                             "objective", "policy_version", "process",
                                             "risk",      "risk_assessment"};

// Since when the company keeps its records.
std::string since(const World& world) {
  std::string text = "since:\n";
  const auto keep = [&](const std::string& kind, Instant from) {
    text += fmt::format("  {}: {}\n", kind, to_text(from));
  };
  if (world.first_look)
    for (const std::string& kind : record_kinds()) keep(kind, *world.first_look);
  else
    for (const char* kind : kept_from_covered) keep(kind, world.clock.covered());
  return text;
}

// The company has no machine and no repository to look at.
constexpr const char* of_a_machine[] = {"git-authors",   "git-history",       "git-release-tags",
                                        "host-accounts", "host-admin-rights", "host-encryption",
                                        "host-firewall", "host-ports",        "host-ssh",
                                        "host-time",     "host-updates"};

std::string not_applicable() {
  std::string text = "not_applicable:\n";
  for (const char* control : of_a_machine)
    text += fmt::format(
        "  - {{control: {}, reason: No machine and no repository is looked at, by: {}, from: "
        "{}}}\n",
        control, by_person(role_of::security), to_text(Instant::earliest()));
  return text;
}

std::string settings_of(const World& world) {
  std::vector<std::string> holidays;
  for (const Date d : world.clock.holidays()) holidays.push_back(to_text(d));
  return fmt::format(
      "time_zone: {}\nbusiness_days: {{week: [mon, tue, wed, thu, fri], holidays: [{}]}}\n"
      "profile: full\nparameters:\n  registries: [{{value: {}}}]\n{}{}",
      world.clock.time_zone(), join(holidays, ", "), registry, not_applicable(), since(world));
}

}  // namespace

Result<Simulated, Errors> simulate(const SimulateOptions& options) {
  Errors errors = check(options);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  auto clock = Clock::make(options.time_zone, options.first, options.last);
  if (!clock) return std::unexpected(Errors{clock.error()});
  if (auto fits = check_first_look(options, *clock); !fits)
    return std::unexpected(std::move(fits).error());
  World world{.clock = std::move(*clock),
              .random = Random(options.seed),
              .people_wanted = options.people,
              .activity = options.activity,
              .first_look = options.first_look};
  plan(world);
  place(world, options.wanted, false, errors);
  place_gaps(world, options.gaps);
  // Software and disposals follow from all devices, reviews from all rights, scans from all assets.
  plan_devices(world);
  keep_available(world);
  keep_confidential(world);
  keep_directed(world);
  keep_duties(world);
  keep_conduct(world);
  keep_mapped(world);
  keep_matrix(world);
  keep_vendors_watched(world);
  plan_reviews(world);
  plan_answers(world);
  keep_walked_through(world);
  keep_staff(world);
  plan_scans(world);
  plan_standards(world);
  plan_baselines(world);
  place(world, options.wanted, true, errors);
  keep_baselines(world);
  keep_oversight(world);
  plan_decisions(world);
  plan_late_action(world);
  follow_up(world);
  if (!errors.empty()) return std::unexpected(std::move(errors));
  const Lines lines = write_facts(world);
  return Simulated{.facts = lines.text(options.dirty, world.random.fork("delivery")),
                   .truth = truth_of(world),
                   .settings = settings_of(world),
                   .count = lines.size()};
}

namespace {

void read_line(std::string_view line, Place place, std::vector<Wanted>& wanted, Errors& errors) {
  std::string_view rest = line.substr(0, std::min(line.find('#'), line.size()));
  for (bool first = true;; first = false) {
    const size_t at = rest.find_first_not_of(" \t\r");
    if (at == rest.npos) return;
    rest.remove_prefix(at);
    place.column = static_cast<int>(rest.data() - line.data()) + 1;
    const std::string word(rest.substr(0, std::min(rest.find_first_of(" \t\r"), rest.size())));
    rest.remove_prefix(word.size());
    if (first) {
      wanted.push_back({word, 1, place});
      continue;
    }
    int count = 0;
    const char* end = word.data() + word.size();
    if (!word.starts_with("count="))
      errors.push_back({fmt::format("unknown parameter `{}`", word), "write `count=2`", place});
    else if (std::from_chars(word.data() + 6, end, count).ptr != end || count < 1 ||
             count > most_of_one)
      errors.push_back({fmt::format("`{}` is out of range", word),
                        fmt::format("give 1 to {}", most_of_one), place});
    else
      wanted.back().count = count;
  }
}

}  // namespace

Result<std::vector<Wanted>, Errors> read_wanted(std::string_view text, const std::string& file) {
  std::vector<Wanted> wanted;
  Errors errors;
  int number = 0;
  for (const std::string_view line : split(text, '\n'))
    read_line(line, {file, ++number, 1}, wanted, errors);
  for (const Wanted& one : wanted)
    if (!find(one.violation)) errors.push_back(unknown_violation(one.violation, one.place));
  std::ranges::stable_sort(errors, {}, [](const Error& error) { return error.place.line; });
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return wanted;
}

std::vector<Listed> list_gaps() {
  std::vector<Listed> list;
  for (const Gap& one : gaps()) list.push_back({one.name, "", one.title});
  return list;
}

std::vector<Listed> list_violations() {
  std::vector<Listed> list;
  for (const Violation& one : violations()) list.push_back({one.name, one.breaks, one.title});
  return list;
}

}  // namespace probata::sim
