// Who refers to whom by one field, over all time: so that an expression that looks for the entities
// of a kind that refer to one need not read all of them at every instant.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "history/history.h"

namespace probata {

class Joined {
 public:
  // From `from` to before `until` the entity refers to somebody, or may.
  struct Stretch {
    Entity entity;
    Instant from, until;
  };
  void refers(Entity target, const Stretch& s) { by_target_[target].add(s); }
  // Whether it exists, or whom it refers to, is not known.
  void unsure(const Stretch& s) { unsure_.add(s); }
  // Those that refer to one of the targets at the instant, or may. Lowers `until` to the next
  // instant at which that changes.
  std::vector<Entity> at(std::span<const Entity> targets, Instant, Instant& until) const;
  bool late = false;  // one of them rests on what was recorded late

 private:
  struct Stretches {
    std::vector<Stretch> all;
    Instant last = Instant::never_before();  // no stretch reaches further
    void add(const Stretch&);
    void collect(Instant, std::vector<Entity>&, Instant& until) const;
  };
  std::unordered_map<Entity, Stretches> by_target_;
  Stretches unsure_;
};

}  // namespace probata
