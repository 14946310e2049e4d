// The result as JSON (formats.md, `probata assess --json`): keys in the order shown there.
#include "assess/result_json.h"

#include "assess/assess.h"
#include "base/calendar.h"

namespace probata {

using json::Value;

Value instant_json(std::optional<Instant> t) {
  if (!t || *t < Instant::earliest()) return {};
  return to_text(std::min(*t, Instant::latest()));
}

namespace {

Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value(text); }
Value duration_or_null(Duration d) { return d.us == 0 ? Value() : Value(to_text(d)); }
Value count_or_null(int64_t n) { return n < 0 ? Value() : Value(n); }

// `from`, and `from_after` only where the instant is uncertain.
void set_range(Value& object, const std::string& name, const std::optional<Range>& range,
               bool unbounded) {
  object.set(name, range ? instant_json(range->at) : Value());
  if (!range || (range->exact() && !unbounded)) return;
  object.set(name + "_after", unbounded ? Value() : instant_json(range->after));
}

Value gap_json(const Gap& gap) {
  Value result;
  result.set("source", text_or_null(gap.source));
  result.set("kind", text_or_null(gap.kind));
  result.set("field", text_or_null(gap.field));
  result.set("from", instant_json(gap.from));
  result.set("to", instant_json(gap.to));
  result.set("reason", to_text(gap.reason));
  return result;
}

Value conflict_json(const Row::Conflict& conflict) {
  json::Array values;
  for (const auto& [by, value] : conflict.values) {
    Value one;
    one.set("by", by);
    one.set("value", value);
    values.push_back(std::move(one));
  }
  Value result;
  result.set("field", conflict.field);
  result.set("values", std::move(values));
  return result;
}

template <class T, class F>
Value array_of(const std::vector<T>& all, F each) {
  json::Array result;
  for (const T& one : all) result.push_back(each(one));
  return result;
}

Value partial_json(const Partial& partial) {
  Value result;
  result.set("item", partial.item);
  result.set("from", instant_json(partial.from));
  result.set("to", instant_json(partial.to));
  return result;
}

Value limitation_json(const Limitation& limitation) {
  Value result;
  result.set("source", text_or_null(limitation.source));
  result.set("kind", limitation.kind);
  result.set("from", instant_json(limitation.from));
  result.set("to", instant_json(limitation.to));
  result.set("reason", to_text(limitation.reason));
  return result;
}

Value discounted_json(const Discounted& d) {
  Value result;
  result.set("item", d.item);
  result.set("judgement", d.judgement);
  result.set("by", d.by);
  result.set("at", instant_json(d.at));
  result.set("misses", array_of(d.misses, [](const std::string& miss) { return Value(miss); }));
  return result;
}

std::string_view how_text(How how) {
  return how == How::looks ? "looks" : how == How::claimed ? "claimed" : "events";
}

Value source_json(const SourceSight& sight, const Catalog& catalog) {
  Value result;
  result.set("by", sight.by);
  result.set("kind", catalog.at(sight.kind).name);
  result.set("how", how_text(sight.how));
  result.set("from", instant_json(sight.first));
  result.set("to", instant_json(sight.last));
  result.set("looks", sight.looks);
  result.set("rows", count_or_null(sight.rows));
  result.set("total", count_or_null(sight.total));
  result.set("seen_every", duration_or_null(sight.seen_every));
  return result;
}

Value marker_json(const std::optional<Marker>& marker) {
  if (!marker) return {};
  Value result;
  result.set("name", marker->name);
  result.set("value", marker->value);
  result.set("limit", marker->limit);
  return result;
}

Value not_applicable_json(const NotApplicable& n) {
  Value result;
  result.set("reason", n.reason);
  result.set("by", text_or_null(n.by));
  result.set("from", instant_json(n.from));
  return result;
}

void set_counts(Value& result, const TestResult& test) {
  result.set("population", test.population);
  result.set("passed", test.passed);
  result.set("failed", test.failed);
  result.set("unknown", test.unknown);
  result.set("pending", test.pending);
  result.set("waived", test.waived);
  result.set("arisen", test.arisen);
  Value late;
  late.set("people", test.late_people);
  late.set("source", test.late_source);
  result.set("late", std::move(late));
  result.set("seen_every", duration_or_null(test.seen_every));
}

Value test_json(const TestResult& test, const Catalog& catalog, bool all) {
  Value result;
  result.set("id", catalog.at(test.test).id);
  result.set("conclusion", to_text(test.conclusion));
  result.set("marker", marker_json(test.marker));
  set_counts(result, test);
  json::Array rows;
  for (const Row& row : test.rows) {
    if (all || row.verdict != Verdict::passed) rows.push_back(row_json(row));
  }
  result.set("obligations", std::move(rows));
  result.set("boundary", array_of(test.boundary, row_json));
  result.set("found", array_of(test.found, row_json));
  result.set("partial", array_of(test.partial, partial_json));
  result.set("sources",
             array_of(test.sources, [&](const SourceSight& s) { return source_json(s, catalog); }));
  result.set("limitations", array_of(test.limitations, limitation_json));
  if (std::holds_alternative<Judgement>(catalog.at(test.test).pattern))
    result.set("not_counted", array_of(test.not_counted, discounted_json));
  if (test.not_applicable) result.set("not_applicable", not_applicable_json(*test.not_applicable));
  return result;
}

}  // namespace

Value row_json(const Row& row) {
  Value result;
  result.set("item", row.item);
  result.set("verdict", to_text(row.verdict));
  result.set("cause", row.cause == Cause::none ? Value() : Value(to_text(row.cause)));
  result.set("carried", row.carried);
  result.set("found", row.found);
  result.set("ended_by", row.ended_by == EndedBy::none ? Value() : Value(to_text(row.ended_by)));
  set_range(result, "from", row.from, row.from_unbounded);
  set_range(result, "due", row.due_unknown ? std::nullopt : row.due, row.due_unbounded);
  set_range(result, "done", row.done, false);
  result.set("facts", array_of(row.facts, [](FactNo fact) {
               return Value(int64_t{static_cast<uint32_t>(fact)});
             }));
  result.set("evidence",
             array_of(row.evidence, [](const std::string& hash) { return Value(hash); }));
  result.set("gaps", array_of(row.gaps, gap_json));
  result.set("conflicts", array_of(row.conflicts, conflict_json));
  result.set("waiver", row.waiver ? Value(*row.waiver) : Value());
  result.set("on_late_evidence", row.on_late_evidence);
  result.set("claimed", row.claimed);
  return result;
}

Value result_json(const Assessment& assessment, const View& view, bool all) {
  const Catalog& catalog = view.history.catalog();
  Value result;
  result.set("probata", "0.1.0");
  result.set("format", 1);
  Value period;
  period.set("start", instant_json(assessment.period.start));
  period.set("end", instant_json(assessment.period.end));
  result.set("period", std::move(period));
  result.set("now", instant_json(assessment.now));
  result.set("ledger_size", int64_t{assessment.ledger_size});
  result.set("catalog", to_text(catalog.digest));
  result.set("settings", to_text(view.history.settings().digest));
  result.set("tzdata", time_zone_data_version());
  json::Array controls;
  for (const ControlResult& control : assessment.controls) {
    Value one;
    one.set("id", catalog.at(control.control).id);
    one.set("conclusion", to_text(control.conclusion));
    one.set("tests", array_of(control.tests, [&](const TestResult& test) {
              return test_json(test, catalog, all);
            }));
    controls.push_back(std::move(one));
  }
  result.set("controls", std::move(controls));
  return result;
}

std::string to_json(const Assessment& assessment, const View& view, bool all) {
  return json::write(result_json(assessment, view, all));
}

}  // namespace probata
