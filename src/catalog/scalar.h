// Plain scalars by the core schema of YAML 1.2.
#pragma once

#include <string_view>

#include "catalog/yaml.h"

namespace probata::yaml {

Node::Kind scalar_kind(std::string_view plain);

}  // namespace probata::yaml
