#include "assess/people.h"

#include <map>
#include <set>

namespace probata {
namespace {

std::optional<Field> field_of(const View& view, Entity entity, std::string_view name) {
  const auto* field = view.history.catalog().at(view.history.kind_of(entity)).find(name);
  return field == nullptr ? std::nullopt : std::optional(field->number);
}

// Every text that the field ever had, in any layer, as known and up to now. What a later fact of
// the same instant replaced never stood.
std::set<std::string> texts(const View& view, Entity entity, std::string_view name) {
  std::set<std::string> result;
  const auto field = field_of(view, entity, name);
  if (!field) return result;
  for (const Layer layer : view.history.layers(entity)) {
    std::map<Instant, ValueId> stands;
    for (const Change& change : view.history.track(entity, *field, layer)) {
      if (view.reads(change.fact) && change.at <= view.now) stands[change.at] = change.value;
    }
    for (const auto& [at, id] : stands) {
      const cel::Value& value = view.history.value(id);
      if (value.is(cel::Tag::string)) result.emplace(value.string());
    }
  }
  return result;
}

std::map<std::string, std::vector<Entity>> by_text(const View& view, KindNo kind,
                                                   std::string_view field) {
  std::map<std::string, std::vector<Entity>> result;
  for (const Entity entity : view.history.entities(kind)) {
    for (const std::string& text : texts(view, entity, field)) result[text].push_back(entity);
  }
  return result;
}

std::map<People::About, std::vector<Entity>> by_item(const View& view, KindNo kind) {
  std::map<People::About, std::vector<Entity>> result;
  for (const auto& [test, records] : by_text(view, kind, "test")) {
    for (const Entity record : records) {
      for (const std::string& item : texts(view, record, "item"))
        result[{test, item}].push_back(record);
    }
  }
  return result;
}

// A question to one reading: the answer for the old and the new value where it is uncertain.
template <class Ask>
void also(People::Answer& answer, const Reading& reading, Ask ask) {
  using State = Reading::State;
  Truth truth = ask(reading.value) ? Truth::yes : Truth::no;
  if (reading.state == State::uncertain && ask(reading.value) != ask(reading.next))
    truth = Truth::unknown;
  if (reading.state == State::unknown) truth = Truth::unknown;
  answer.truth = both(answer.truth, truth);
  if (truth == Truth::unknown)
    answer.gaps.insert(answer.gaps.end(), reading.causes.begin(), reading.causes.end());
}

// Whether one record says at `t` that the person has what it gives.
People::Answer one(const View& view, Entity record, std::string_view name_field,
                   std::string_view name, std::string_view by, Instant t) {
  People::Answer answer{.truth = Truth::yes, .gaps = {}};
  also(answer, read_existence(view, record, t), [](const cel::Value& v) { return v.is_true(); });
  const auto read = [&](std::string_view field, auto ask) {
    if (const auto number = field_of(view, record, field))
      also(answer, read_field(view, record, *number, t), ask);
  };
  read(name_field,
       [&](const cel::Value& v) { return v.is(cel::Tag::string) && v.string() == name; });
  read("person", [&](const cel::Value& v) { return is_person(view, v, by); });
  read("until", [&](const cel::Value& v) { return !v.is(cel::Tag::timestamp) || t < v.instant(); });
  if (answer.truth != Truth::unknown) answer.gaps.clear();
  return answer;
}

People::Answer any(const View& view, const std::map<std::string, std::vector<Entity>>& records,
                   std::string_view field, const std::string& name, std::string_view by,
                   Instant t) {
  People::Answer answer;
  const auto found = records.find(name);
  if (found == records.end() || !by.starts_with("person/")) return answer;
  for (const Entity record : found->second) {
    // Of all facts; a view of fewer may know nothing of it.
    if (view.timely && !texts(view, record, field).contains(name)) continue;
    const People::Answer next = one(view, record, field, name, by, t);
    answer.truth = either(answer.truth, next.truth);
    answer.gaps.insert(answer.gaps.end(), next.gaps.begin(), next.gaps.end());
  }
  return answer;
}

}  // namespace

People::People(const View& view) {
  const Catalog& catalog = view.history.catalog();
  judgements_ = by_item(view, catalog.judgement);
  waivers_ = by_item(view, catalog.waiver);
  others_ = std::make_shared<const Others>(by_text(view, catalog.assignment, "role"),
                                           by_text(view, catalog.qualification, "name"),
                                           by_text(view, catalog.finding, "test"));
  for (const KindNo kind :
       {catalog.judgement, catalog.waiver, catalog.assignment, catalog.qualification})
    last_late_ = std::max(last_late_, last_recorded_late(view, kind));
}

People People::as_of(const View& fewer, const About& about) const {
  People people;
  people.others_ = others_;
  people.last_late_ = last_late_;
  const auto keep = [&](const Records& all, Records& kept) {
    for (const Entity record : find(all, about)) {
      if (texts(fewer, record, "test").contains(about.first) &&
          texts(fewer, record, "item").contains(about.second))
        kept[about].push_back(record);
    }
  };
  keep(judgements_, people.judgements_);
  keep(waivers_, people.waivers_);
  return people;
}

std::vector<Entity> People::find(const Records& records, const About& about) {
  const auto found = records.find(about);
  return found == records.end() ? std::vector<Entity>{} : found->second;
}

std::vector<std::string> People::waived(const std::string& test) const {
  std::vector<std::string> items;
  for (auto it = waivers_.lower_bound({test, {}}); it != waivers_.end() && it->first.first == test;
       ++it)
    items.push_back(it->first.second);
  return items;
}

const std::vector<Entity>& People::find(const ByText& records, const std::string& text) {
  static const std::vector<Entity> none;
  const auto found = records.find(text);
  return found == records.end() ? none : found->second;
}

const std::vector<Entity>& People::findings(const std::string& test) const {
  return find(others_->findings, test);
}

const std::vector<Entity>& People::assignments(const std::string& role) const {
  return find(others_->assignments, role);
}

People::Answer People::holds_role(const View& view, std::string_view by, const std::string& role,
                                  Instant t) const {
  return any(view, others_->assignments, "role", role, by, t);
}

People::Answer People::is_qualified(const View& view, std::string_view by, const std::string& name,
                                    Instant t) const {
  return any(view, others_->qualifications, "name", name, by, t);
}

// By their id: whether a fact tells of the person does not matter.
bool is_person(const View& view, const cel::Value& value, std::string_view by) {
  const std::string_view id = by.substr(by.find('/') + 1);
  if (value.is(cel::Tag::string))
    return value.string() == id;  // a catalog without the kind `person`
  if (!value.is(cel::Tag::entity) || !by.starts_with("person/")) return false;
  const Entity entity = Evaluator::entity_of(value);
  return view.history.catalog().at(view.history.kind_of(entity)).name == "person" &&
         view.history.id_of(entity) == id;
}

std::vector<Said> said(const View& view, Entity entity, std::string_view name) {
  std::vector<Said> result;
  const auto field = field_of(view, entity, name);
  if (!field) return result;
  for (const Change& change : view.history.track(entity, *field, people)) {
    if (!view.reads(change.fact) || change.at > view.now) continue;
    if (!result.empty() && result.back().at.at == change.at) result.pop_back();
    result.push_back({{change.after, change.at}, &view.history.value(change.value), change.fact});
  }
  return result;
}

std::optional<Instant> timestamp_at(const View& view, Entity entity, std::string_view name,
                                    Instant t) {
  const auto field = field_of(view, entity, name);
  if (!field) return std::nullopt;
  const Reading reading = read_field(view, entity, *field, t);
  if (reading.state != Reading::State::known || !reading.value.is(cel::Tag::timestamp))
    return std::nullopt;
  return reading.value.instant();
}

std::string text_at(const View& view, Entity entity, std::string_view name, Instant t) {
  const auto field = field_of(view, entity, name);
  if (!field) return {};
  const Reading reading = read_field(view, entity, *field, t);
  if (reading.state != Reading::State::known || !reading.value.is(cel::Tag::string)) return {};
  return std::string(reading.value.string());
}

}  // namespace probata
