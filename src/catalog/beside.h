// What read_catalog leaves to those who ask for it: policies and crosswalks. Whoever checks a
// catalog, or puts one in force, asks for all of it.
#pragma once

#include "catalog/catalog.h"

namespace probata {

// Every mistake of the policies and crosswalks.
Errors mistakes_beside(const Catalog&);
// What read_catalog warned of, and what is doubtful in the policies.
Errors all_warnings(const Catalog&);
// read_catalog, and the mistakes.
Result<std::shared_ptr<const Catalog>, Errors> read_whole_catalog(std::span<const Folder>);

}  // namespace probata
