// schemas/fact.schema.json names the keys that the reader accepts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/environment.h"
#include "fact/reader.h"

namespace probata {
namespace {

TEST(FactSchema, NamesTheKeysOfTheReader) {
  const auto text = read_file(std::string(PROBATA_SOURCE_DIR) + "/schemas/fact.schema.json");
  ASSERT_TRUE(text) << text.error().what;
  const auto schema = json::parse(*text);
  ASSERT_TRUE(schema) << to_text(schema.error());
  std::vector<std::string> properties, required, known, needed;
  for (const json::Member& member : *schema->find("properties")->as_object())
    properties.push_back(member.key);
  for (const json::Value& item : *schema->find("required")->as_array())
    required.push_back(*item.as_string());
  for (const fact_reading::FactKey& key : fact_reading::fact_keys()) {
    known.emplace_back(key.name);
    if (key.required) needed.emplace_back(key.name);
  }
  EXPECT_THAT(properties, testing::UnorderedElementsAreArray(known));
  EXPECT_THAT(required, testing::UnorderedElementsAreArray(needed));
}

}  // namespace
}  // namespace probata
