// Lateness (semantics.md, section 7) against its own words: a row that passed is on late evidence
// exactly where it does not pass in a history of those facts alone that were recorded by its `due`
// and the limit, and of all collections.
#include <algorithm>
#include <random>
#include <regex>

#include "assess/rows.h"
#include "laws/check.h"

namespace probata::laws {
namespace {

template <class Keeps>
Assessment assess_those(const Company& company, const Reading& reading, Keeps keeps) {
  History history(reading.catalog, reading.settings);
  for (size_t i = 0; i < reading.facts.size(); ++i) {
    const Fact& fact = reading.facts[i];
    if (fact.kind == reading.catalog->collection || keeps(fact))
      history.fold(static_cast<FactNo>(i), *fact.recorded, fact);
  }
  return assess({history, FactNo{0xffffffff}, at(company.now)}, request_of(company));
}
const std::vector<Row>& rows_of(const Assessment& assessment) {
  return assessment.controls.front().tests.front().rows;
}

Late by_the_words(const Company& company, const Reading& reading, const Row& row) {
  const Instant limit = row.due->at + reading.settings.late_recording;
  const auto passes = [&](bool people_only) {
    const Assessment then = assess_those(company, reading, [&](const Fact& fact) {
      return *fact.recorded <= limit || (people_only && layer_of(fact.by) != "people");
    });
    return std::ranges::any_of(rows_of(then), [&](const Row& other) {
      return other.item == row.item && other.from && other.from->at == row.from->at &&
             other.verdict == Verdict::passed;
    });
  };
  if (passes(false)) return Late::no;
  return passes(true) ? Late::source : Late::people;
}

// With the facts of another, late, and time enough that much passes.
Company delayed(Company company, const Company& other, unsigned seed) {
  company.facts = other.facts;
  company.now = company.end = 24;
  company.start = std::min(company.start, 6);
  company.state = false;
  company.settings.emplace_back("late_recording: 12h");
  static const std::regex allowed("(within|grace): .*");
  if (seed % 2 == 0) company.test = std::regex_replace(company.test, allowed, "$1: 3d");
  std::mt19937 random(seed);
  for (Telling& t : company.facts)
    if (random() % 2 == 0) t.delay = static_cast<int>(random() % 16);
  return company;
}

int late_rows = 0, timely_rows = 0;

std::string late_by_other_words(const Company& company, const Same& same) {
  const auto reading = read(company, same);
  if (!reading) return to_text(reading.error().front());
  const Assessment all = assess_those(company, *reading, [](const Fact&) { return true; });
  std::string text;
  int64_t people = 0, source = 0;
  for (const Row& row : rows_of(all)) {
    if (row.verdict != Verdict::passed || !row.from || row.due_unknown) continue;
    const Late expected = by_the_words(company, *reading, row);
    ++(expected == Late::no ? timely_rows : late_rows);
    if (expected != Late::no) ++(expected == Late::people ? people : source);
    const Late found = !row.on_late_evidence ? Late::no
                       : row.late_people     ? Late::people
                                             : Late::source;
    if (found != expected)
      text += fmt::format("{} from {}: {} in place of {}\n", row.item, to_text(row.from->at),
                          static_cast<int>(found), static_cast<int>(expected));
  }
  const TestResult& test = all.controls.front().tests.front();
  if (test.late_people != people || test.late_source != source)
    text += fmt::format("{} and {} late in place of {} and {}\n", test.late_people,
                        test.late_source, people, source);
  return text;
}

// Catalogs of some companies, each with the facts of many.
void check_delayed(int level, int catalogs, int facts) {
  int failures = 0;
  for (int i = 0; i < catalogs * setting("PROBATA_LAWS", 1) && failures < most_failures; ++i) {
    const Company one = invent(static_cast<uint64_t>(i), level);
    Same same;
    for (int j = 0; j < facts && failures < most_failures; ++j) {
      const auto seed = static_cast<unsigned>(i * facts + j);
      const Company company = delayed(one, invent(seed, level), seed / 2 * 2 + (j < facts / 2));
      if (j == 0 || j == facts / 2) same = read(company)->catalog;
      if (late_by_other_words(company, same).empty()) continue;
      ++failures;
      report(company, fmt::format("late of company {}, level {}", seed, level),
             [](const Company& c) { return late_by_other_words(c, {}); });
    }
  }
}

TEST(Laws, LateEvidenceIsWhatThePassingRestsOn) {
  check_delayed(0, 30, 40);
  check_delayed(1, 20, 40);
  EXPECT_GT(late_rows, 20);
  EXPECT_GT(timely_rows, 40);
}

std::string twin_differs_where_late(const Company& company) {
  const auto seed = static_cast<unsigned>(company.facts.size());
  const Opinions o = ask_both(delayed(company, company, seed));
  return o.error.empty() ? difference(o.engine, o.twin) : o.error;
}
TEST(Laws, EngineEqualsTwinWhereMuchIsToldLate) {
  check("late", 0, 60, twin_differs_where_late);
  check("late", 1, 60, twin_differs_where_late);
}

}  // namespace
}  // namespace probata::laws
