// The JSON Schemas in schemas/ name the same keys as the readers accept, and require the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/environment.h"
#include "base/json.h"
#include "catalog/keys.h"

namespace probata {
namespace {

struct Table {
  std::string name;        // of the test
  std::string file;        // in schemas/
  std::string definition;  // in $defs; empty: the schema itself
  Keys (*keys)();
};
const std::vector<Table> tables = {
    {"kind", "kind", "", kind_keys},
    {"field", "kind", "field", field_keys},
    {"lifecycle", "kind", "lifecycle", life_cycle_keys},
    {"transition", "kind", "transition", transition_keys},
    {"control", "control", "", control_keys},
    {"in_force", "control", "in_force", in_force_keys},
    {"test", "control", "test", test_keys},
    {"parameter", "parameters", "parameter", parameter_keys},
    {"question", "tailoring", "question", question_keys},
    {"role", "roles", "role", role_keys},
    {"risk", "risks", "risk", risk_keys},
    {"criteria", "criteria", "", criteria_keys},
    {"group", "criteria", "group", group_keys},
    {"criterion", "criteria", "criterion", criterion_keys},
    {"point", "criteria", "point", point_keys},
    {"settings", "settings", "", settings_keys},
    {"business_days", "settings", "business_days", business_days_keys},
    {"source", "settings", "source", source_keys},
    {"dated", "settings", "dated", dated_keys},
    {"dated_markers", "settings", "dated_markers", dated_keys},
    {"markers", "settings", "markers", marker_keys},
    {"not_applicable", "settings", "not_applicable", not_applicable_keys},
    {"source_declaration", "source", "", source_declaration_keys},
    {"given", "source", "given", given_keys},
    {"not_told", "source", "not_told", not_told_keys},
};

class Schemas : public testing::TestWithParam<Table> {};
TEST_P(Schemas, NameTheKeysOfTheReader) {
  const auto& [name, file, definition, keys] = GetParam();
  const auto text =
      read_file(std::string(PROBATA_SOURCE_DIR) + "/schemas/" + file + ".schema.json");
  ASSERT_TRUE(text) << text.error().what;
  const auto schema = json::parse(*text);
  ASSERT_TRUE(schema) << to_text(schema.error());
  const json::Value* object = &*schema;
  if (!definition.empty()) object = schema->find("$defs")->find(definition);
  ASSERT_NE(object, nullptr);
  std::vector<std::string> properties, required, needed;
  for (const json::Member& member : *object->find("properties")->as_object())
    properties.push_back(member.key);
  if (const json::Value* list = object->find("required")) {
    for (const json::Value& item : *list->as_array()) required.push_back(*item.as_string());
  }
  for (const Key& key : keys()) {
    if (key.required) needed.emplace_back(key.name);
  }
  EXPECT_THAT(properties, testing::UnorderedElementsAreArray(names(keys())));
  EXPECT_THAT(required, testing::UnorderedElementsAreArray(needed));
  EXPECT_FALSE(*object->find("additionalProperties")->as_bool());
}
INSTANTIATE_TEST_SUITE_P(All, Schemas, testing::ValuesIn(tables),
                         [](const auto& info) { return info.param.name; });

TEST(Schemas, AnExtensionIsAKind) {
  const auto all = names(kind_keys());
  for (const std::string& name : names(extension_keys())) EXPECT_THAT(all, testing::Contains(name));
}

}  // namespace
}  // namespace probata
