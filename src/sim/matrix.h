// The controls in their processes, and the risks that they answer; whether the selection of
// controls fits. The parts that violations use as well.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// A violation that places a control itself says one of these words and the control in `unplanned`.
inline const char *const acts = "acts/", *const answers = "answers/";
// Those that act in a process of the map.
std::vector<std::string> controls_in(const World&, const std::string& process);
// All but those of which a violation says this word.
std::vector<std::string> controls_but(const World&, const char* word);
// An answer takes controls away for a while, which management judges.
void answer_otherwise(World&, const std::string& question, Instant at, Instant judged);
// The internal auditor says whether the controls of a key risk are enough.
void judge_adequacy(World&, const std::string& risk, Instant);
inline const char* const adequate = "adequate/";  // and a risk of which a violation plans that
void plan_matrix(World&);
// A risk of each process, answered by its controls; of all key risks, whether theirs are enough.
void keep_matrix(World&);

}  // namespace probata::sim
