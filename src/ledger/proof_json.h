// Proofs as JSON, for `probata ledger prove` and for whoever verifies with another program. Hashes
// are `sha256:…`.
//
//     {"proof":"inclusion","seq":3,"size":8,"leaf":"sha256:…","hashes":["sha256:…"]}
//     {"proof":"consistency","from":3,"to":8,"hashes":["sha256:…"]}
#pragma once

#include "base/json.h"
#include "ledger/ledger.h"

namespace probata {

json::Value to_json(const InclusionProof&);
json::Value to_json(const ConsistencyProof&);
// Unknown and missing members, wrong types and more than 128 hashes are errors; `text`, where
// given, is what the value was parsed from, and gives the error its line and column.
Result<InclusionProof> read_inclusion_proof(const json::Value&, std::string_view text = {});
Result<ConsistencyProof> read_consistency_proof(const json::Value&, std::string_view text = {});

}  // namespace probata
