// The five tests by hand: what the hardware allows where nothing is ever unknown, corrected or
// explained. Per thing and field one sorted range of (seconds, value); references turned round by
// counting.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "five_tests_facts.h"

namespace probata::bench {

struct Exception {
  uint32_t id;
  int64_t at;
  auto operator<=>(const Exception&) const = default;
};
struct Answer {
  uint64_t items = 0;
  std::vector<Exception> exceptions;
  bool operator==(const Answer&) const = default;
};

class Sweep {
 public:
  explicit Sweep(const std::vector<Told>& facts) {
    std::array<uint32_t, 6> things{};
    for (const Told& t : facts) {
      auto& most = things[static_cast<size_t>(t.kind)];
      most = std::max(most, t.id + 1);
    }
    person_ = column(facts, Of::person, What::status, things[0]);
    status_ = column(facts, Of::account, What::status, things[1]);
    owner_ = column(facts, Of::account, What::person, things[1]);
    encrypted_ = column(facts, Of::device, What::encrypted, things[3]);
    guarded_ = column(facts, Of::repository, What::guarded, things[4]);
    state_ = column(facts, Of::change, What::state, things[5]);
    turn_round(facts, things[0], things[1]);
  }

  Answer run(size_t test) const {
    if (test == 0) return leavers();
    if (test == 1) return broken(encrypted_, 3'600);
    if (test == 2) return broken(guarded_, 0);
    if (test == 3) return quarters();
    return reviewed();
  }

 private:
  struct Point {
    int32_t at;
    uint32_t value;
  };
  struct Column {
    std::vector<uint32_t> begins;
    std::vector<Point> points;
    std::span<const Point> of(uint32_t thing) const {
      return std::span(points).subspan(begins[thing], begins[thing + 1] - begins[thing]);
    }
    uint32_t size() const { return static_cast<uint32_t>(begins.size() - 1); }
  };
  template <class Key>
  static Column sorted(const std::vector<Told>& facts, uint32_t things, Key key) {
    Column c;
    c.begins.resize(things + 1);
    for (const Told& t : facts)
      if (const auto k = key(t)) ++c.begins[k->first + 1];
    for (uint32_t i = 0; i < things; ++i) c.begins[i + 1] += c.begins[i];
    c.points.resize(c.begins.back());
    std::vector<uint32_t> next = c.begins;
    for (const Told& t : facts)
      if (const auto k = key(t)) c.points[next[k->first]++] = {t.at, k->second};
    return c;
  }
  using Keyed = std::optional<std::pair<uint32_t, uint32_t>>;
  static Column column(const std::vector<Told>& facts, Of kind, What field, uint32_t things) {
    return sorted(facts, things, [=](const Told& t) -> Keyed {
      if (t.kind != kind || t.field != field) return std::nullopt;
      return std::pair(t.id, t.value);
    });
  }
  void turn_round(const std::vector<Told>& facts, uint32_t people, uint32_t accounts) {
    accounts_ = sorted(facts, people, [](const Told& t) -> Keyed {
      if (t.field != What::person) return std::nullopt;
      return std::pair(t.value, t.id);
    });
    sign_ins_ = sorted(facts, accounts, [](const Told& t) -> Keyed {
      if (t.kind != Of::sign_in) return std::nullopt;
      return std::pair(t.value, t.id);
    });
  }

  // The first point of the value in [from, to].
  static bool has(std::span<const Point> points, uint32_t value, int32_t from, int64_t to) {
    for (const Point& p : points)
      if (p.value == value && p.at >= from && p.at <= to) return true;
    return false;
  }
  Answer leavers() const {
    Answer a;
    for (uint32_t person = 0; person < person_.size(); ++person) {
      for (const Point& p : person_.of(person)) {
        if (p.value != 1 || p.at + 86'400 >= year) continue;
        for (const Point& account : accounts_.of(person)) {
          ++a.items;
          const auto status = status_.of(account.value);
          if (!has(status, 2, 0, int64_t{p.at} + 86'400))
            a.exceptions.push_back({account.value, p.at});
        }
      }
    }
    return a;
  }
  static Answer broken(const Column& c, int32_t grace) {
    Answer a{c.size(), {}};
    for (uint32_t thing = 0; thing < c.size(); ++thing) {
      const auto points = c.of(thing);
      for (size_t i = 0; i < points.size(); ++i) {
        if (points[i].value != 0 || (i > 0 && points[i - 1].value == 0)) continue;
        size_t end = i + 1;
        while (end < points.size() && points[end].value == 0) ++end;
        const int32_t until = end < points.size() ? points[end].at : year;
        if (until - points[i].at > grace) a.exceptions.push_back({thing, points[i].at});
      }
    }
    return a;
  }
  Answer quarters() const {
    constexpr std::array<int32_t, 5> begins{0, 90 * 86'400, 181 * 86'400, 273 * 86'400, year};
    Answer a;
    for (uint32_t account = 0; account < sign_ins_.size(); ++account) {
      unsigned seen = 0;
      for (const Point& p : sign_ins_.of(account))
        seen |= 1U << ((p.at >= begins[1]) + (p.at >= begins[2]) + (p.at >= begins[3]));
      a.items += 4;
      for (size_t q = 0; q < 4; ++q)
        if ((seen >> q & 1) == 0) a.exceptions.push_back({account, begins[q]});
    }
    return a;
  }
  Answer reviewed() const {
    Answer a;
    for (uint32_t change = 0; change < state_.size(); ++change) {
      const auto points = state_.of(change);
      for (size_t i = 0; i < points.size(); ++i) {
        const int64_t due = int64_t{points[i].at} + 720 * 3'600;
        if (points[i].value != 3 || (i > 0 && points[i - 1].value == 3) || due >= year) continue;
        ++a.items;
        if (!has(points.subspan(i), 2, 0, due)) a.exceptions.push_back({change, points[i].at});
      }
    }
    return a;
  }

  Column person_, status_, owner_, encrypted_, guarded_, state_, accounts_, sign_ins_;
};

}  // namespace probata::bench
