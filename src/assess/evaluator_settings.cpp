// `param` and `tailoring`: values by date, and the trace of what was read.
#include "assess/evaluator_reader.h"
#include "catalog/in_force.h"

namespace probata {

using cel::Tag;
using cel::Value;

Value HistoryReader::setting(uint16_t record, uint16_t field, cel::Arena& arena) {
  const Catalog& catalog = history_.catalog();
  std::string name;
  for (const cel::RecordField& f : catalog.records[record].fields) {
    if (f.field == field) name = f.name;
  }
  const Value value =
      to_value(setting_at(catalog, history_.settings(), record, name, t_, &until_), arena);
  if (trace)
    trace->push_back(
        {catalog.records[record].name + '.' + name, {}, cel::to_text(value), {}, {}, {}});
  return value;
}

std::string HistoryReader::text_of(const Value& v) const {
  if (v.is(Tag::entity)) return history_.item_of(Entity{v.entity});
  if (!v.is(Tag::list)) return cel::to_text(v);
  std::string text = "[";
  for (const Value& item : v.list->items) text += (text.size() > 1 ? ", " : "") + text_of(item);
  return text + "]";
}

void HistoryReader::record(const std::string& path, Entity e, const Value& value, const Read& r) {
  ReadValue v{path, history_.item_of(e), text_of(value), {}, {}, {}};
  if (r.fact) v.facts.push_back(*r.fact);
  if (r.next_fact) v.facts.push_back(*r.next_fact);
  for (const Doubt& d : r.doubts) v.gaps.push_back(to_gap(history_, d));
  if (r.uncertain)
    for (const Doubt& d : after_doubts(*r.uncertain, history_.kind_of(e), probata::existence))
      v.gaps.push_back(to_gap(history_, d));
  for (const auto& [layer, said] : r.conflicts)
    v.conflicts.emplace_back(history_.name_of(layer), text_of(said));
  if (!r.conflicts.empty())
    v.conflicts.insert(v.conflicts.begin(),
                       {std::string(history_.name_of(r.layer)), text_of(value)});
  trace->push_back(std::move(v));
}

}  // namespace probata
