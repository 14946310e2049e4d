// Checks JSON against the schemas of schemas/openapi.yaml: as much of JSON Schema as these use.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/yaml.h"

namespace probata::server_test {

class Contract {
 public:
  Contract();  // reads the file of the source tree
  const yaml::Node& root() const { return root_; }
  // What does not fit, a line each with its path; empty: all fits. Keys that no schema has are told
  // too: what is answered is written down.
  std::vector<std::string> check(const json::Value&, const yaml::Node& schema) const;
  const yaml::Node& named(const std::string& schema) const;

 private:
  struct Checking;
  yaml::Node root_;
};

const yaml::Node& at(const yaml::Node&, std::string_view key);  // throws where there is none

}  // namespace probata::server_test
