// Which catalog the ledger says was accepted last. Internal to this module.
#pragma once

#include "organisation/state.h"

namespace probata {

constexpr std::string_view acceptance_id = "in-force";

// None where the ledger names no catalog. How far it was looked through is kept in
// views/catalog.json (derived, may be deleted), so that a start reads what came since.
Result<std::optional<Acceptance>> last_acceptance(const Organisation::State&);
// For the next start, where it would have much to look through. What cannot be kept is looked for
// again then.
void keep_acceptance(const Organisation::State&);

}  // namespace probata
