// For tests: a reading so plain that it can be checked against semantics.md by eye. It scans all
// facts for every question, keeps nothing, and knows kinds that sources deliver: logs and looks,
// lives, `after`, people and gaps. Corrections, keys and lists have cases of their own.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/json.h"
#include "history/history_fixture.h"

namespace probata::history_fixture {

class SlowReading {
 public:
  SlowReading(std::vector<Telling> facts, std::string kind, std::string id, Instant now)
      : facts_(std::move(facts)), kind_(std::move(kind)), id_(std::move(id)), now_(now) {
    for (const Telling& f : facts_)
      sets_.push_back(f.set.empty() ? json::Value() : *json::parse(f.set));
  }

  // `null`, a JSON text, `A then B`, or `unknown`. Field `exists` is existence.
  std::string read(const std::string& field, Instant t) const {
    std::vector<size_t> uncertain;
    for (const std::string& layer : layers()) {
      if (layer != "people" && cover(layer, t).state != Cover::yes) continue;
      for (const std::string& f : {std::string("exists"), field}) {
        const auto change = told(layer, f, t).change;
        if (change && std::ranges::find(uncertain, *change) == uncertain.end())
          uncertain.push_back(*change);
      }
    }
    if (uncertain.size() > 4) return "unknown";
    std::vector<std::string> answers;
    for (size_t filling = 0; filling < size_t{1} << uncertain.size(); ++filling) {
      std::set<size_t> happened;
      for (size_t i = 0; i < uncertain.size(); ++i) {
        if ((filling >> i & 1) != 0) happened.insert(uncertain[i]);
      }
      answers.push_back(field == "exists" ? existence(t, happened) : answer(field, t, happened));
    }
    return together(answers, uncertain.size());
  }

 private:
  enum class Cover { yes, gap, lead, never };
  struct Covered {
    Cover state;
    std::optional<Instant> next;
  };
  struct Told {
    std::optional<size_t> word;    // the fact that says what holds
    std::optional<size_t> change;  // the one inside whose (after, at) one is
    bool ever = false;
  };
  using Happened = std::set<size_t>;

  static std::string together(const std::vector<std::string>& answers, size_t facts) {
    if (std::ranges::all_of(answers, [&](const auto& a) { return a == answers[0]; }))
      return answers[0];
    for (size_t i = 0; i < facts; ++i) {
      const std::string& next = answers[size_t{1} << i];
      bool alone = true;
      for (size_t f = 0; f < answers.size(); ++f)
        alone = alone && answers[f] == ((f >> i & 1) != 0 ? next : answers[0]);
      if (alone && answers[0] != "unknown" && next != "unknown")
        return answers[0] + " then " + next;
    }
    return "unknown";
  }

  static std::vector<std::string> layers() { return {"connector:ad", "connector:okta", "people"}; }
  static std::vector<std::string> sources() { return {"connector:ad", "connector:okta"}; }
  Instant of(size_t i) const { return at(facts_[i].at); }
  Instant after(size_t i) const {
    return facts_[i].after ? at(*facts_[i].after) : of(i) - microsecond;
  }

  std::optional<std::string> sets(size_t i, const std::string& field) const {
    if (field == "exists") return facts_[i].set.empty() ? "false" : "true";
    const json::Value* value = sets_[i].find(field);
    return value ? std::optional(json::write(*value)) : std::nullopt;
  }

  // The facts that stand: of one instant the one with the higher seq; none after now. By their
  // instants.
  std::vector<size_t> standing(const std::string& layer, const std::string& field) const {
    std::vector<size_t> found;
    for (size_t i = 0; i < facts_.size(); ++i) {
      const Telling& f = facts_[i];
      if (f.kind != kind_ || f.id != id_ || layer_of(f.by) != layer || of(i) > now_ ||
          !sets(i, field))
        continue;
      std::erase_if(found, [&](size_t other) { return of(other) == of(i); });
      found.push_back(i);
    }
    std::ranges::sort(found, {}, [&](size_t i) { return of(i); });
    return found;
  }

  Told told(const std::string& layer, const std::string& field, Instant t) const {
    Told w;
    Instant before = Instant::never_before();  // what a change that is to come cannot precede
    const std::vector<size_t> lives = standing(layer, "exists");
    for (const size_t i : standing(layer, field)) {
      w.ever = true;
      if (of(i) <= t) w.word = i;
      if (of(i) > t && !w.change && after(i) < t && changes(w, i, field)) {
        for (const size_t l : lives) {
          const bool bounds = field == "exists" || *sets(l, "exists") == "false";
          if (bounds && of(l) < of(i)) before = std::max(before, of(l));
        }
        if (before < t) w.change = i;
        break;
      }
      if (of(i) > t && (field != "exists" || changes(w, i, field))) break;
      before = of(i);
    }
    for (const size_t l : lives) {
      const bool ended =
          *sets(l, "exists") == "false" && of(l) <= t && w.word && of(l) >= of(*w.word);
      if (field != "exists" && ended) w.word.reset();
    }
    return w;
  }
  // Of existence only what turns it is a change.
  bool changes(const Told& w, size_t i, const std::string& field) const {
    return field != "exists" || *sets(i, field) != (w.word ? *sets(*w.word, field) : "false");
  }

  struct Sighted {
    Instant from, to;
    bool look;
    Duration every;
  };
  std::vector<Sighted> collections(const std::string& source) const {
    std::vector<Sighted> found;
    for (size_t i = 0; i < facts_.size(); ++i) {
      const Telling& f = facts_[i];
      if (f.kind != "collection" || f.by != source || of(i) > now_) continue;
      const json::Value& set = sets_[i];
      const auto text = [&](const char* key) { return *set.find(key)->as_string(); };
      if (*set.find("kinds")->as_array()->front().as_string() != kind_) continue;
      const Instant to = *parse_instant(text("to"));
      const bool look = set.find("how") != nullptr;
      found.push_back({look ? to : *parse_instant(text("from")), to, look,
                       look ? *parse_duration(text("every")) : day});
    }
    std::ranges::stable_sort(found, {}, &Sighted::to);
    return found;
  }
  // Closed stretches that are covered.
  std::vector<Period> stretches(const std::string& source) const {
    std::vector<Period> found;
    std::optional<Sighted> look;
    std::optional<Sighted> last;
    for (const Sighted& s : collections(source)) {
      found.push_back({s.from, s.to});
      if (s.look && look && s.to - look->to <= s.every * 2) found.push_back({look->to, s.to});
      if (s.look) look = s;
      if (!last || s.to > last->to || s.every > last->every) last = s;
    }
    if (last && now_ > last->to && now_ - last->to <= last->every * 2)
      found.push_back({last->to, now_});
    return found;
  }
  Covered cover(const std::string& source, Instant t) const {
    Covered c{Cover::never, {}};
    bool before = false;
    for (const Period& p : stretches(source)) {
      if (p.start <= t && t <= p.end) return {Cover::yes, {}};
      if (p.start < t) before = true;
      if (p.start > t && (!c.next || p.start < *c.next)) c.next = p.start;
      c.state = Cover::lead;
    }
    if (before) c.state = Cover::gap;
    return c;
  }

  // Existence where the source is blind: by the sides.
  std::optional<bool> unseen(const std::string& source, Instant t,
                             std::optional<Instant> side) const {
    bool exists = false;
    std::optional<Instant> next, turn;
    for (const size_t i : standing(source, "exists")) {
      const bool touch = *sets(i, "exists") == "true";
      if (of(i) == t) return touch;
      if (of(i) < t) exists = touch;
      if (of(i) > t && !next) next = of(i);
      if (of(i) > t && !turn && touch != exists) turn = of(i);
    }
    if (turn && side && *turn > *side) turn.reset();
    if (turn) return *next < *turn ? std::optional(exists) : std::nullopt;
    return !exists || side || next ? std::optional(exists) : std::nullopt;
  }

  std::optional<bool> exists_in(const std::string& layer, Instant t,
                                const Happened& happened) const {
    if (layer != "people") {
      const Covered c = cover(layer, t);
      if (c.state != Cover::yes) return unseen(layer, t, c.next);
    }
    return says(told(layer, "exists", t), "exists", happened) == "true";
  }
  std::string says(const Told& w, const std::string& field, const Happened& happened) const {
    if (w.change && happened.count(*w.change)) return *sets(*w.change, field);
    return w.word ? *sets(*w.word, field) : field == "exists" ? "false" : "null";
  }
  bool spoke(const std::string& layer) const { return !standing(layer, "exists").empty(); }
  bool delivered() const {
    return std::ranges::any_of(sources(), [&](const auto& s) { return spoke(s); });
  }

  std::string existence(Instant t, const Happened& happened) const {
    bool unknown = false;
    for (const std::string& layer : layers()) {
      if (!spoke(layer) || (layer == "people" && delivered())) continue;
      const auto is = exists_in(layer, t, happened);
      if (is == true) return "true";
      unknown = unknown || !is;
    }
    if (!spoke("people") && !delivered()) unknown = blind(t);
    return unknown ? "unknown" : "false";
  }
  // Nobody who is expected covers the kind, or one who does has a gap.
  bool blind(Instant t) const {
    bool covered = false, gap = false;
    for (const std::string& s : sources()) {
      covered = covered || cover(s, t).state == Cover::yes;
      gap = gap || cover(s, t).state == Cover::gap;
    }
    return gap || !covered;
  }

  // What people noted before the sources' entity ended is over.
  bool outlived(size_t word, Instant t) const {
    std::set<Instant> instants;
    for (const auto& s : sources()) {
      for (const size_t i : standing(s, "exists")) instants.insert(of(i));
    }
    bool before = false;
    for (const Instant i : instants) {
      if (i > t) break;
      bool any = false;
      for (const auto& s : sources())
        any = any || says(told(s, "exists", i), "exists", {}) == "true";
      if (before && !any && of(word) < i) return true;
      before = any;
    }
    return false;
  }

  std::string answer(const std::string& field, Instant t, const Happened& happened) const {
    const std::string exists = existence(t, happened);
    if (exists == "false") return "null";
    bool weak = exists == "unknown", looking = false;
    for (const std::string& layer : layers()) {
      if (!spoke(layer) || exists_in(layer, t, happened) == false) continue;
      Told w = told(layer, field, t);
      if (layer == "people") {
        if (w.word && outlived(*w.word, t)) w.word.reset();
        if (says(w, field, happened) != "null") return says(w, field, happened);
        continue;
      }
      const Covered c = cover(layer, t);
      if (c.state == Cover::yes) {
        looking = looking || exists_in(layer, t, happened) == true;
        if (says(w, field, happened) != "null") return says(w, field, happened);
        continue;
      }
      if (w.word && of(*w.word) == t) {
        if (says(w, field, {}) != "null") return says(w, field, {});
        continue;
      }
      if (c.state == Cover::gap ? w.ever : w.word.has_value()) return "unknown";
      weak = weak || c.state != Cover::never;
    }
    if (looking) return "null";
    return weak || blind(t) ? "unknown" : "null";
  }

  std::vector<Telling> facts_;
  std::vector<json::Value> sets_;
  std::string kind_, id_;
  Instant now_;
};

}  // namespace probata::history_fixture
