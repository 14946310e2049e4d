// What each source showed of each kind, and what it did not.
#include "server/api/api.h"
#include "server/sights.h"

namespace probata::api {
namespace {

json::Array intervals(std::span<const Period> periods) {
  json::Array array;
  for (const Period& period : periods) array.push_back(interval_json(period));
  return array;
}

json::Array not_read_json(std::span<const NotRead> notes) {
  json::Array array;
  for (const auto& note : notes)
    array.push_back(
        json::Object{{"field", note.field}, {"why", note.why}, {"remedy", note.remedy}});
  return array;
}

struct LastLook {
  int64_t rejected = 0;
  std::string proof = "none";
};

// The history keeps of a look only what reading needs; the rest stands in the entry.
LastLook last_look(const Sight* sight, const Ledger& ledger, const Catalog& catalog) {
  LastLook look;
  if (sight == nullptr) return look;
  auto row = ledger.row(static_cast<uint32_t>(sight->fact));
  if (!row || !*row || (*row)->disposed) return look;
  auto fact = read_fact(std::string_view((*row)->body), catalog);
  if (!fact || fact->kind != catalog.collection) return look;
  auto collection = read_collection(*fact, catalog);
  if (!collection) return look;
  look.rejected = collection->rejected;
  if (!collection->proof.empty()) look.proof = collection->proof;
  return look;
}

json::Value source_json(const KindSight& sight, const Organisation& organisation) {
  const Catalog& catalog = organisation.catalog();
  auto look = last_look(sight.last, organisation.ledger(), catalog);
  auto summary = sight_json(sight.sight, catalog);
  auto of = [&](const char* key) { return *summary.find(key); };
  std::optional<Instant> last, next;
  if (sight.last != nullptr) {
    last = sight.last->to;
    next = sight.last->to + sight.last->every;
  }
  return json::Object{
      {"by", of("by")},
      {"title", of("title")},
      {"kind", of("kind")},
      {"kind_title", of("kind_title")},
      {"state", sight.state()},
      {"how", of("how")},
      {"every", sight.last == nullptr ? json::Value() : duration_json(sight.last->every)},
      {"first", of("from")},
      {"last", instant_json(last)},
      {"next", instant_json(next)},
      {"looks", of("looks")},
      {"rows", of("rows")},
      {"total", of("total")},
      {"rejected", look.rejected},
      {"proof", look.proof},
      {"declared", sight.sight.declared},
      {"share", sight.share},
      {"seen", intervals(sight.seen)},
      {"gaps", intervals(sight.gaps)},
      {"lead", empty(sight.lead) ? json::Value() : interval_json(sight.lead)},
      {"not_read", not_read_json(sight.not_read)}};
}

json::Array not_told_json(const View& view, const Assessment& assessment,
                          std::span<const KindSight> sights) {
  json::Array array;
  for (const auto& missing : not_told(view, assessment, sights))
    array.push_back(json::Object{{"what", missing.what},
                                 {"kind", view.history.catalog().at(missing.kind).name},
                                 {"tests", strings_json(missing.tests)},
                                 {"why", missing.why},
                                 {"action", optional_json(missing.action)}});
  return array;
}

std::vector<KindNo> seen_kinds(const View& view) {
  std::vector<KindNo> kinds;
  for (const Kind& kind : view.history.catalog().kinds)
    if (!kind.built_in && !kind.record) kinds.push_back(kind.number);
  return kinds;
}

}  // namespace

Answer sources(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  auto moment = TRY(moment_of(request, organisation));
  auto assessment = results(organisation, moment);
  return read(organisation, moment, [&](const View& view) -> Answer {
    auto stretch = moment.period.value_or(usual_stretch(view, seen_kinds(view)));
    json::Array list;
    auto sights = all_sights(context, view, stretch);
    for (const auto& sight : sights) list.push_back(source_json(sight, organisation));
    return json::Object{{"view", to_json(moment)},
                        {"from", to_text(stretch.start)},
                        {"to", to_text(stretch.end)},
                        {"sources", std::move(list)},
                        {"not_told", not_told_json(view, *assessment, sights)}};
  });
}

}  // namespace probata::api
