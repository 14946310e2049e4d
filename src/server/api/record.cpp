// One entity with its history.
#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "server/api/api.h"
#include "server/entries.h"
#include "server/rows.h"

namespace probata::api {

namespace {

constexpr size_t references_shown = 200, entries_shown = 200, items_shown = 50;

struct Changed {
  Change change;
  Layer layer;
};

// Of all layers, by instant, then seq.
std::vector<Changed> changes_of(const View& view, Entity entity, Field field) {
  std::vector<Changed> changes;
  for (Layer layer : view.history.layers(entity))
    for (const Change& change : view.history.track(entity, field, layer))
      if (known(view, change)) changes.push_back({change, layer});
  std::ranges::stable_sort(changes, {},
                           [](const Changed& c) { return std::tuple(c.change.at, c.change.fact); });
  return changes;
}

json::Value change_json(const Changed& changed, const FieldDefinition& field, const View& view) {
  const auto& value = view.history.value(changed.change.value);
  auto label = reference_label(value, view);
  return json::Object{{"at", to_text(changed.change.at)},
                      {"after", after_json({changed.change.after, changed.change.at})},
                      {"value", value_json(value, &field, view)},
                      {"label", label ? json::Value(*label) : json::Value()},
                      {"by", view.history.provenance(changed.change.fact).by},
                      {"seq", int64_t{static_cast<uint32_t>(changed.change.fact)}}};
}

json::Array conflicts_of(const Reading& reading, const FieldDefinition& field, const View& view) {
  if (reading.conflicts.empty()) return {};
  Row::Conflict conflict{field.name, {}};
  conflict.values.emplace_back(view.history.name_of(reading.layer),
                               value_words(reading.value, &field, view));
  for (const auto& [layer, value] : reading.conflicts)
    conflict.values.emplace_back(view.history.name_of(layer), value_words(value, &field, view));
  return *conflicts_json({&conflict, 1}).as_array();
}

json::Value field_json(const View& view, Entity entity, const FieldDefinition& field) {
  auto reading = read_field(view, entity, field.number, view.now);
  bool given = reading.fact && known(view, *reading.fact);
  json::Array history;
  for (const auto& changed : changes_of(view, entity, field.number))
    history.push_back(change_json(changed, field, view));
  return json::Object{
      {"name", field.name},
      {"title", title_of(field)},
      {"type", type_text(field)},
      {"current", cell_json({reading, &field}, view)},
      {"by", given ? json::Value(view.history.provenance(*reading.fact).by) : json::Value()},
      {"seq", given ? json::Value(int64_t{static_cast<uint32_t>(*reading.fact)}) : json::Value()},
      {"conflicts", conflicts_of(reading, field, view)},
      {"history", std::move(history)}};
}

bool exists(const Reading& existence) {
  return !existence.value.is_false() || existence.state != Reading::State::known;
}

json::Value existence_json(const View& view, Entity entity, const Reading& reading) {
  auto changes = changes_of(view, entity, existence);
  json::Value from, after, to;
  if (!changes.empty()) {
    from = instant_json(changes.front().change.at);
    after = after_json({changes.front().change.after, changes.front().change.at});
    if (!exists(reading)) to = instant_json(changes.back().change.at);
  }
  return json::Object{{"state", reading.state == Reading::State::known ? "known" : "not_known"},
                      {"from", std::move(from)},
                      {"from_after", std::move(after)},
                      {"to", std::move(to)}};
}

json::Value reference_json(const View& view, const std::string& field, Entity to, bool dangling) {
  return json::Object{{"field", field},
                      {"kind", view.history.catalog().at(view.history.kind_of(to)).name},
                      {"id", view.history.id_of(to)},
                      {"label", label_of(view, to)},
                      {"dangling", dangling}};
}

bool dangles(const View& view, Entity entity) {
  auto reading = read_existence(view, entity, view.now);
  return reading.state == Reading::State::known && !reading.value.is_true();
}

json::Array refers_to(const View& view, Entity entity, const Kind& kind) {
  json::Array references;
  for (const auto& field : kind.fields) {
    if (field.type != FieldType::reference) continue;
    auto reading = read_field(view, entity, field.number, view.now);
    if (reading.state == Reading::State::unknown) continue;
    auto add = [&](const cel::Value& value) {
      if (!value.is(cel::Tag::entity)) return;
      Entity to = Evaluator::entity_of(value);
      references.push_back(reference_json(view, field.name, to, dangles(view, to)));
    };
    add(reading.value);
    if (reading.value.is(cel::Tag::list))
      for (const auto& item : reading.value.list->items) add(item);
  }
  return references;
}

json::Array referred_by(const View& view, Entity entity, const Kind& kind) {
  json::Array references;
  for (const auto& reverse : kind.reverses) {
    const auto* field = view.history.catalog().at(reverse.from).at(reverse.field);
    auto name = field == nullptr ? reverse.name : field->name;
    auto members = read_reverse(view, entity, reverse.number, view.now);
    auto add = [&](Entity from) {
      if (references.size() < references_shown)
        references.push_back(reference_json(view, name, from, false));
    };
    for (Entity from : members.certain) add(from);
    for (const auto& [from, gaps] : members.uncertain) add(from);
  }
  return references;
}

std::vector<FactNo> facts_of(const View& view, Entity entity, const Kind& kind) {
  std::set<FactNo, std::greater<>> facts;
  for (size_t field = 0; field <= kind.fields.size(); ++field)
    for (const auto& changed : changes_of(view, entity, Field{static_cast<uint16_t>(field)}))
      facts.insert(changed.change.fact);
  std::vector<FactNo> newest(facts.begin(), facts.end());
  if (newest.size() > entries_shown) newest.resize(entries_shown);
  return newest;
}

// Where tests are about it, worst first.
json::Array items_of(const View& view, Entity entity, const Request& request) {
  std::vector<std::pair<const Test*, const Row*>> found;
  const Catalog& catalog = view.history.catalog();
  const std::vector<TestResult> results = results_about(view, request, entity);
  for (const auto& result : results)
    for (const auto* rows : {&result.rows, &result.found})
      for (const Row& row : *rows) found.emplace_back(&catalog.at(result.test), &row);
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) {
    return worse(a.second->verdict, b.second->verdict);
  });
  if (found.size() > items_shown) found.resize(items_shown);
  Evaluator evaluator(view);
  json::Array items;
  for (const auto& [test, row] : found) {
    json::Object item{
        {"control", catalog.at(test->control).id}, {"test", test->id}, {"title", test->title}};
    auto reference = api::reference_json(evaluator, *test, *row);
    for (auto& member : *reference.as_object()) item.push_back(std::move(member));
    items.push_back(std::move(item));
  }
  return items;
}

json::Value record_json(const View& view, Entity entity, const Kind& kind, const Moment& moment,
                        const Ledger& ledger) {
  auto existence = read_existence(view, entity, view.now);
  json::Array fields;
  for (const auto& field : kind.fields)
    if (!field.deprecated) fields.push_back(field_json(view, entity, field));
  return json::Object{{"view", to_json(moment)},
                      {"kind", kind.name},
                      {"kind_title", title_of(kind)},
                      {"id", view.history.id_of(entity)},
                      {"label", label_of(view, entity)},
                      {"exists", exists(existence)},
                      {"existence", existence_json(view, entity, existence)},
                      {"fields", std::move(fields)},
                      {"not_seen", gaps_json(existence.causes)},
                      {"refers_to", refers_to(view, entity, kind)},
                      {"referred_by", referred_by(view, entity, kind)},
                      {"entries", entry_summaries(ledger, facts_of(view, entity, kind), view)},
                      {"items", items_of(view, entity, moment.request())}};
}

bool ever(const View& view, Entity entity) {
  return entity == view.history.company() || !changes_of(view, entity, existence).empty();
}

}  // namespace

Answer record(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  const Kind* found = TRY(find_kind(organisation.catalog(), request.captures[0]));
  const std::string& id = request.captures[1];
  auto moment = TRY(moment_of(request, organisation));
  return read(organisation, moment, [&](const View& view) -> Answer {
    auto entity = view.history.find(found->number, id);
    if (found->name == "company" && id == "company") entity = view.history.company();
    if (!entity || !ever(view, *entity))
      return refuse(404, fmt::format("there is no {} `{}`", found->name, id),
                    fmt::format("search for it among {}", plural_of(*found)));
    return record_json(view, *entity, *found, moment, organisation.ledger());
  });
}

}  // namespace probata::api
