// The shipped catalog, as far as the sources need it: it is read without a mistake.
#include <gtest/gtest.h>

#include "collect/for_tests.h"

namespace probata::collect {
namespace {

TEST(ShippedCatalog, HasNoMistake) {
  const auto folder = read_folder(PROBATA_SOURCE_DIR "/catalog");
  ASSERT_TRUE(folder) << to_text(folder.error());
  const auto catalog = read_catalog({&*folder, 1});
  if (catalog) return;
  std::string all;
  for (const Error& error : catalog.error()) all += to_text(error) + "\n";
  FAIL() << all;
}

}  // namespace
}  // namespace probata::collect
