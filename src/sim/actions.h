// What somebody has to do about something, from its opening to its end.
#pragma once

#include "sim/world.h"

namespace probata::sim {

struct ActionPlan {
  std::string id, title, of;  // `of`: KIND/ID of what asks for it
  std::string opener, owner;  // who says so, and who has to do it
  Instant opened, due;
  std::optional<Instant> done, verified = {};
  std::string verifier = role_of::security;
  std::optional<Instant> dated = {};  // when `due` is said; at the opening where nothing is said
};
Thing& add_action(World&, const ActionPlan&);

}  // namespace probata::sim
