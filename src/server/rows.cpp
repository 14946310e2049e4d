#include "server/rows.h"

#include <fmt/format.h>

namespace probata::api {
namespace {

// `NAME`, and `NAME_after` where it is uncertain.
void put_range(json::Object& object, const std::string& name, const std::optional<Range>& range,
               bool unbounded) {
  object.push_back({name, range ? instant_json(range->at) : json::Value()});
  if (!range || (range->exact() && !unbounded)) return;
  object.push_back({name + "_after", unbounded ? json::Value() : instant_json(range->after)});
}

json::Value maybe(std::string_view text) {
  return text.empty() || text == "none" ? json::Value() : json::Value(text);
}

}  // namespace

json::Value gaps_json(std::span<const Gap> gaps) {
  json::Array array;
  for (const Gap& gap : gaps)
    array.push_back(json::Object{{"source", optional_json(gap.source)},
                                 {"kind", gap.kind},
                                 {"field", optional_json(gap.field)},
                                 {"from", instant_json(gap.from)},
                                 {"to", instant_json(gap.to)},
                                 {"reason", to_text(gap.reason)}});
  return array;
}

json::Value conflicts_json(std::span<const Row::Conflict> conflicts) {
  json::Array array;
  for (const auto& conflict : conflicts) {
    json::Array values;
    for (const auto& [by, value] : conflict.values)
      values.push_back(json::Object{{"by", by}, {"value", value}});
    array.push_back(json::Object{{"field", conflict.field}, {"values", std::move(values)}});
  }
  return array;
}

json::Value facts_json(std::span<const FactNo> facts) {
  json::Array array;
  for (FactNo fact : facts) array.emplace_back(int64_t{static_cast<uint32_t>(fact)});
  return array;
}

std::string sentence_of(Evaluator& evaluator, const Test& test, const Row& row) {
  const View& view = evaluator.view();
  if (row.verdict != Verdict::unknown) {
    auto text = sentence(evaluator, test, row);
    // A composed one begins with the item as the ledger names it.
    if (text.starts_with(row.item + ": "))
      text.replace(0, row.item.size(), label_of_item(view, row.item));
    return text;
  }
  auto words = "Not known whether the rule held for " + label_of_item(view, row.item);
  return row.gaps.empty() ? words : words + ", because " + because(row.gaps, view);
}

json::Value row_json(Evaluator& evaluator, const Test& test, const Row& row) {
  json::Object object{
      {"item", row.item},
      {"title", label_of_item(evaluator.view(), row.item)},
      {"verdict", to_text(row.verdict)},
      {"cause", maybe(row.cause == Cause::none ? "" : to_text(row.cause))},
      {"carried", row.carried},
      {"found", row.found},
      {"ended_by", maybe(row.ended_by == EndedBy::none ? "" : to_text(row.ended_by))}};
  put_range(object, "from", row.from, row.from_unbounded);
  put_range(object, "due", row.due_unknown ? std::nullopt : row.due, row.due_unbounded);
  put_range(object, "done", row.done, false);
  for (auto& member :
       json::Object{{"sentence", sentence_of(evaluator, test, row)},
                    {"facts", facts_json(row.facts)},
                    {"evidence", strings_json(row.evidence)},
                    {"gaps", gaps_json(row.gaps)},
                    {"conflicts", conflicts_json(row.conflicts)},
                    {"waiver", row.waiver ? json::Value(*row.waiver) : json::Value()},
                    {"on_late_evidence", row.on_late_evidence},
                    {"claimed", row.claimed}})
    object.push_back(std::move(member));
  return object;
}

void Counts::add(const TestResult& r) {
  population += r.population, passed += r.passed, failed += r.failed, unknown += r.unknown;
  pending += r.pending, waived += r.waived, arisen += r.arisen;
  late_people += r.late_people, late_source += r.late_source;
}

size_t open_tasks(const TestResult& r) {
  const auto later = std::ranges::count(r.boundary, Verdict::pending, &Row::verdict);
  return static_cast<size_t>(r.pending) + static_cast<size_t>(later) + r.found.size();
}

json::Value counts_json(const Counts& c) {
  return json::Object{{"population", c.population},
                      {"passed", c.passed},
                      {"failed", c.failed},
                      {"unknown", c.unknown},
                      {"pending", c.pending},
                      {"waived", c.waived},
                      {"arisen", c.arisen},
                      {"late", json::Object{{"people", c.late_people}, {"source", c.late_source}}}};
}

const TestResult* find_result(const Assessment& assessment, const Test& test) {
  for (const auto& control : assessment.controls)
    for (const auto& result : control.tests)
      if (result.test == test.number) return &result;
  return nullptr;
}

std::string role_title(const Catalog& catalog, const std::string& name) {
  const Role* role = catalog.role(name);
  return role == nullptr || role->title.empty() ? name : role->title;
}

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::low:
      return "low";
    case Severity::medium:
      return "medium";
    case Severity::high:
      return "high";
  }
  return "medium";
}

bool worse(Verdict a, Verdict b) {
  // What is to do comes before what was approved: openapi.yaml, listItems.
  auto rank = [](Verdict v) {
    switch (v) {
      case Verdict::failed:
        return 0;
      case Verdict::unknown:
        return 1;
      case Verdict::pending:
        return 2;
      case Verdict::waived:
        return 3;
      case Verdict::passed:
        return 4;
    }
    return 5;
  };
  return rank(a) < rank(b);
}

std::optional<Instant> from_of(const Row& row) {
  return row.from ? std::optional(row.from->at) : std::nullopt;
}

Range wrong_since(const Row& row, Instant now) {
  if (row.due && !row.due_unknown) return *row.due;
  return row.from.value_or(Range::exactly(now));
}

void sort_worst_first(std::vector<const Row*>& rows) {
  std::ranges::stable_sort(rows, [](const Row* a, const Row* b) {
    if (a->verdict != b->verdict) return worse(a->verdict, b->verdict);
    return std::tuple(std::string_view(a->item), from_of(*a)) <
           std::tuple(std::string_view(b->item), from_of(*b));
  });
}

json::Value reference_json(Evaluator& evaluator, const Test& test, const Row& row) {
  return json::Object{{"item", row.item},
                      {"from", instant_json(from_of(row))},
                      {"verdict", to_text(row.verdict)},
                      {"sentence", sentence_of(evaluator, test, row)}};
}

bool is_wrong(Conclusion c) {
  return c == Conclusion::ineffective || c == Conclusion::effective_with_exceptions;
}

bool wrong_when_found(const Row& row, Instant now) {
  bool decided = row.verdict != Verdict::unknown && row.verdict != Verdict::waived;
  bool open = !row.done || row.done->at > now;
  return decided && !row.due_unknown && row.due && row.due->at <= now && open;
}

bool wrong_now(const ControlResult& result, Instant now) {
  return is_wrong(result.conclusion) ||
         std::ranges::any_of(result.tests, [&](const TestResult& test) {
           return std::ranges::find(test.rows, Verdict::failed, &Row::verdict) != test.rows.end() ||
                  std::ranges::any_of(test.found,
                                      [&](const Row& row) { return wrong_when_found(row, now); });
         });
}

}  // namespace probata::api
