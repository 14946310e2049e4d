// Entries of the evidence log as summaries.
#pragma once

#include "server/context.h"
#include "server/values.h"

namespace probata::api {

json::Value entry_summary(const LogRow&, const View&);
// In the order given; those that cannot be read are left out.
json::Value entry_summaries(const Ledger&, std::span<const FactNo>, const View&);
json::Value checkpoint_json(const Ledger&, std::string_view note);
// The signed note of exactly this size; none where it was never sealed there.
std::optional<std::string> checkpoint_of(const Ledger&, uint64_t size);

}  // namespace probata::api
