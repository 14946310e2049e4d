// What the company reads, from when on, and the register of it.
#pragma once

#include "sim/world.h"

namespace probata::sim {

// One that is read as `connector:NAME`.
struct Source {
  std::string name;
  std::vector<std::string> kinds;
  Instant from{};
};
// write_collections.cpp
std::vector<Source> sources_of(const World&);
// The id of the collection that a log gives on the morning of this instant.
std::string collection_of(const World&, const std::string& source, Instant);

// sources.cpp
// The kinds that people of the company keep, in the order of their names.
const std::vector<std::string>& record_kinds();
// How often a source is read: it has to be read in whole in twice that time.
Duration cadence_of(const std::string& source);
// The query by which a source is read changes; somebody other than its owner judges it.
void change_query(World&, const std::string& source, Instant changed, Instant judged);
// After all systems: each of them is a source.
void keep_sources(World&);
// The log of a source that is silent, or not whole, is read too late for it where that lasts.
void read_late(World&, const Silence&);

}  // namespace probata::sim
