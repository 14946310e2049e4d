// `probata.yaml` of a data directory: the organisation's name and the sources that it collects
// from. What an auditor must be able to rely on is not here but in facts.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collect/source.h"

namespace probata {

struct Configuration {
  std::string name;
  std::vector<SourceSettings> sources;
  bool demo = false;  // a company that does not exist
};

// Where there is no file: the defaults.
Result<Configuration, Errors> read_configuration(const std::filesystem::path& data);
Result<void> write_configuration(const std::filesystem::path& data, const Configuration&);

}  // namespace probata
