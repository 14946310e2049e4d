#include "server/timeline.h"

#include <set>

#include "server/rows.h"
#include "server/sights.h"

namespace probata::api {
namespace {

constexpr size_t marks_shown = 500;

struct Mark {
  Instant from;
  std::optional<Instant> to;
  const char* state;
  const Test* test;
  const Row* row;
};

// The lower end.
Instant lower(const Range& range) { return range.exact() ? range.at : range.after; }

// An exception runs from `due` to `done`; what is not known, and what is to do, from `from` on.
std::optional<Mark> mark_of(const Test& test, const Row& row, const Period& stretch) {
  const char* state = row.verdict == Verdict::failed    ? "exception"
                      : row.verdict == Verdict::unknown ? "not_known"
                      : row.verdict == Verdict::pending ? "to_do"
                                                        : nullptr;
  if (state == nullptr) return {};
  bool late = row.verdict == Verdict::failed && row.due && !row.due_unknown;
  auto begin = late ? row.due : row.from;
  auto from = begin ? std::max(begin->at, stretch.start) : stretch.start;
  // What is not known may have been wrong from the earliest instant on.
  if (row.verdict == Verdict::unknown && begin)
    from = row.from_unbounded ? stretch.start : std::max(lower(*begin), stretch.start);
  std::optional<Instant> to;
  if (row.done && row.done->at < stretch.end) to = row.done->at;
  if (from >= stretch.end || (to && *to <= stretch.start)) return {};
  return Mark{from, to, state, &test, &row};
}

Duration length(const Mark& mark, const Period& stretch) {
  return mark.to.value_or(stretch.end) - mark.from;
}

void collect(std::vector<Mark>& marks, const TestResult& result, const Catalog& catalog,
             const Period& stretch) {
  for (const auto* rows : {&result.rows, &result.found})
    for (const Row& row : *rows)
      if (auto mark = mark_of(catalog.at(result.test), row, stretch)) marks.push_back(*mark);
}

void keep_longest(std::vector<Mark>& marks, const Period& stretch) {
  std::ranges::stable_sort(marks, std::greater(),
                           [&](const Mark& m) { return length(m, stretch); });
  if (marks.size() > marks_shown) marks.resize(marks_shown);
  std::ranges::stable_sort(marks, {}, [](const Mark& m) { return m.from; });
}

json::Value marks_json(std::span<const Mark> marks, Evaluator& evaluator) {
  json::Array array;
  for (const auto& mark : marks)
    array.push_back(json::Object{{"from", to_text(mark.from)},
                                 {"to", instant_json(mark.to)},
                                 {"state", mark.state},
                                 {"test", mark.test->id},
                                 {"item", mark.row->item},
                                 {"sentence", sentence_of(evaluator, *mark.test, *mark.row)}});
  return array;
}

std::vector<KindNo> kinds_of(const Control& control, const Catalog& catalog) {
  std::set<KindNo> kinds;
  for (TestNo number : control.tests)
    kinds.insert(catalog.at(number).kinds.begin(), catalog.at(number).kinds.end());
  return {kinds.begin(), kinds.end()};
}

json::Value hole(const Period& period, const char* reason) {
  return json::Object{
      {"from", to_text(period.start)}, {"to", to_text(period.end)}, {"reason", reason}};
}

json::Value seen_json(const View& view, const Control& control, const Period& stretch) {
  std::vector<KindSight> sights;
  for (KindNo kind : kinds_of(control, view.history.catalog()))
    for (auto& sight : kind_sights(view, kind, stretch)) sights.push_back(std::move(sight));
  std::ranges::stable_sort(sights, {}, &KindSight::share);
  json::Array array;
  for (const auto& sight : sights) {
    json::Array gaps;
    if (!empty(sight.lead)) gaps.push_back(hole(sight.lead, "lead"));
    for (const Period& gap : sight.gaps) gaps.push_back(hole(gap, "gap"));
    array.push_back(json::Object{{"by", sight.sight.by},
                                 {"title", source_title(sight.sight.by)},
                                 {"kind", view.history.catalog().at(sight.sight.kind).name},
                                 {"share", sight.share},
                                 {"gaps", std::move(gaps)}});
  }
  return array;
}

}  // namespace

json::Value timeline(const Organisation& organisation, const Moment& moment,
                     const Control& control) {
  const Catalog& catalog = organisation.catalog();
  Moment drawn = moment;
  if (!drawn.period)
    drawn.period = read(organisation, moment, [&](const View& view) {
      return usual_stretch(view, kinds_of(control, catalog));
    });
  const Period stretch = *drawn.period;
  // Held to the end: the marks point into them.
  std::vector<std::shared_ptr<const Assessment>> held;
  std::vector<Mark> marks;
  for (TestNo number : control.tests) {
    held.push_back(moment.period ? results(organisation, moment)
                                 : results(organisation, drawn, number));
    if (const auto* result = find_result(*held.back(), catalog.at(number)))
      collect(marks, *result, catalog, stretch);
  }
  keep_longest(marks, stretch);
  return read(organisation, moment, [&](const View& view) -> json::Value {
    Evaluator evaluator(view);
    return json::Object{{"from", to_text(stretch.start)},
                        {"to", to_text(stretch.end)},
                        {"marks", marks_json(marks, evaluator)},
                        {"seen", seen_json(view, control, stretch)}};
  });
}

}  // namespace probata::api
