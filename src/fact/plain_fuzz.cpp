// Any bytes: what the fast reader accepts, read_fact() must accept.
#include <cstdlib>

#include "fact/fact_fixture.h"
#include "fact/plain.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace probata;
  static PlainReader reader(fact_fixture::catalog());
  const std::string text(reinterpret_cast<const char*>(data), size);
  PlainFact fact;
  if (!reader.read(text, fact)) return 0;
  const auto whole = read_fact(std::string_view(text), fact_fixture::catalog());
  if (!whole || whole->id != fact.id || whole->at != fact.at || to_fact(fact).set != whole->set)
    std::abort();
  return 0;
}
