#include "collect/own.h"

#include <algorithm>

namespace probata::collect {
namespace {

using cel::Tag;
using cel::Value;

bool same_json(const json::Value& a, const Value& b);

bool same_object(const json::Object& object, const cel::Map& map) {
  if (object.size() != map.entries.size()) return false;
  for (const json::Member& member : object) {
    const auto entry = std::find_if(map.entries.begin(), map.entries.end(), [&](const auto& e) {
      return e.first.is(Tag::string) && e.first.string() == member.key;
    });
    if (entry == map.entries.end() || !same_json(member.value, entry->second)) return false;
  }
  return true;
}

bool same_json(const json::Value& a, const Value& b) {
  if (a.is_null()) return b.is(Tag::null);
  if (const bool* x = a.as_bool()) return b.is(Tag::boolean) && b.boolean == *x;
  if (const int64_t* x = a.as_int()) return b.is(Tag::integer) && b.integer == *x;
  if (const double* x = a.as_double()) return b.is(Tag::real) && b.real == *x;
  if (const std::string* x = a.as_string()) return b.is(Tag::string) && b.string() == *x;
  if (const json::Object* x = a.as_object()) return b.is(Tag::map) && same_object(*x, *b.map);
  const json::Array* x = a.as_array();
  return x && b.is(Tag::list) &&
         std::equal(x->begin(), x->end(), b.list->items.begin(), b.list->items.end(), same_json);
}

struct Same {
  const View& view;
  const Value& known;
  using Base = FieldValue::variant;

  bool operator()(std::monostate) const { return known.is(Tag::null); }
  bool operator()(const Disposed&) const { return false; }
  bool operator()(bool b) const { return known.is(Tag::boolean) && known.boolean == b; }
  bool operator()(int64_t i) const {
    return known.is(Tag::integer) ? known.integer == i
                                  : known.is(Tag::real) && known.real == static_cast<double>(i);
  }
  bool operator()(double d) const { return known.is(Tag::real) && known.real == d; }
  bool operator()(const std::string& s) const {
    return (known.is(Tag::string) || known.is(Tag::bytes)) && known.string() == s;
  }
  bool operator()(Instant t) const { return known.is(Tag::timestamp) && known.us == t.us; }
  bool operator()(Date d) const { return (*this)(view.history.settings().calendar.start_of(d)); }
  bool operator()(Duration d) const { return known.is(Tag::duration) && known.us == d.us; }
  bool operator()(const Span& s) const { return known.is(Tag::span) && *known.span == s; }
  bool operator()(const json::Value& v) const { return same_json(v, known); }
  bool operator()(const FieldList& list) const {
    return known.is(Tag::list) &&
           std::equal(list.begin(), list.end(), known.list->items.begin(), known.list->items.end(),
                      [&](const FieldValue& a, const Value& b) { return same(view, a, b); });
  }
  bool operator()(const Reference& r) const {
    if (!r.key) {
      if (!known.is(Tag::entity)) return false;
      const Entity entity{known.entity};
      return view.history.kind_of(entity) == r.kind && view.history.id_of(entity) == r.id;
    }
    // One by a key is kept as a map of the key's name and text.
    const FieldDefinition* key = view.history.catalog().at(r.kind).at(*r.key);
    if (!known.is(Tag::map) || known.map->entries.size() != 1 || !key) return false;
    const auto& [name, text] = known.map->entries[0];
    return name.string() == key->name && text.is(Tag::string) && text.string() == r.key_value &&
           known.record == static_cast<uint16_t>(r.kind);
  }
};

}  // namespace

bool same(const View& view, const FieldValue& written, const Value& known) {
  return std::visit(Same{view, known}, static_cast<const Same::Base&>(written));
}

OwnLayer::OwnLayer(const View& view, std::string_view by)
    : view_(view), layer_(view.history.layer(by)) {}

const Change* OwnLayer::last(Entity entity, Field field) const {
  if (!layer_) return nullptr;
  const auto changes = view_.history.track(entity, field, *layer_);
  for (auto change = changes.rbegin(); change != changes.rend(); ++change)
    if (change->fact < view_.known && change->at <= view_.now) return &*change;
  return nullptr;
}

bool OwnLayer::exists(Entity entity) const {
  const Change* change = last(entity, existence);
  return change && view_.history.value(change->value).is_true();
}

Instant OwnLayer::begin(Entity entity) const { return last(entity, existence)->at; }

Value OwnLayer::value(Entity entity, Field field) const {
  const Change* change = exists(entity) ? last(entity, field) : nullptr;
  // A new life begins with all fields null.
  if (!change || change->at < begin(entity)) return {};
  return view_.history.value(change->value);
}

Value OwnLayer::value(std::string_view kind, std::string_view id, std::string_view field) const {
  const Kind* k = view_.history.catalog().kind(kind);
  const FieldDefinition* f = k ? k->find(field) : nullptr;
  const auto entity = f ? view_.history.find(k->number, id) : std::nullopt;
  return entity ? value(*entity, f->number) : Value();
}

std::vector<Entity> OwnLayer::entities(KindNo kind) const {
  std::vector<Entity> result;
  if (!layer_) return result;
  for (const Entity entity : view_.history.entities(kind))
    if (exists(entity)) result.push_back(entity);
  return result;
}

std::optional<Instant> OwnLayer::last_look(KindNo kind, Field field) const {
  std::optional<Instant> result;
  if (!layer_) return result;
  for (const Sight& sight : view_.history.sights(kind)) {
    if (sight.layer != *layer_ || sight.fact >= view_.known) continue;
    const bool covered =
        field == existence || sight.fields.empty() ||
        std::find(sight.fields.begin(), sight.fields.end(), field) != sight.fields.end();
    if (covered && (!result || *result < sight.to)) result = sight.to;
  }
  return result;
}

}  // namespace probata::collect
