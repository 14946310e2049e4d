#include "assess/conclude.h"

#include <algorithm>
#include <map>

namespace probata {

bool by_entity(const Test& test) { return std::holds_alternative<Invariant>(test.pattern); }

void count(Counts& counts, Verdict verdict) {
  ++counts.population;
  int64_t* const of[] = {&counts.failed, &counts.unknown, &counts.waived, &counts.pending,
                         &counts.passed};
  ++*of[static_cast<size_t>(verdict)];
}

void Population::add(const Counts& more) {
  for (int64_t Counts::* number : {&Counts::population, &Counts::passed, &Counts::failed,
                                   &Counts::unknown, &Counts::pending, &Counts::waived})
    counts.*number += more.*number;
}

void Population::append(const Population& other) {
  add(other.counts);
  open.insert(open.end(), other.open.begin(), other.open.end());
  pending_at_edge += other.pending_at_edge;
  unknown_at_edge += other.unknown_at_edge;
  found += other.found;
}

void Population::at_edge(Verdict verdict) {
  if (verdict == Verdict::pending) ++pending_at_edge;
  if (verdict == Verdict::unknown) ++unknown_at_edge;
}

Brief brief_of(const View& view, const Row& row) {
  Brief brief{.item = row.entity.value_or(view.history.company()),
              .verdict = row.verdict,
              .exception = row.exception,
              .life = row.life};
  if (row.from) brief.from = row.from->at;
  if (row.due) brief.due = row.due->at;
  return brief;
}

namespace {

// The rows of an entity stand together.
Counts counts_of(const Test& test, const std::vector<Brief>& rows) {
  Counts counts;
  for (size_t i = 0; i < rows.size();) {
    Verdict worst = rows[i].verdict;
    size_t end = i + 1;
    while (by_entity(test) && end < rows.size() && of_one(rows[end], rows[i]))
      worst = std::min(worst, rows[end++].verdict);
    count(counts, worst);
    i = end;
  }
  return counts;
}

}  // namespace

Conclusion conclude(const Counts& counts, bool marked, const Circumstances& circumstances) {
  if (marked) return Conclusion::ineffective;
  if (counts.failed > 0) return Conclusion::effective_with_exceptions;
  // Certain exceptions stay what they are; all else needs the whole population.
  if (circumstances.incomplete) return Conclusion::unknown;
  if (counts.pending > 0) return Conclusion::pending;
  if (counts.population > 0) return Conclusion::effective;
  return circumstances.open ? Conclusion::pending : Conclusion::not_occurring;
}

void conclude(TestResult& result, const View& view, const People& records, const Test& test,
              const Period& period, bool state) {
  std::vector<Brief> rows;
  for (const Row& row : result.rows) rows.push_back(brief_of(view, row));
  Population population{.counts = counts_of(test, rows), .open = {}, .all = [&] { return rows; }};
  std::ranges::copy_if(rows, std::back_inserter(population.open),
                       [](const Brief& b) { return b.verdict != Verdict::passed; });
  for (const Row& row : result.boundary) population.at_edge(row.verdict);
  population.found = static_cast<int64_t>(result.found.size());
  conclude(result, population, view, records, test, period, state);
}

void conclude(TestResult& result, const Population& population, const View& view,
              const People& records, const Test& test, const Period& period, bool state) {
  const Counts& counts = population.counts;
  result.population = counts.population;
  result.passed = counts.passed;
  result.failed = counts.failed;
  result.unknown = counts.unknown;
  result.pending = counts.pending;
  result.waived = counts.waived;
  const Circumstances circumstances{.incomplete = result.incomplete,
                                    .open = population.found > 0 || population.pending_at_edge > 0};
  // What may have arisen at the edge of the period may be open: then it is not known that nothing
  // occurred.
  Circumstances harsh_circumstances = circumstances;
  harsh_circumstances.open = circumstances.open || population.unknown_at_edge > 0;
  // Between all unknown items passed and all failed the conclusion only worsens: where both ends
  // agree, all ways do.
  const Marking marking{view, records, test, population, period};
  const auto mildest = state ? std::nullopt : marker_of(marking, false);
  const auto harshest = state ? std::nullopt : marker_of(marking, true);
  Counts mild = counts, harsh = counts;
  mild.passed += counts.unknown;
  harsh.failed += counts.unknown;
  const Conclusion best = conclude(mild, mildest.has_value(), circumstances);
  const Conclusion worst = conclude(harsh, harshest.has_value(), harsh_circumstances);
  result.conclusion = best == worst ? best : Conclusion::unknown;
  if (result.conclusion == Conclusion::ineffective) result.marker = mildest;
}

Conclusion worst(const std::vector<TestResult>& tests) {
  Conclusion result = Conclusion::not_applicable;
  for (const TestResult& test : tests) result = std::min(result, test.conclusion);
  return tests.empty() ? Conclusion::not_occurring : result;
}

}  // namespace probata
