// Crosswalks: what is read, and every kind of mistake.
#include "catalog/crosswalk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/environment.h"
#include "catalog/catalog_fixture.h"

namespace probata {
namespace {

using namespace catalog_fixture;
using testing::ElementsAre;

const std::string theirs = R"(crosswalk: theirs
title: Their controls
short: THEIRS
version: "1"
source: https://example.org
ids: [T.1, T.2, T.3]
controls:
  access-removal: [T.2, T.1]
  visitors: {none: they ask for nothing}
unmapped:
  T.3: nothing tells of it
)";
const std::string library = R"(crosswalk: library
title: The library
short: tests of the library
version: "1"
source: https://example.org
licence: CC BY 4.0
credit: The library, its authors, CC BY 4.0
ids: {L-1: [A1, A2, A3], L-2: [A1]}
outside: {L-2: Privacy}
attributes:
  L-1:
    A1: {tests: [access-removal/leavers, visitors/listed]}
    A2: {judged: [visitors/hosts, visitors/listed], why: people judge it}
    A3: {none: nothing}
beyond: {visitors: ours}
)";
const std::string visitors = R"(control: visitors
title: Visitors
tests:
  - {id: listed, title: Listed, always: true}
  - {id: hosts, title: Hosts, always: true}
)";

std::shared_ptr<const Catalog> catalog(const std::string& controls, const std::string& attributes) {
  Files files = with(example(), "controls/visitors.yaml", visitors);
  files = with(files, "crosswalks/theirs.yaml", controls);
  const auto read = catalog_fixture::read(with(files, "crosswalks/library.yaml", attributes));
  EXPECT_TRUE(read);
  return *read;
}

TEST(Crosswalks, SayWhatAControlAnswers) {
  const auto read = catalog(theirs, library);
  const auto crosswalks = read_crosswalks(*read);
  ASSERT_TRUE(crosswalks) << to_text(crosswalks.error()[0]);
  ASSERT_EQ(crosswalks->size(), 2u);
  EXPECT_EQ(crosswalks->at(0).name, "theirs") << "in the order of their short titles";
  EXPECT_EQ(crosswalks->at(1).credit, "The library, its authors, CC BY 4.0");
  EXPECT_THAT(crosswalks->at(1).ids, ElementsAre("L-1/A1", "L-1/A2", "L-1/A3", "L-2/A1"));
  const Control& removal = *read->control("access-removal");
  const Control& seen = *read->control("visitors");
  EXPECT_THAT(crosswalks->at(0).ids_of(removal), ElementsAre("T.2", "T.1"));
  EXPECT_TRUE(crosswalks->at(0).ids_of(seen).empty());
  EXPECT_THAT(crosswalks->at(1).ids_of(seen), ElementsAre("L-1/A1", "L-1/A2"));
  EXPECT_EQ(mapped_words(*crosswalks, removal), "THEIRS T.2, T.1; tests of the library L-1/A1");
  EXPECT_EQ(mapped_words(*crosswalks, seen), "tests of the library L-1/A1, L-1/A2");
}

TEST(Crosswalks, OfAnOrganisationStandInPlaceOfThoseShipped) {
  const std::vector<Folder> folders = {
      folder(with(example(), "crosswalks/theirs.yaml", "crosswalk: broken"), "shipped"),
      folder({{"crosswalks/theirs.yaml",
               "{crosswalk: theirs, title: Ours, short: O, version: '2', source: "
               "'https://us.example', ids: [O.1], "
               "controls: {access-removal: [O.1]}}"}},
             "ours")};
  const auto read = read_catalog(folders);
  ASSERT_TRUE(read);
  const auto crosswalks = read_crosswalks(**read);
  ASSERT_TRUE(crosswalks) << to_text(crosswalks.error()[0]);
  ASSERT_EQ(crosswalks->size(), 1u);
  EXPECT_EQ(crosswalks->at(0).title, "Ours");
  EXPECT_EQ(crosswalks->at(0).place.file, "ours/crosswalks/theirs.yaml");
}

struct Mistake {
  std::string name, from, to, error;  // in whichever of the two files has `from`
};
const Mistake mistakes[] = {
    {"Key", "version: \"1\"\nsource: https://example.org\nids: [", "verson: \"1\"\nids: [",
     "theirs.yaml:4:1: unknown field `verson` in a crosswalk; did you mean `version`?"},
    {"Source", "source: https://example.org\nids: [", "source: javascript:x\nids: [",
     "theirs.yaml:5:9: `javascript:x` is no address; write where it is published"},
    {"File", "crosswalk: theirs", "crosswalk: others",
     "theirs.yaml:1:12: the crosswalk `others` is in another file's place; name the file "
     "`crosswalks/others.yaml`"},
    {"Control", "  access-removal:", "  acess-removal:",
     "theirs.yaml:8:3: unknown control `acess-removal`; did you mean `access-removal`?"},
    {"Identifier", "[T.2, T.1]", "[T.2, T.11]",
     "theirs.yaml:8:25: unknown identifier `T.11`; did you mean `T.1`?"},
    {"IdentifierTwice", "[T.2, T.1]", "[T.2, T.2]", "theirs.yaml:8:25: `T.2` is there twice"},
    {"Exists", "[T.1, T.2, T.3]", "[T.1, T.2, T.3, T.1]", "theirs.yaml:6:22: `T.1` is there twice"},
    {"Unmapped", "  T.3:", "  T.4:", "theirs.yaml:11:3: unknown identifier `T.4`"},
    {"Nothing", "{none: they", "{non: they", "theirs.yaml:9:14: unknown field `non`"},
    {"NoForm", "controls:", "attributes: {}\ncontrols:",
     "theirs.yaml:1:1: a crosswalk is of controls or of attributes"},
    {"Test", "access-removal/leavers", "access-removal/leaver",
     "library.yaml:12:18: unknown test `access-removal/leaver`; did you mean "
     "`access-removal/leavers`?"},
    {"TestOfNoControl", "visitors/hosts", "visitor/hosts",
     "library.yaml:13:19: unknown control `visitor`; did you mean `visitors`?"},
    {"TestTwice", "visitors/listed]}", "access-removal/leavers]}",
     "library.yaml:12:42: `access-removal/leavers` is there twice"},
    {"Attribute", "    A3: {none", "    A4: {none",
     "library.yaml:14:5: unknown identifier `L-1/A4`"},
    {"Entry", "judged:", "judgd:", "library.yaml:13:10: unknown field `judgd`"},
    {"Outside", "outside: {L-2", "outside: {L-3",
     "library.yaml:9:11: no identifier begins with `L-3/`"},
    {"Beyond", "beyond: {visitors", "beyond: {visitor",
     "library.yaml:15:10: unknown control `visitor`"},
    {"BeyondTest", "beyond: {visitors", "beyond: {visitors/x",
     "library.yaml:15:10: unknown test `visitors/x`"},
};
class CrosswalkMistakes : public testing::TestWithParam<Mistake> {};
TEST_P(CrosswalkMistakes, HasItsPlace) {
  const auto& [name, from, to, error] = GetParam();
  std::string one = theirs, other = library;
  std::string& text = error.starts_with("theirs") ? one : other;
  const size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, from.size(), to);
  const auto read = read_crosswalks(*catalog(one, other));
  ASSERT_FALSE(read);
  std::string all;
  for (const Error& e : read.error()) all += to_text(e) + "\n";
  EXPECT_THAT(all, testing::HasSubstr("crosswalks/" + error));
}
INSTANTIATE_TEST_SUITE_P(All, CrosswalkMistakes, testing::ValuesIn(mistakes),
                         [](const auto& info) { return info.param.name; });

// A key that is there twice is a mistake of the catalog itself.
TEST(Crosswalks, NameAControlOnce) {
  std::string text = theirs;
  text.insert(text.find("  visitors:"), "  access-removal: [T.1]\n");
  const auto read = catalog_fixture::read(with(example(), "crosswalks/theirs.yaml", text));
  ASSERT_FALSE(read);
  EXPECT_THAT(to_text(read.error()[0]), testing::HasSubstr("crosswalks/theirs.yaml:9:3: "));
}

TEST(ShippedCrosswalks, AreRead) {
  const auto folder = read_folder(std::string(PROBATA_SOURCE_DIR) + "/catalog");
  ASSERT_TRUE(folder);
  const auto read = read_catalog(std::span(&*folder, 1));
  ASSERT_TRUE(read);
  const auto crosswalks = read_crosswalks(**read);
  ASSERT_TRUE(crosswalks) << to_text(crosswalks.error()[0]);
  EXPECT_EQ(crosswalks->size(), 3u);
  const std::string words = mapped_words(*crosswalks, *(*read)->control("access-removal"));
  EXPECT_THAT(words, testing::HasSubstr("NIST CSF 2.0 PR.AA-01, PR.AA-05, GV.RR-04"));
  EXPECT_THAT(words, testing::HasSubstr("ISO/IEC 27001:2022 A.5.18, A.6.5"));
  EXPECT_THAT(words, testing::HasSubstr("tests of the published library PPL-06/A2, IAM-04/A1"));
}

}  // namespace
}  // namespace probata
