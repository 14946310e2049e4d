// The lists of catalog/ that every organisation begins with.
#include <gtest/gtest.h>

#include "catalog/catalog.h"

namespace probata {
namespace {

Folder lists() {
  Result<Folder> folder = read_folder(std::string(PROBATA_SOURCE_DIR) + "/catalog");
  Folder result;
  if (!folder) return result;
  for (File& file : folder->files) {
    if (file.path.find('/') == std::string::npos) result.files.push_back(std::move(file));
  }
  return result;
}

TEST(ShippedLists, AreRead) {
  const Folder folder = lists();
  const auto read = read_catalog(std::span(&folder, 1));
  ASSERT_TRUE(read) << to_text(read.error()[0]);
  const Catalog& catalog = **read;
  EXPECT_EQ(catalog.criteria.size(), 38u);
  EXPECT_EQ(catalog.groups.size(), 11u);
  EXPECT_GE(catalog.parameters.size(), 31u);
  EXPECT_GE(catalog.risks.size(), 15u);
  EXPECT_GE(catalog.questions.size(), 5u);
  for (const Criterion& criterion : catalog.criteria)
    EXPECT_FALSE(criterion.points.empty()) << criterion.id;
  for (const Parameter& parameter : catalog.parameters) {
    EXPECT_FALSE(parameter.title.empty() || parameter.why.empty()) << parameter.name;
  }
}

}  // namespace
}  // namespace probata
