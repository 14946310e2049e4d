// Everything that the home page shows. The state now, and beside it what changed since yesterday.
#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "catalog/applies.h"
#include "server/api/api.h"
#include "server/headline.h"
#include "server/look_back.h"
#include "server/rows.h"
#include "server/sights.h"

namespace probata::api {
namespace {

constexpr size_t wrong_shown = 10, blockers_shown = 12;

struct WrongRow {
  const Test* test;
  const Row* row;
};

bool open_now(const Row& row, Instant now) { return !row.done || row.done->at > now; }

// Failed or found, and not met now. Worst first: severity, then what is wrong the longest.
std::vector<WrongRow> wrong_rows(const Assessment& assessment, const Catalog& catalog,
                                 Instant now) {
  std::vector<WrongRow> wrong;
  for (const auto& control : assessment.controls)
    for (const auto& result : control.tests) {
      const Test& test = catalog.at(result.test);
      for (const Row& row : result.rows)
        if (row.verdict == Verdict::failed && open_now(row, now)) wrong.push_back({&test, &row});
      for (const Row& row : result.found)
        if (wrong_when_found(row, now)) wrong.push_back({&test, &row});
    }
  std::ranges::stable_sort(wrong, {}, [&](const WrongRow& w) {
    return std::pair(-static_cast<int>(w.test->severity), wrong_since(*w.row, now).at);
  });
  return wrong;
}

std::string since_words(const Row& row, const View& view) {
  const bool at_once = row.from && wrong_since(row, view.now).at <= row.from->at;
  if (!at_once || (!row.found && !row.from_unbounded)) return {};
  return "already so when first seen, " +
         time_words(from_of(row).value_or(view.now), view.history.settings().calendar, view.now);
}

json::Value wrong_json(const WrongRow& wrong, Evaluator& evaluator, const Catalog& catalog) {
  const auto& [test, row] = wrong;
  const Range since = wrong_since(*row, evaluator.view().now);
  const bool unbounded = since == row->due ? row->due_unbounded : row->from_unbounded;
  return json::Object{
      {"sentence", sentence_of(evaluator, *test, *row)},
      {"control", catalog.at(test->control).id},
      {"test", test->id},
      {"item", row->item},
      {"from", to_text(from_of(*row).value_or(evaluator.view().now))},
      {"from_after", row->from && !row->from_unbounded ? after_json(*row->from) : json::Value()},
      {"since", to_text(since.at)},
      {"since_after", unbounded ? json::Value() : after_json(since)},
      {"since_words", since_words(*row, evaluator.view())},
      {"severity", severity_text(test->severity)}};
}

const ControlResult* result_of(const Assessment& assessment, const Control& control) {
  for (const auto& result : assessment.controls)
    if (result.control == control.number) return &result;
  return nullptr;
}

json::Value criterion_json(const Criterion& criterion, const Assessment& assessment,
                           const Catalog& catalog, Instant now, int64_t& without) {
  json::Array marks;
  for (const auto& result : assessment.controls) {
    const Control& control = catalog.at(result.control);
    if (!control.criteria.contains(criterion.id)) continue;
    marks.push_back(json::Object{{"id", control.id},
                                 {"title", control.title},
                                 {"conclusion", to_text(result.conclusion)},
                                 {"wrong_now", wrong_now(result, now)}});
  }
  if (marks.empty()) ++without;
  return json::Object{
      {"id", criterion.id}, {"title", criterion.title}, {"controls", std::move(marks)}};
}

json::Value groups_json(const Assessment& assessment, const Catalog& catalog, Instant now,
                        int64_t& without) {
  json::Array groups;
  for (const auto& group : catalog.groups) {
    json::Array criteria;
    for (const auto& criterion : catalog.criteria)
      if (criterion.group == group.id)
        criteria.push_back(criterion_json(criterion, assessment, catalog, now, without));
    groups.push_back(
        json::Object{{"id", group.id}, {"title", group.title}, {"criteria", std::move(criteria)}});
  }
  return groups;
}

// As the headline has it: a control with something wrong now is wrong, whatever else it is.
json::Value counts_of(const Assessment& assessment, Instant now, int64_t without) {
  int64_t by[7] = {}, wrong = 0;
  for (const auto& control : assessment.controls) {
    if (wrong_now(control, now))
      ++wrong;
    else
      ++by[static_cast<size_t>(control.conclusion)];
  }
  auto of = [&](Conclusion c) { return by[static_cast<size_t>(c)]; };
  return json::Object{{"works", of(Conclusion::effective)},
                      {"wrong", wrong},
                      {"not_known", of(Conclusion::unknown)},
                      {"to_do", of(Conclusion::pending)},
                      {"did_not_occur", of(Conclusion::not_occurring)},
                      {"not_applicable", of(Conclusion::not_applicable)},
                      {"no_control", without}};
}

json::Value blocker(std::string words, const char* state, const std::string& action,
                    std::string href) {
  return json::Object{{"sentence", std::move(words)},
                      {"state", state},
                      {"action", optional_json(action)},
                      {"href", std::move(href)}};
}

// Controls with something to do before its time is up.
void add_tasks(json::Array& blockers, const Assessment& assessment, const Catalog& catalog) {
  for (const auto& result : assessment.controls) {
    size_t tasks = 0;
    for (const auto& test : result.tests)
      tasks +=
          static_cast<size_t>(std::ranges::count(test.found, Verdict::pending, &Row::verdict)) +
          static_cast<size_t>(test.pending);
    if (result.conclusion != Conclusion::pending || tasks == 0) continue;
    const Control& control = catalog.at(result.control);
    blockers.push_back(blocker(fmt::format("{}: {} to do", control.title, tasks), "to_do",
                               "see what", "/controls/" + control.id));
  }
}

// What most tests wait for, and how much more there is; the page of sources lists all.
// REQUIRES: by the number of tests, most first.
std::string in_short(std::span<const NotTold* const> list, const Catalog& catalog) {
  constexpr size_t named = 3;
  std::vector<std::string> whats;
  for (const NotTold* missing : list) {
    if (whats.size() == named) break;
    const size_t fields = missing->fields.size();
    whats.push_back(fields <= named ? missing->what
                                    : fmt::format("{} fields of {}", fields,
                                                  plural_of(catalog.at(missing->kind))));
  }
  const size_t more = list.size() - whats.size();
  return join(whats, "; ") + (more > 0 ? fmt::format(" and {} more", more) : "");
}

// One line for each source that is missing, whatever it would tell.
void add_missing(json::Array& blockers, std::span<const NotTold> list, const Catalog& catalog) {
  std::vector<std::string> actions;
  for (const auto& missing : list)
    if (std::ranges::find(actions, missing.action) == actions.end())
      actions.push_back(missing.action);
  for (const auto& action : actions) {
    std::vector<const NotTold*> alike;
    std::set<std::string> controls;
    for (const auto& missing : list) {
      if (missing.action != action) continue;
      alike.push_back(&missing);
      for (const auto& test : missing.tests) controls.insert(test.substr(0, test.find('/')));
    }
    auto n = controls.size();
    blockers.push_back(blocker(
        fmt::format("{}: not known, because {}. {} {}.", in_short(alike, catalog),
                    alike.front()->why, n, n == 1 ? "control needs it" : "controls need it"),
        "not_known", action, "/sources"));
  }
}

// Until somebody gives the first answer, what applies rests on nothing but what is assumed.
void add_assumed(json::Array& blockers, const View& view) {
  const Catalog& catalog = view.history.catalog();
  size_t assumed = 0;
  for (const Question& question : catalog.questions) {
    const AnswerInForce answer = answer_at(catalog, view.history.settings(), question, view.now);
    if (answer.given) return;
    assumed += answer.value != nullptr ? 1 : 0;
  }
  if (assumed == 0) return;
  blockers.push_back(blocker(fmt::format("{} {} assumed, and decide which controls apply", assumed,
                                         assumed == 1 ? "answer is" : "answers are"),
                             "to_do", "What applies to us", "/applies"));
}

// What stands between the organisation and a whole picture: answers that nobody gave, steps that
// failed, sources that fell silent, what no source tells, and what is to do.
json::Value blockers_json(Context& context, const View& view, const Assessment& assessment,
                          std::span<const KindSight> sights) {
  json::Array blockers;
  add_assumed(blockers, view);
  for (const auto& step : context.steps())
    if (step.state == "failed")
      blockers.push_back(
          blocker(fmt::format("{} failed: {}", step.title, step.detail), "to_do", "", "/sources"));
  const Catalog& catalog = view.history.catalog();
  for (const auto& sight : sights) {
    auto plural = plural_of(catalog.at(sight.sight.kind));
    auto title = source_title(sight.sight.by);
    if (sight.state() == "silent" && sight.sight.last)
      blockers.push_back(blocker(
          fmt::format("{} are not seen by {} since {}", plural, title,
                      time_words(*sight.sight.last, view.history.settings().calendar, view.now)),
          "not_known", "look at the source again", "/sources"));
  }
  add_missing(blockers, not_told(view, assessment, sights), catalog);
  add_tasks(blockers, assessment, catalog);
  if (blockers.size() > blockers_shown) blockers.resize(blockers_shown);
  return blockers;
}

std::string_view worst_state(std::string_view a, std::string_view b) {
  static constexpr std::string_view order[] = {"never", "silent", "partly", "seen"};
  return std::min(std::ranges::find(order, a), std::ranges::find(order, b))[0];
}

json::Value summary_json(std::span<const KindSight> of_one, const Catalog& catalog) {
  std::string_view state = "seen";
  std::optional<Instant> last;
  Duration every{0};
  int64_t rows = -1, total = -1;
  json::Array kinds;
  std::string action;
  for (const auto& sight : of_one) {
    state = worst_state(state, sight.state());
    kinds.emplace_back(catalog.at(sight.sight.kind).name);
    if (sight.last != nullptr) {
      last = last ? std::max(*last, sight.last->to) : sight.last->to;
      every = std::max(every, sight.last->every);
    }
    if (sight.sight.rows >= 0) rows = std::max<int64_t>(rows, 0) + sight.sight.rows;
    if (sight.sight.total >= 0) total = std::max<int64_t>(total, 0) + sight.sight.total;
    if (action.empty() && !sight.not_read.empty()) action = sight.not_read[0].remedy;
  }
  return json::Object{{"by", of_one[0].sight.by},       {"title", source_title(of_one[0].sight.by)},
                      {"kinds", std::move(kinds)},      {"state", state},
                      {"last", instant_json(last)},     {"every", duration_json(every)},
                      {"rows", count_json(rows)},       {"total", count_json(total)},
                      {"action", optional_json(action)}};
}

json::Value sources_json(std::span<const KindSight> sights, const Catalog& catalog) {
  json::Array sources;
  for (size_t first = 0, end = 0; first < sights.size(); first = end) {
    while (end < sights.size() && sights[end].sight.by == sights[first].sight.by) ++end;
    sources.push_back(summary_json(sights.subspan(first, end - first), catalog));
  }
  return sources;
}

struct Since {
  uint64_t size = 0;  // of the ledger then
  Instant seal{};     // when it was sealed at that size
  std::map<std::string, int64_t, std::less<>> by_source;
};

Since since(const View& view, Instant from) {
  Since since;
  since.size = static_cast<uint32_t>(view.known);
  while (since.size > 0) {
    auto provenance = view.history.provenance(FactNo{static_cast<uint32_t>(since.size - 1)});
    if (provenance.recorded <= from) {
      since.seal = provenance.recorded;
      break;
    }
    ++since.by_source[std::string(provenance.by.starts_with("person/") ? "people" : provenance.by)];
    --since.size;
  }
  return since;
}

struct Turned {
  int64_t wrong = 0, right = 0;
};

// Between the two, with the same period. What was wrong and is not known now is not right.
Turned turned(const Assessment& before, const Assessment& after, const Catalog& catalog) {
  Turned turned;
  for (const auto& result : after.controls) {
    const auto* earlier = result_of(before, catalog.at(result.control));
    const bool was = earlier != nullptr && wrong_now(*earlier, before.now);
    const bool is = wrong_now(result, after.now);
    turned.wrong += is && !was ? 1 : 0;
    turned.right += was && !is && result.conclusion != Conclusion::unknown ? 1 : 0;
  }
  return turned;
}

json::Value since_json(const Organisation& organisation, const Assessment& now,
                       const Moment& moment) {
  // At a whole hour: what was known then is worked out once, not for each minute.
  const Instant from = whole(hour, moment.at - day);
  auto changed = read(organisation, moment, [&](const View& view) { return since(view, from); });
  Moment then = moment;
  then.size = changed.size;
  // Not at `from` itself: what was looked at by then may have been recorded after it.
  then.at = changed.seal;
  const Assessment nothing{};
  auto before = then.size > 0 ? results(organisation, then) : nullptr;
  const auto [newly_wrong, newly_right] =
      turned(before ? *before : nothing, now, organisation.catalog());
  json::Array sources;
  for (const auto& [by, count] : changed.by_source)
    sources.push_back(json::Object{{"by", by}, {"title", source_title(by)}, {"count", count}});
  return json::Object{{"from", to_text(from)},
                      {"entries", moment.size - changed.size},
                      {"sources", std::move(sources)},
                      {"newly_wrong", newly_wrong},
                      {"newly_right", newly_right}};
}

}  // namespace

Answer home(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  auto moment = TRY(moment_of(request, organisation));
  auto assessment = results(organisation, moment);
  auto changes = since_json(organisation, *assessment, moment);
  auto past = look_backs(organisation, moment);
  return read(organisation, moment, [&](const View& view) -> Answer {
    const Catalog& catalog = view.history.catalog();
    Evaluator evaluator(view);
    auto wrong = wrong_rows(*assessment, catalog, view.now);
    auto sights = all_sights(context, view, moment.period.value_or(usual_stretch(view, {})));
    json::Array shown;
    for (size_t i = 0; i < std::min(wrong.size(), wrong_shown); ++i)
      shown.push_back(wrong_json(wrong[i], evaluator, catalog));
    int64_t without = 0;
    auto groups = groups_json(*assessment, catalog, view.now, without);
    return json::Object{{"view", to_json(moment)},
                        {"counts", counts_of(*assessment, view.now, without)},
                        {"headline", headline_json(*assessment, evaluator, moment)},
                        {"wrong", std::move(shown)},
                        {"wrong_total", wrong.size()},
                        {"blockers", blockers_json(context, view, *assessment, sights)},
                        {"groups", std::move(groups)},
                        {"sources", sources_json(sights, catalog)},
                        {"since_yesterday", std::move(changes)},
                        {"look_back", std::move(past)}};
  });
}

}  // namespace probata::api
