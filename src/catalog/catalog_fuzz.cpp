// A text as a kind, as a control, as a list, as a policy, as a crosswalk and as settings: never a
// crash, never an error without a place in its file.
#include <cstdint>
#include <cstdlib>

#include "catalog/catalog_fixture.h"
#include "catalog/crosswalk.h"
#include "catalog/policy_text.h"
#include "catalog/settings.h"

namespace {

using namespace probata;

void check(const Errors& errors) {
  if (errors.empty()) std::abort();
  for (const Error& error : errors) {
    if (error.what.empty() || error.place.file.empty()) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace catalog_fixture;
  if (size == 0) return 0;
  static const std::shared_ptr<const Catalog> catalog = *catalog_fixture::read(example());
  const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
  constexpr const char* paths[] = {"kinds/x.yaml",    "controls/x.yaml", "criteria.yaml",
                                   "parameters.yaml", "tailoring.yaml",  "roles.yaml",
                                   "risks.yaml",      "policies/x.md",   "crosswalks/x.yaml"};
  const size_t which = data[0] % (std::size(paths) + 1);
  if (which == std::size(paths)) {
    const auto settings = read_settings({"settings.yaml", text}, *catalog);
    if (!settings) check(settings.error());
    return 0;
  }
  const auto read = catalog_fixture::read(with(example(), paths[which], text));
  if (!read) {
    check(read.error());
    return 0;
  }
  const auto crosswalks = read_crosswalks(**read);
  if (!crosswalks) check(crosswalks.error());
  if (const Errors doubts = policy_warnings(**read); !doubts.empty()) check(doubts);
  const auto policies = read_policies(**read);
  if (!policies) {
    check(policies.error());
    return 0;
  }
  for (const Policy& policy : *policies)
    to_markdown(policy, text_of(policy, **read, Settings(), Instant{0}), **read);
  return 0;
}
