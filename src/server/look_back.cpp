#include "server/look_back.h"

#include <set>

#include "server/rows.h"

namespace probata::api {
namespace {

// The sources that tell their own past of something: git of its commits, and so of branches and
// tags as far as looks go.
std::set<Layer> layers_with_a_past(const View& view) {
  std::set<Layer> layers;
  for (const Kind& kind : view.history.catalog().kinds)
    for (const Sight& sight : view.history.sights(kind.number))
      if (known(view, sight.fact) && sight.at <= view.now && sight.how == How::claimed)
        layers.insert(sight.layer);
  return layers;
}

// What its tests are about comes from such sources, or, but for one at least, from none at all.
bool tells_its_past(const View& view, const Control& control) {
  const auto layers = layers_with_a_past(view);
  bool told = false;
  for (TestNo number : control.tests) {
    const Test& test = view.history.catalog().at(number);
    if (!test.each) return false;
    for (const Sight& sight : view.history.sights(*test.each)) {
      if (!layers.contains(sight.layer)) return false;
      told = true;
    }
  }
  return told;
}

json::Value look_back(const Organisation& organisation, const Control& control,
                      const Moment& past) {
  Counts counts;
  auto worst = Conclusion::not_applicable;
  for (TestNo number : control.tests) {
    auto assessment = results(organisation, past, number);
    const auto* result = find_result(*assessment, organisation.catalog().at(number));
    if (result == nullptr) continue;
    counts.add(*result);
    worst = std::min(worst, result->conclusion);
  }
  return json::Object{{"control", control.id},
                      {"title", control.title},
                      {"from", to_text(past.period->start)},
                      {"to", to_text(past.period->end)},
                      {"conclusion", to_text(worst)},
                      {"population", counts.population},
                      {"failed", counts.failed},
                      {"unknown", counts.unknown}};
}

}  // namespace

json::Value look_backs(const Organisation& organisation, const Moment& moment) {
  json::Array list;
  if (moment.period) return list;
  auto past = moment;
  past.period = Period{calendar_of(organisation).plus(moment.at, Span{.months = -12}), moment.at};
  auto state = results(organisation, moment);
  for (const auto& result : state->controls) {
    const Control& control = organisation.catalog().at(result.control);
    if (read(organisation, moment, [&](const View& view) { return tells_its_past(view, control); }))
      list.push_back(look_back(organisation, control, past));
  }
  return list;
}

}  // namespace probata::api
