// The markers of section 7: when exceptions are so many, so long or so alike that a control does
// not work. In the order of the page.
#include <algorithm>
#include <map>
#include <set>

#include "assess/conclude.h"
#include "assess/runs.h"
#include "catalog/in_force.h"
#include "history/lens.h"

namespace probata {
namespace {

class Marks {
 public:
  Marks(const Marking& marking, bool unknown_fails)
      : m_(marking),
        markers_(markers_in(marking.view.history.settings(), marking.period, marking.view.now)),
        unknown_fails_(unknown_fails) {
    const Counts& counts = marking.population.counts;
    population_ = static_cast<double>(counts.population);
    failed_ = static_cast<double>(counts.failed + (unknown_fails ? counts.unknown : 0));
  }

  std::optional<Marker> first() const {
    if (failed_ == 0) return std::nullopt;  // every marker is about exceptions
    for (const auto& mark : {&Marks::failed_share, &Marks::failed_share_small, &Marks::majority,
                             &Marks::repeated_cause, &Marks::one_party, &Marks::long_exception,
                             &Marks::empty_window}) {
      if (auto marker = (this->*mark)()) return marker;
    }
    return std::nullopt;
  }

 private:
  using Found = std::optional<Marker>;

  bool fails(Verdict verdict) const {
    return verdict == Verdict::failed || (unknown_fails_ && verdict == Verdict::unknown);
  }
  template <class Visit>
  void each_failed(Visit visit) const {
    for (const Brief& row : m_.population.open) {
      if (fails(row.verdict)) visit(row);
    }
  }
  // The first row of each item, and the worst of their verdicts.
  template <class Visit>
  void each_item(Visit visit) const {
    const std::vector<Brief>& rows = m_.every_row();
    for (size_t i = 0; i < rows.size();) {
      Verdict worst = rows[i].verdict;
      size_t end = i + 1;
      while (by_entity(m_.test) && end < rows.size() && of_one(rows[end], rows[i]))
        worst = std::min(worst, rows[end++].verdict);
      visit(rows[i], worst);
      i = end;
    }
  }
  Found over(const char* name, double value, const std::optional<double>& limit) const {
    if (!limit || value <= *limit) return std::nullopt;
    return Marker{name, value, *limit};
  }

  Found failed_share() const {
    return population_ < 20 ? std::nullopt
                            : over("failed_share", failed_ / population_, markers_.failed_share);
  }
  Found failed_share_small() const {
    if (population_ >= 20 || failed_ < 2) return std::nullopt;
    return over("failed_share_small", failed_ / population_, markers_.failed_share_small);
  }
  Found majority() const { return over("majority", failed_ / population_, markers_.majority); }

  // The same root cause, as the findings record it, again after its finding was closed.
  Found repeated_cause() const {
    const View& view = m_.view;
    std::map<std::string, std::vector<Instant>> closed;
    for (const Entity finding : m_.records.findings(m_.test.full_id)) {
      const std::string cause = text_at(view, finding, "root_cause", view.now);
      for (const Said& s : said(view, finding, "state")) {
        if (!cause.empty() && s.value->is(cel::Tag::string) && s.value->string() == "closed")
          closed[cause].push_back(s.at.at);
      }
    }
    Found result;
    if (closed.empty()) return result;
    each_failed([&](const Brief& row) {
      for (const std::string& cause : causes_of(row)) {
        const auto ends = closed.find(cause);
        if (ends == closed.end() || row.from == Instant::never_before()) continue;
        const auto earlier =
            std::ranges::count_if(ends->second, [&](Instant t) { return t < row.from; });
        if (earlier > 0 && !result)
          result = Marker{"repeated_cause", static_cast<double>(earlier + 1), 1};
      }
    });
    return result;
  }
  // Of the findings of this exception: of its item and `from`.
  std::set<std::string> causes_of(const Brief& row) const {
    std::set<std::string> result;
    const View& view = m_.view;
    const std::string item = view.history.item_of(row.item);
    for (const Entity finding : m_.records.findings(m_.test.full_id)) {
      const auto from = timestamp_at(view, finding, "from", view.now);
      const std::string cause = text_at(view, finding, "root_cause", view.now);
      const bool same = text_at(view, finding, "item", view.now) == item && from == row.from;
      if (same && !cause.empty()) result.insert(cause);
    }
    return result;
  }

  // The item itself, or the persons and systems that it refers to at `from`.
  std::set<Entity> parties(Lens& lens, const Brief& row) const {
    std::set<Entity> result;
    if (!m_.test.each) return result;
    result.insert(row.item);
    const View& view = m_.view;
    const bool none = row.from == Instant::never_before();
    const Instant at = none ? std::min(before(m_.period.end), view.now) : row.from;
    for (const FieldDefinition& field :
         view.history.catalog().at(view.history.kind_of(row.item)).fields) {
      if (field.type != FieldType::reference || field.list) continue;
      const Read reading = lens.field(row.item, field.number, at);
      if (!reading.known() || !reading.value.is(cel::Tag::entity)) continue;
      const Entity party = Evaluator::entity_of(reading.value);
      const std::string& kind = view.history.catalog().at(view.history.kind_of(party)).name;
      if (kind == "person" || kind == "system") result.insert(party);
    }
    return result;
  }
  Found one_party() const {
    if (failed_ < 3 || !markers_.one_party) return std::nullopt;
    std::map<Entity, std::pair<double, double>> share;  // failed, all
    Lens lens(m_.view);
    each_item([&](const Brief& row, Verdict verdict) {
      for (const Entity party : parties(lens, row)) {
        share[party].second += 1;
        if (fails(verdict)) share[party].first += 1;
      }
    });
    for (const auto& [party, counts] : share) {
      if (counts.first < 3) continue;
      if (auto marker = over("one_party", counts.first / counts.second, markers_.one_party))
        return marker;
    }
    return std::nullopt;
  }

  Found long_exception() const {
    if (m_.test.severity != Severity::high && population_ >= 20) return std::nullopt;
    const Instant end = std::min(m_.period.end, m_.view.now);
    const auto whole = static_cast<double>((m_.period.end - m_.period.start).us);
    double longest = 0;
    each_failed([&](const Brief& row) {
      // The exception is the interval (due, done): its length is their difference.
      const bool after_due = row.exception.start == next(row.due);
      const Instant from = std::max(after_due ? row.due : row.exception.start, m_.period.start),
                    to = std::min(row.exception.end, end);
      if (from < to) longest = std::max(longest, static_cast<double>((to - from).us) / whole);
    });
    return over("long_exception", longest, markers_.long_exception);
  }

  // In a recurrence with fewer than 5 calendar windows, one past due in which no item passed.
  Found empty_window() const {
    if (!calendar()) return std::nullopt;
    std::map<Instant, bool> windows;  // by due: something in it passed
    std::set<Instant> dues;
    each_item([&](const Brief& row, Verdict verdict) {
      if (row.due == Instant::never_after()) return;
      dues.insert(row.due);
      if (row.due >= m_.view.now) return;
      const bool good = verdict == Verdict::passed || verdict == Verdict::waived ||
                        (verdict == Verdict::unknown && !unknown_fails_);
      windows[row.due] = windows[row.due] || good;
    });
    if (dues.size() >= 5 || std::ranges::all_of(windows, [](const auto& w) { return w.second; }))
      return std::nullopt;
    return Marker{"empty_window", static_cast<double>(dues.size()), 5};
  }
  bool calendar() const {
    const Recurrence* recurrence = recurrence_of(m_.test);
    return recurrence != nullptr && is_calendar(*recurrence);
  }

  const Marking& m_;
  const Markers markers_;
  bool unknown_fails_;
  double population_ = 0, failed_ = 0;
};

}  // namespace

std::optional<Marker> marker_of(const Marking& marking, bool unknown_fails) {
  return Marks(marking, unknown_fails).first();
}

}  // namespace probata
