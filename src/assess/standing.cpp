#include "assess/standing.h"

#include <algorithm>

#include "assess/lane_walk.h"
#include "assess/results.h"
#include "assess/test_result.h"

namespace probata {
namespace {

// What one item gives to its test. Most give a row that passed, or nothing.
struct Kept {
  uint32_t passed = 0, arisen = 0;
  std::unique_ptr<Part> more;  // in place of both
};

bool is_plain_pass(const Part& part) {
  const Population& p = part.population;
  return p.counts.population == p.counts.passed && p.open.empty() && p.found == 0 &&
         p.pending_at_edge + p.unknown_at_edge == 0 && part.partial.empty() &&
         part.not_counted.empty() && part.late_people + part.late_source == 0 &&
         part.seen_every.us == 0;
}

// What an item gives now; used again and again.
struct Fresh : Part {
  void begin() {
    population.counts = {};
    population.open.clear();
    population.pending_at_edge = population.unknown_at_edge = population.found = 0;
    rows.clear();
    boundary.clear();
    found.clear();
    partial.clear();
    not_counted.clear();
    arisen = late_people = late_source = 0;
    seen_every = {};
  }
};

// One test.
struct Stand {
  const Test* test = nullptr;
  std::unique_ptr<const Lane> lane;
  std::unique_ptr<Lane::Walk> walk;
  std::vector<Kept> items;  // by place
  Counts counts;
  std::optional<TestResult> result;  // of a test without lane always; else when asked for

  void count(const Kept& kept, int64_t sign) {
    counts.passed += sign * kept.passed;
    counts.population += sign * kept.passed;
    if (!kept.more) return;
    const Counts& c = kept.more->population.counts;
    for (int64_t Counts::* number : {&Counts::population, &Counts::passed, &Counts::failed,
                                     &Counts::unknown, &Counts::pending, &Counts::waived})
      counts.*number += sign * c.*number;
  }
};

}  // namespace

struct Standing::State {
  State(const History& h, const Request& r, Instant now)
      : history(h), request(r), view{h, FactNo{0xffffffff}, now} {
    request.detail = Detail::verdicts;
    asked = {.period = request.period,
             .mode = {.state = request.state, .since = request.period.start},
             .detail = Detail::verdicts};
    stands.resize(history.catalog().tests.size());
  }

  // ---- the whole
  void begin() {
    people.emplace(view);
    shared = std::make_shared<SharedColumns>();
    shared->columns = std::make_unique<Columns>(view, Columns::Sampling::no);
    evaluator.emplace(view);
    changed.clear();
    for (const Test& test : history.catalog().tests) {
      begin(stands[static_cast<size_t>(test.number)], test);
      changed.push_back(test.number);
    }
  }
  void begin(Stand& stand, const Test& test) {
    stand = {};
    stand.test = &test;
    if (!reads_results(history.catalog(), test))
      stand.lane = Lane::plan(*evaluator, *people, test, request.period, asked.mode, shared);
    if (!stand.lane || !stand.lane->reads_all()) {
      stand.lane.reset();
      return assess_whole(stand);
    }
    stand.walk = stand.lane->walk(evaluator);
    for (const Entity item : columns().things(*test.each).order) renew(stand, item);
  }
  void assess_whole(Stand& stand) {
    Request one = request;
    one.only = stand.test->number;
    const Assessment assessment = assess({history, FactNo{history.size()}, view.now}, one);
    stand.result = assessment.controls.front().tests.front();
    const TestResult& r = *stand.result;
    stand.counts = {r.population, r.passed, r.failed, r.unknown, r.pending, r.waived};
  }

  // ---- its result
  // By id: an update puts new entities last.
  std::vector<Entity> by_id(const Stand& stand) {
    std::vector<Entity> items = columns().things(*stand.test->each).order;
    std::ranges::sort(items, {}, [&](Entity e) { return history.id_of(e); });
    return items;
  }
  TestResult conclude(Stand& stand) {
    const View known{history, FactNo{history.size()}, view.now};
    const std::vector<Entity> items = by_id(stand);
    Part whole;
    for (const Entity item : items) {
      const Kept& kept = stand.items[columns().place(item)];
      whole.population.counts.population += kept.passed;
      whole.population.counts.passed += kept.passed;
      whole.arisen += kept.arisen;
      if (kept.more) whole.append(Part(*kept.more));
    }
    see_every(whole, stand, items);
    return test_result(known, *people, *stand.test, request, std::move(whole),
                       [&] { return every_row(stand, items); });
  }
  std::vector<Brief> every_row(Stand& stand, const std::vector<Entity>& items) {
    Part whole;
    Asked all = asked;
    all.all = true;
    all.late = false;
    for (const Entity item : items) add(whole, stand, item, all);
    return std::move(whole.population.open);
  }
  // As Sweeping does: the lane does not tell on what looks its items rest.
  void see_every(Part& whole, const Stand& stand, const std::vector<Entity>& items) {
    for (const Entity item : items) {
      if (whole.seen_every >= stand.lane->seen_every_at_most()) return;
      Part part;
      add_generally(part, stand, item, asked);
      whole.seen_every = std::max(whole.seen_every, part.seen_every);
    }
  }

  // ---- one item
  void add(Part& part, Stand& stand, Entity item, const Asked& how) {
    const Lane::Found found = stand.lane->run(*stand.walk, item, columns().place(item),
                                              {.all = how.all}, part.population, part.arisen);
    if (!found.plain) add_generally(part, stand, item, how);
  }
  void add_generally(Part& part, const Stand& stand, Entity item, const Asked& how) {
    if (!evaluator) evaluator.emplace(view);
    add_item(part, *evaluator, *people, *stand.test, item, how);
  }
  bool renew(Stand& stand, const std::vector<Entity>& items) {
    bool any = false;
    for (const Entity item : items) {
      if (history.kind_of(item) != *stand.test->each) continue;
      renew(stand, item);
      any = true;
    }
    return any;
  }
  void renew(Stand& stand, Entity item) {
    const uint32_t place = columns().place(item);
    if (place == Columns::nowhere) return;
    if (stand.items.size() <= place) stand.items.resize(place + 1);
    Kept& kept = stand.items[place];
    stand.count(kept, -1);
    kept.passed = kept.arisen = 0;
    fresh.begin();
    const Lane::Found found =
        stand.lane->run(*stand.walk, item, place, {}, fresh.population, fresh.arisen);
    if (!found.plain) add_generally(fresh, stand, item, asked);
    if (found.plain ? !found.shows : is_plain_pass(fresh)) {
      kept.passed = static_cast<uint32_t>(fresh.population.counts.passed);
      kept.arisen = static_cast<uint32_t>(fresh.arisen);
      kept.more.reset();
    } else if (kept.more) {
      std::swap(static_cast<Part&>(fresh), *kept.more);
    } else {
      kept.more = std::make_unique<Part>(std::move(fresh));
    }
    stand.count(kept, 1);
  }

  void take(const Fact& fact, std::span<const Touched> touched) {
    changed.clear();
    if (history.catalog().at(fact.kind).built_in) return begin();
    const Columns::Updated updated = columns().update(touched);
    if (updated.anew) return begin();
    evaluator.reset();  // it keeps what it read
    for (Stand& stand : stands) {
      if (stand.test == nullptr) continue;
      if (!stand.lane) {
        if (!std::ranges::binary_search(stand.test->kinds, fact.kind) &&
            !reads_results(history.catalog(), *stand.test))
          continue;
        assess_whole(stand);
        changed.push_back(stand.test->number);
        continue;
      }
      bool mine = renew(stand, updated.entities);
      for (const auto& [joined, items] : updated.behind)
        if (stand.lane->reads(*joined)) mine = renew(stand, items) || mine;
      if (std::holds_alternative<Recurrence>(stand.test->pattern))
        mine = renew(stand, updated.met) || mine;
      if (!mine) continue;
      stand.result.reset();
      changed.push_back(stand.test->number);
    }
  }

  Columns& columns() { return *shared->columns; }

  const History& history;
  Request request;
  const View view;
  Asked asked;
  std::optional<People> people;
  std::shared_ptr<SharedColumns> shared;
  std::optional<Evaluator> evaluator;
  std::vector<Stand> stands;
  std::vector<TestNo> changed;
  Fresh fresh;
};

Standing::Standing(const History& history, const Request& request, Instant now)
    : state_(std::make_unique<State>(history, request, now)) {
  state_->begin();
}
Standing::~Standing() = default;

void Standing::take(const Fact& fact, std::span<const Touched> touched) {
  state_->take(fact, touched);
}

Counts Standing::counts(TestNo test) const {
  return state_->stands[static_cast<size_t>(test)].counts;
}

const std::vector<TestNo>& Standing::changed() const { return state_->changed; }

const TestResult& Standing::result(TestNo test) {
  Stand& stand = state_->stands[static_cast<size_t>(test)];
  if (!stand.result) stand.result = state_->conclude(stand);
  return *stand.result;
}

}  // namespace probata
