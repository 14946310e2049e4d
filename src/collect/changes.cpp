// What a look adds to what is known: it is compared with the connector's own layer, never with what
// people or other sources say.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "collect/look.h"
#include "collect/own.h"

namespace probata {
namespace {

using collect::OwnLayer;

class Comparison {
 public:
  Comparison(const View& view, const Look& look, const Digest& evidence)
      : view_(view), look_(look), own_(view, look.by), evidence_(to_text(evidence)) {}

  Result<LookChanges> run();

 private:
  struct Stretch {
    Instant at;
    std::optional<Instant> after;
  };
  Result<void> compare(const LookKind&, const Kind&);
  void compare(const LookKind&, const Kind&, const LookRow&, const Fact&);
  void add_new(const LookKind&, const Kind&, const LookRow&);
  void add_changed(const LookKind&, const Kind&, const LookRow&, Entity,
                   const std::vector<Field>& changed);
  Result<void> add_missing(const LookKind&, const Kind&,
                           const std::set<std::string, std::less<>>& shown);
  void add_collections();
  json::Value collection(const std::vector<const LookKind*>&, How, bool complete) const;
  json::Value fact(std::string_view kind, std::string_view id, const Stretch&) const;
  Stretch of_new(const LookKind&, const LookRow&, KindNo) const;
  // The look before this one, of a field or of the kind; that of another clock does not count.
  std::optional<Instant> before(KindNo kind, Field field = existence) const {
    return own_.last_look(kind, field);
  }

  const View& view_;
  const Look& look_;
  const OwnLayer own_;
  const std::string evidence_;
  std::vector<json::Value> facts_;
  Errors rejected_;
  std::map<std::string, int64_t, std::less<>> rejected_rows_;
  std::map<std::string, int64_t, std::less<>> rows_;
};

json::Value pick(const json::Value& set, const std::vector<std::string>& names) {
  json::Value result{json::Object{}};
  for (const std::string& name : names)
    if (const json::Value* value = set.find(name)) result.set(name, *value);
  return result;
}

// A fact says nothing of what is null from the start.
json::Value without_nulls(const json::Value& set) {
  json::Value result{json::Object{}};
  for (const json::Member& member : *set.as_object())
    if (!member.value.is_null()) result.set(member.key, member.value);
  return result;
}

json::Value Comparison::fact(std::string_view kind, std::string_view id,
                             const Stretch& stretch) const {
  json::Value result;
  result.set("kind", kind);
  result.set("id", id);
  result.set("at", to_text(stretch.at));
  if (stretch.after && *stretch.after < stretch.at) result.set("after", to_text(*stretch.after));
  return result;
}

json::Value with(json::Value fact, std::string key, json::Value value, const Look& look,
                 const std::string& evidence) {
  fact.set(std::move(key), std::move(value));
  fact.set("by", look.by);
  fact.set("evidence", json::Array{evidence});
  return fact;
}

Comparison::Stretch Comparison::of_new(const LookKind& kind, const LookRow& row,
                                       KindNo number) const {
  if (row.at) return {*row.at, {}};
  if (kind.dated) {
    const cel::Value last = own_.value(kind.dated->kind, kind.dated->id, kind.dated->field);
    if (!last.is(cel::Tag::timestamp)) return {kind.dated->at, {}};
    if (last.instant() < kind.dated->at) return {kind.dated->at, last.instant()};
  }
  return {look_.to, before(number)};
}

void Comparison::add_new(const LookKind& kind, const Kind& definition, const LookRow& row) {
  facts_.push_back(with(fact(row.kind, row.id, of_new(kind, row, definition.number)), "set",
                        without_nulls(row.set), look_, evidence_));
}

// Fields that were looked at at different times changed in different stretches: a fact for each.
void Comparison::add_changed(const LookKind& kind, const Kind& definition, const LookRow& row,
                             Entity entity, const std::vector<Field>& changed) {
  std::map<std::optional<Instant>, std::vector<std::string>> by_look;
  for (const Field field : changed)
    by_look[before(definition.number, field)].push_back(definition.at(field)->name);
  for (const auto& [last, names] : by_look) {
    Stretch stretch{look_.to, last};
    // A source that tells when something came about (claimed) does not tell when it changed later.
    if (row.at && kind.how != How::claimed && own_.begin(entity) <= *row.at)
      stretch = {*row.at, {}};
    facts_.push_back(
        with(fact(row.kind, row.id, stretch), "set", pick(row.set, names), look_, evidence_));
  }
}

void Comparison::compare(const LookKind& kind, const Kind& definition, const LookRow& row,
                         const Fact& read) {
  const auto entity = view_.history.find(definition.number, row.id);
  if (!entity || !own_.exists(*entity)) {
    add_new(kind, definition, row);
    return;
  }
  std::vector<Field> changed;
  for (const auto& [field, value] : read.set) {
    const std::string& name = definition.at(field)->name;
    if (std::find(kind.once.begin(), kind.once.end(), name) != kind.once.end()) continue;
    if (!collect::same(view_, value, own_.value(*entity, field))) changed.push_back(field);
  }
  if (!changed.empty()) add_changed(kind, definition, row, *entity, changed);
}

Error with_row(Errors errors, const LookRow& row) {
  Error error = errors.empty() ? Error{} : std::move(errors.front());
  error.what = fmt::format("`{}/{}`: {}", row.kind, row.id, error.what);
  error.place = row.place;
  return error;
}

Result<void> Comparison::compare(const LookKind& kind, const Kind& definition) {
  std::set<std::string, std::less<>> shown;
  int64_t rejected = kind.rejected;
  for (const LookRow& row : look_.rows) {
    if (row.kind != kind.kind) continue;
    const bool again = !shown.insert(row.id).second;
    if (again && !row.at) continue;  // the same thing twice in one list
    json::Value whole = fact(row.kind, row.id, {row.at.value_or(look_.to), {}});
    auto read = read_fact(with(std::move(whole), "set", row.set, look_, evidence_),
                          view_.history.catalog());
    if (read) {
      // A list of events has a row for each change of a thing.
      if (again)
        facts_.push_back(
            with(fact(row.kind, row.id, {*row.at, {}}), "set", row.set, look_, evidence_));
      else
        compare(kind, definition, row, *read);
      continue;
    }
    rejected_.push_back(with_row(std::move(read).error(), row));
    ++rejected;
  }
  rejected_rows_[kind.kind] = rejected;
  rows_[kind.kind] = static_cast<int64_t>(shown.size());
  if (kind.whole && rejected == 0) TRY_VOID(add_missing(kind, definition, shown));
  return {};
}

Result<void> Comparison::add_missing(const LookKind& kind, const Kind& definition,
                                     const std::set<std::string, std::less<>>& shown) {
  for (const Entity entity : own_.entities(definition.number)) {
    const std::string id(view_.history.id_of(entity));
    if (shown.contains(id)) continue;
    const json::Value became = kind.missing ? kind.missing(id) : json::Value();
    const Stretch stretch{look_.to, before(definition.number)};
    if (became.is_null()) {
      facts_.push_back(with(fact(kind.kind, id, stretch), "gone", true, look_, evidence_));
      continue;
    }
    json::Value changed{json::Object{}};
    for (const json::Member& member : *became.as_object()) {
      const FieldDefinition* field = definition.find(member.key);
      const std::string* text = member.value.as_string();
      if (!field || !text)
        return failure(
            fmt::format("`{}` of {} cannot be set for what is missing", member.key, kind.kind));
      if (!collect::same(view_, *text, own_.value(entity, field->number)))
        changed.set(member.key, member.value);
    }
    if (!changed.as_object()->empty())
      facts_.push_back(
          with(fact(kind.kind, id, stretch), "set", std::move(changed), look_, evidence_));
  }
  return {};
}

std::string_view how_text(How how) {
  return how == How::events ? "events" : how == How::looks ? "looks" : "claimed";
}

json::Value Comparison::collection(const std::vector<const LookKind*>& kinds, How how,
                                   bool complete) const {
  json::Value names{json::Array{}}, fields{json::Object{}}, rows{json::Object{}},
      total{json::Object{}};
  int64_t rejected = 0;
  for (const LookKind* kind : kinds) {
    names.push(kind->kind);
    json::Value covered{json::Array{}};
    for (const std::string& field : kind->fields) covered.push(field);
    if (!kind->fields.empty()) fields.set(kind->kind, std::move(covered));
    rows.set(kind->kind, rows_.at(kind->kind));
    if (kind->total) total.set(kind->kind, *kind->total);
    rejected += rejected_rows_.at(kind->kind);
  }
  json::Value set;
  set.set("kinds", std::move(names));
  if (!fields.as_object()->empty()) set.set("fields", std::move(fields));
  set.set("how", how_text(how));
  if (look_.every.us > 0) set.set("every", to_text(look_.every));
  if (how != How::looks && look_.from) set.set("from", to_text(*look_.from));
  set.set("to", to_text(look_.to));
  set.set("rows", std::move(rows));
  if (!total.as_object()->empty()) set.set("total", std::move(total));
  set.set("rejected", rejected);
  set.set("proof", look_.proof);
  set.set("complete", complete);
  return set;
}

// What was not read is said with the look, so that the ledger tells it too.
std::string note_of(const Look& look) {
  std::string note = look.note;
  for (const NotRead& not_read : look.not_read)
    note += fmt::format("{}not read: {}{}{}: {}", note.empty() ? "" : "\n", not_read.kind,
                        not_read.field.empty() ? "" : ".", not_read.field, not_read.why);
  return note;
}

void Comparison::add_collections() {
  // What can never show all that there is stands apart: no reading of it is to be whole.
  std::map<std::tuple<How, bool, bool>, std::vector<const LookKind*>> groups;
  for (const LookKind& kind : look_.kinds)
    if (rows_.contains(kind.kind))
      groups[{kind.how, kind.complete && rejected_rows_.at(kind.kind) == 0, !kind.complete}]
          .push_back(&kind);
  const std::string note = note_of(look_);
  for (const auto& [group, kinds] : groups) {
    const auto [how, complete, partial] = group;
    const std::string id = fmt::format("{}/{}/{}{}", look_.by.substr(look_.by.find(':') + 1),
                                       to_text(look_.to), how_text(how),
                                       partial    ? "-partial"
                                       : complete ? ""
                                                  : "-incomplete");
    json::Value set = collection(kinds, how, complete);
    if (partial) set.set("partial", true);
    json::Value made =
        with(fact("collection", id, {look_.to, {}}), "set", std::move(set), look_, evidence_);
    if (!note.empty()) made.set("note", note);
    facts_.push_back(std::move(made));
  }
}

Result<LookChanges> Comparison::run() {
  for (const LookKind& kind : look_.kinds) {
    const Kind* definition = view_.history.catalog().kind(kind.kind);
    // A catalog that has no such kind has no test that would read it.
    if (!definition) continue;
    const auto last = before(definition->number);
    if (last && *last == look_.to) return LookChanges{};  // seen already: nothing new is known
    if (last && look_.to < *last)
      return failure(fmt::format("the look is of {}, before the last one of `{}` ({})",
                                 to_text(look_.to), look_.by, to_text(*last)),
                     "set the clock of the machine, and look again when it has passed that time");
    TRY_VOID(compare(kind, *definition));
  }
  add_collections();
  return LookChanges{std::move(facts_), std::move(rejected_)};
}

}  // namespace

Result<LookChanges> changes(const View& view, const Look& look, const Digest& evidence) {
  return Comparison(view, look, evidence).run();
}

}  // namespace probata
