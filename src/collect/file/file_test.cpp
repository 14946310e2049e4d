#include "collect/file/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "collect/file/mapping.h"
#include "collect/for_tests.h"

namespace probata::collect {
namespace {

constexpr const char* mapping = R"(
kind: person
id: row.email
at: 'row.left != "" && timestamp(row.left + "T00:00:00Z") <= look ? row.left : null'
set:
  name: row.name
  email: row.email
  status: 'row.left != "" && timestamp(row.left + "T00:00:00Z") <= look ? "departed" : "active"'
every: 30d
)";

class Lists : public testing::Test {
 protected:
  // A list written at an instant.
  void write(const std::string& name, std::string_view bytes, std::string_view instant) {
    folder.write(name, bytes);
    const auto since_epoch = std::chrono::microseconds(at(instant).us);
    std::filesystem::last_write_time(
        folder.path / name, std::chrono::file_clock::from_sys(
                                std::chrono::sys_time<std::chrono::microseconds>(since_epoch)));
  }
  SourceSettings settings(const std::string& name) {
    json::Value options;
    options.set("mapping", (folder.path / "people.mapping.yaml").string());
    return {"file", "people", (folder.path / name).string(), options};
  }
  TemporaryFolder folder;
  Ledgerless ledger;
};

TEST_F(Lists, ChangesLieBetweenTheListsDates) {
  folder.write("people.mapping.yaml", mapping);
  write("people.csv", "name,email,left\nAnn,ann@x.example,\nBob,bob@x.example,\n",
        "2026-03-01T08:00:00Z");
  const auto first = ledger.look(settings("people.csv"), "2026-03-01T09:00:00Z");
  ASSERT_EQ(of_kind(first, "person").size(), 2u);
  EXPECT_EQ(text(first[0], "at"), "2026-03-01T08:00:00Z");  // when the list was written
  EXPECT_EQ(first[0].find("after"), nullptr);
  EXPECT_EQ(field(of_kind(first, "collection")[0], "complete"), "true");

  // The same list again tells nothing new.
  EXPECT_TRUE(ledger.look(settings("people.csv"), "2026-03-02T09:00:00Z").empty());

  write("people.csv", "name,email,left\nAnn B,ann@x.example,\nBob,bob@x.example,2026-03-10\n",
        "2026-03-11T08:00:00Z");
  const auto second =
      of_kind(ledger.look(settings("people.csv"), "2026-03-11T09:00:00Z"), "person");
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(field(second[0], "name"), "\"Ann B\"");
  EXPECT_EQ(text(second[0], "after"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(text(second[1], "at"), "2026-03-10T00:00:00Z");  // the list tells the day
  EXPECT_EQ(field(second[1], "status"), "\"departed\"");

  write("people.csv", "name,email,left\nAnn B,ann@x.example,\n", "2026-04-01T08:00:00Z");
  const auto third = of_kind(ledger.look(settings("people.csv"), "2026-04-01T09:00:00Z"), "person");
  ASSERT_EQ(third.size(), 1u);
  EXPECT_NE(third[0].find("gone"), nullptr);
  EXPECT_EQ(text(third[0], "after"), "2026-03-11T08:00:00Z");
}

TEST_F(Lists, ABadRowIsLeftOutAndNothingIsGone) {
  folder.write("people.mapping.yaml", mapping);
  write("people.csv", "name,email,left\nAnn,ann@x.example,\nBob,bob@x.example,\n",
        "2026-03-01T08:00:00Z");
  ledger.look(settings("people.csv"), "2026-03-01T09:00:00Z");
  write("people.csv",
        "name,email,left\nAnn,ann@x.example,soon\nCy,cy@x.example,\nCy,cy@x.example,\n",
        "2026-03-02T08:00:00Z");
  const auto whole = complete(settings("people.csv"));
  const View view = ledger.view(at("2026-03-02T09:00:00Z"));
  const auto collected = collect_once(*whole, view, clock_at("2026-03-02T09:00:00Z"));
  ASSERT_TRUE(collected) << to_text(collected.error());
  EXPECT_EQ(collected->rejected_count, 2);
  ASSERT_EQ(collected->rejected.size(), 2u);
  EXPECT_EQ(collected->rejected[0].place.line, 2);
  EXPECT_EQ(collected->rejected[1].place.line, 4);
  EXPECT_EQ(of_kind(collected->facts, "person").size(), 1u);
  const auto seen = of_kind(collected->facts, "collection");
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(field(seen[0], "complete"), "false");
  EXPECT_EQ(field(seen[0], "rejected"), "2");
}

TEST_F(Lists, ARowThatDoesNotFitItsKindIsLeftOut) {
  folder.write("people.mapping.yaml", "kind: person\nid: row.id\nset: {status: row.status}\n");
  write("people.jsonl",
        "{\"id\":\"a\",\"status\":\"active\"}\n{\"id\":\"b\",\"status\":\"asleep\"}\n{\"id\":\n",
        "2026-03-01T08:00:00Z");
  const auto collected =
      collect_once(settings("people.jsonl"), ledger.view(at("2026-03-01T09:00:00Z")),
                   clock_at("2026-03-01T09:00:00Z"));
  ASSERT_TRUE(collected) << to_text(collected.error());
  EXPECT_EQ(of_kind(collected->facts, "person").size(), 1u);
  EXPECT_EQ(collected->rejected_count, 2);
}

TEST_F(Lists, JsonIsAList) {
  folder.write("people.mapping.yaml",
               "kind: person\nid: row.id\nset: {name: row.name}\nhow: events\nat: row.at\n");
  write("people.json",
        "[{\"id\":\"a\",\"name\":\"A\",\"at\":\"2026-02-01\"},\n "
        "{\"id\":\"a\",\"name\":\"B\",\"at\":\"2026-02-03T10:00:00Z\"},\n 5]",
        "2026-03-01T08:00:00Z");
  const auto collected =
      collect_once(settings("people.json"), ledger.view(at("2026-03-01T09:00:00Z")),
                   clock_at("2026-03-01T09:00:00Z"));
  ASSERT_TRUE(collected) << to_text(collected.error());
  EXPECT_EQ(of_kind(collected->facts, "person").size(), 2u);
  ASSERT_EQ(collected->rejected.size(), 1u);
  EXPECT_EQ(collected->rejected[0].place.line, 3);
  EXPECT_EQ(field(of_kind(collected->facts, "collection")[0], "how"), "\"events\"");
}

TEST_F(Lists, AMappingWithMistakesIsRefusedWithItsPlace) {
  folder.write("people.mapping.yaml", "kind: person\nid: row.email +\nset: {}\n");
  write("people.csv", "a\n1\n", "2026-03-01T08:00:00Z");
  const auto collected =
      collect_once(settings("people.csv"), ledger.view(at("2026-03-01T09:00:00Z")),
                   clock_at("2026-03-01T09:00:00Z"));
  ASSERT_FALSE(collected);
  EXPECT_EQ(collected.error().place.line, 2);
  EXPECT_TRUE(collected.error().place.file.ends_with("people.mapping.yaml"));
}

TEST(Mapping, ItsSchemaNamesTheSameKeys) {
  const auto text = read_file(std::string(PROBATA_SOURCE_DIR) + "/schemas/mapping.schema.json");
  ASSERT_TRUE(text) << text.error().what;
  const auto schema = json::parse(*text);
  ASSERT_TRUE(schema);
  std::vector<std::string> properties, required, needed;
  for (const json::Member& member : *schema->find("properties")->as_object())
    properties.push_back(member.key);
  for (const json::Value& key : *schema->find("required")->as_array())
    required.push_back(*key.as_string());
  for (const Key& key : mapping_keys())
    if (key.required) needed.emplace_back(key.name);
  EXPECT_THAT(properties, testing::UnorderedElementsAreArray(names(mapping_keys())));
  EXPECT_THAT(required, testing::UnorderedElementsAreArray(needed));
}

}  // namespace
}  // namespace probata::collect
