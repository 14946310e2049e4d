// A line against a small catalog: never a crash; what is read, reads the same from its canonical
// bytes.
#include <cstdio>
#include <cstdlib>

#include "fact/fact_fixture.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace probata;
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  const auto fact = read_fact(line, fact_fixture::catalog(), {"f", 1, 1});
  if (!fact) {
    if (fact.error().empty()) std::abort();
    return 0;
  }
  const auto bytes = canonical_bytes(*fact);
  if (!bytes) std::abort();
  const auto again = read_fact(*bytes, fact_fixture::catalog());
  if (!again || *canonical_bytes(*again) != *bytes || again->set.size() != fact->set.size())
    std::abort();
  if (again->kind != fact->kind || again->id != fact->id || again->at != fact->at) std::abort();
  return 0;
}
