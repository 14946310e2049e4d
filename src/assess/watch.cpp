// When the watch of an item begins (semantics.md, section 3): nothing arises before.
#include <algorithm>

#include "assess/domain.h"
#include "history/lens.h"

namespace probata {
namespace {

bool has_sources(const View& view, KindNo kind) {
  const auto declared = view.history.settings().sources.find(kind);
  if (declared != view.history.settings().sources.end() && !declared->second.empty()) return true;
  return !view.history.sights(kind).empty();
}

// When a kind that the test reads was first seen; none: it delays nothing (always covered, or
// never).
std::optional<Instant> first_seen(Lens& lens, const Kind& kind, std::optional<Entity> own) {
  const View& view = lens.view();
  std::optional<Instant> result;
  const auto later = [&](std::optional<Instant> t) {
    if (t && (!result || *t > *result)) result = t;
  };
  if (kind.record) {
    const auto since = view.history.settings().since.find(kind.number);
    if (since != view.history.settings().since.end()) later(since->second);
  }
  if (kind.record && !has_sources(view, kind.number)) return result;
  later(own ? lens.first_coverage(*own) : lens.first_coverage(kind.number));
  return result;
}

}  // namespace

Setting setting_of(Evaluator& evaluator, const Test& test, Entity item, bool state) {
  const View& view = evaluator.view();
  const Catalog& catalog = view.history.catalog();
  Instant seen = Instant::earliest();
  for (const KindNo number : test.kinds) {
    const Kind& kind = catalog.at(number);
    if (kind.built_in && !kind.record) continue;
    const bool own = test.each && *test.each == number;
    if (const auto first =
            first_seen(evaluator.lens(), kind, own ? std::optional(item) : std::nullopt))
      seen = std::max(seen, *first);
  }
  Setting setting;
  setting.now = view.now;
  setting.watch = seen;
  const auto force = in_force_from(view, catalog.at(test.control));
  if (force && !state) setting.watch = std::max(seen, *force);
  setting.seen_before = setting.watch > seen;
  setting.join = join_of(evaluator);
  setting.suppose = [&evaluator](std::optional<FactNo> fact) { evaluator.suppose(fact); };
  return setting;
}

}  // namespace probata
