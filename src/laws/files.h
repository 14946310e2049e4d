// A company as the files of a case folder.
#pragma once

#include "catalog/catalog.h"
#include "laws/company.h"

namespace probata::laws {

std::vector<File> files_of(const Company&);  // of its catalog
std::string settings_of(const Company&);

}  // namespace probata::laws
