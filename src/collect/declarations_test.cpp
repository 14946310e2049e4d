// One contract for all sources: what a look covers is what its declaration says, field by field.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "catalog/source.h"
#include "collect/for_tests.h"
#include "collect/git/repository.h"

namespace probata::collect {
namespace {

std::vector<SourceDeclaration> declarations() {
  const auto folder = read_folder(PROBATA_SOURCE_DIR "/catalog");
  auto sources = read_sources(folder.value(), *shipped_catalog());
  EXPECT_TRUE(sources) << (sources ? "" : to_text(sources.error().front()));
  return sources ? *sources : std::vector<SourceDeclaration>{};
}

void expect_declared(const SourceDeclaration& source, const Look& look) {
  std::set<std::string> seen;
  for (const LookKind& kind : look.kinds) {
    seen.insert(kind.kind);
    const auto given = std::find_if(source.gives.begin(), source.gives.end(),
                                    [&](const GivenKind& g) { return g.kind == kind.kind; });
    ASSERT_NE(given, source.gives.end()) << source.name << " does not declare " << kind.kind;
    EXPECT_EQ(given->how, kind.how == How::claimed ? "claimed" : "looks") << kind.kind;
    EXPECT_EQ(given->every, look.every) << kind.kind;
    std::set<std::string> declared;
    for (const GivenField& field : given->fields) {
      EXPECT_FALSE(field.meaning.empty()) << kind.kind << "." << field.name;
      declared.insert(field.name);
    }
    for (const std::string& field : kind.fields)
      EXPECT_TRUE(declared.contains(field)) << kind.kind << "." << field;
    for (const LookRow& row : look.rows)
      if (row.kind == kind.kind)
        for (const json::Member& member : *row.set.as_object())
          EXPECT_TRUE(declared.contains(member.key)) << kind.kind << "." << member.key;
  }
  for (const LookRow& row : look.rows) EXPECT_TRUE(seen.contains(row.kind)) << row.kind;
}

TEST(Declarations, EverySourceHasOne) {
  std::set<std::string> names;
  for (const SourceDeclaration& source : declarations()) names.insert(source.name);
  for (const SourceType& type : source_types())
    EXPECT_TRUE(names.contains(std::string(type.name))) << type.name;
}

TEST(Declarations, LooksCoverWhatTheyDeclare) {
  const TemporaryFolder folder;
  const GitLibrary library;
  git_repository* repository = nullptr;
  ASSERT_EQ(git_repository_init(&repository, folder.path.c_str(), 0), 0);
  git_repository_free(repository);
  for (const SourceDeclaration& source : declarations()) {
    if (source.gives.empty()) continue;
    const auto settings =
        complete({source.name, {}, source.name == "git" ? folder.path.string() : "", {}});
    ASSERT_TRUE(settings) << to_text(settings.error());
    const auto raw = take(*settings, {}, system_clock());
    ASSERT_TRUE(raw) << to_text(raw.error());
    const auto look = parse_look(raw->bytes);
    ASSERT_TRUE(look) << to_text(look.error());
    expect_declared(source, *look);
  }
}

TEST(Declarations, MistakesAreNamedWithTheirPlaces) {
  const Folder folder{
      "c",
      {{"sources/x.yaml",
        "source: x\ntitle: X\ngives:\n  asset:\n    how: seen\n    fields: {naem: y}\n"}}};
  const auto sources = read_sources(folder, *shipped_catalog());
  ASSERT_FALSE(sources);
  ASSERT_EQ(sources.error().size(), 2u);
  EXPECT_EQ(sources.error()[0].place, (Place{"c/sources/x.yaml", 5, 10}));
  EXPECT_EQ(sources.error()[1].what, "`asset` has no field `naem`");
}

}  // namespace
}  // namespace probata::collect
