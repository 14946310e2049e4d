// `param` and `tailoring`: values by date, and the trace of what was read.
#include <algorithm>

#include "assess/evaluator_reader.h"
#include "catalog/in_force.h"

namespace probata {

using cel::Tag;
using cel::Value;

// Names are looked up once for as long as the value holds: conditions over all items ask for it.
Value HistoryReader::setting(uint16_t record, uint16_t field, cel::Arena& arena) {
  const uint32_t of = uint32_t{record} << 16 | field;
  const bool apart = parameters_at_ && record == history_.catalog().parameter_record;
  const Instant t = apart ? *parameters_at_ : t_;
  auto it = kept_settings_.find(of);
  if (it == kept_settings_.end() || !it->second.holds(t)) {
    KeptSetting kept{.name = name_of(record, field), .from = t};
    kept.value =
        setting_at(history_.catalog(), history_.settings(), record, kept.name, t, &kept.until);
    it = kept_settings_.insert_or_assign(of, std::move(kept)).first;
  }
  const KeptSetting& kept = it->second;
  if (!apart) until_ = std::min(until_, kept.until);
  const Value value = to_value(kept.value, arena);
  if (trace)
    trace->push_back({history_.catalog().records[record].name + '.' + kept.name,
                      {},
                      cel::to_text(value),
                      {},
                      {},
                      {}});
  return value;
}

std::string HistoryReader::name_of(uint16_t record, uint16_t field) const {
  const auto& fields = history_.catalog().records[record].fields;
  const auto found = std::ranges::find(fields, field, &cel::RecordField::field);
  return found == fields.end() ? std::string() : found->name;
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
