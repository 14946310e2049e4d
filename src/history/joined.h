// Who refers to whom, or says which text, by one field, over all time: so that an expression that
// looks for the entities of a kind that refer to one need not read all of them at every instant.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "history/history.h"

namespace probata {

class Joined {
 public:
  // From `from` to before `until` the entity refers to somebody, or may, or does not; and what
  // reading that rests on.
  struct Stretch {
    Entity entity;
    Instant from, until;
    Duration seen_every{0};
    bool claimed = false, late = false;
  };
  // An entity, or a text. Of texts it is a hash: those that share one are not told apart, and the
  // expression does.
  using Target = uint64_t;
  static Target target(Entity e) { return static_cast<uint32_t>(e); }
  static Target target(std::string_view text) { return std::hash<std::string_view>()(text); }
  void refers(Target target, const Stretch& s) { by_target_[target].add(s); }
  // Whether it exists, or whom it refers to, is not known.
  void unsure(const Stretch& s) { unsure_.add(s); }
  // Whatever it refers to.
  void read(const Stretch& s) {
    if (s.seen_every > Duration{0} || s.claimed || s.late) read_.push_back(s);
  }
  void finish();  // after the last

  // Those that refer to one of the targets at the instant. Lowers `until` to the next instant at
  // which that changes.
  void add_referring(std::vector<Entity>& to, std::span<const Target> targets, Instant,
                     Instant& until) const;
  // Those of which that is not known.
  void add_unsure(std::vector<Entity>& to, Instant, Instant& until) const;
  // What that all the others do not rests on.
  struct Basis {
    Duration seen_every{0};
    bool claimed = false, late = false;
    bool operator==(const Basis&) const = default;
  };
  Basis rests_on(Instant, Instant& until) const;

 private:
  struct Stretches {
    std::vector<Stretch> all;
    Instant last = Instant::never_before();  // no stretch reaches further
    void add(const Stretch&);
    void take(std::vector<Entity>& to, Instant, Instant& until) const;
  };
  std::unordered_map<Target, Stretches> by_target_;
  Stretches unsure_;
  std::vector<Stretch> read_;                        // until finish()
  std::vector<std::pair<Instant, Basis>> rests_on_;  // from an instant on; neighbours differ
};

}  // namespace probata
