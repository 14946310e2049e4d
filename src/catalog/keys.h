// The tables of keys that the readers accept, for the test that the JSON Schemas in schemas/ say
// the same.
#pragma once

#include "catalog/mapping.h"

namespace probata {

Keys kind_keys();
Keys extension_keys();  // of a kind with `extends: true`
Keys field_keys();
Keys life_cycle_keys();
Keys transition_keys();
Keys control_keys();
Keys in_force_keys();
Keys test_keys();
Keys parameter_keys();
Keys question_keys();
Keys role_keys();
Keys criteria_keys();
Keys group_keys();
Keys criterion_keys();
Keys point_keys();
Keys risk_keys();
Keys settings_keys();
Keys business_days_keys();
Keys source_keys();
Keys dated_keys();
Keys marker_keys();
Keys not_applicable_keys();
Keys source_declaration_keys();
Keys given_keys();
Keys not_told_keys();

}  // namespace probata
