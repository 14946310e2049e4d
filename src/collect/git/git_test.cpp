#include "collect/git/git.h"

#include <git2.h>
#include <gtest/gtest.h>

#include "collect/for_tests.h"
#include "collect/git/repository.h"

namespace probata::collect {
namespace {

// A repository that a test writes with libgit2 itself, so that names and times are fixed.
class Repository : public testing::Test {
 protected:
  Repository() {
    git_repository_init_options options;
    git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
    options.flags = GIT_REPOSITORY_INIT_MKPATH;
    options.initial_head = "main";
    EXPECT_EQ(git_repository_init_ext(&repository, (folder.path / "shop").c_str(), &options), 0);
    git_treebuilder* builder = nullptr;
    git_treebuilder_new(&builder, repository, nullptr);
    git_oid id{};
    git_treebuilder_write(&id, builder);
    git_treebuilder_free(builder);
    git_tree_lookup(&tree, repository, &id);
  }
  ~Repository() override {
    git_tree_free(tree);
    git_repository_free(repository);
  }
  git_oid commit(const std::string& instant, const std::vector<git_oid>& parents,
                 const char* message = "Change\n") {
    git_signature* who = nullptr;
    git_signature_new(&who, "Ann", "ann@x.example", at(instant).us / 1'000'000, 0);
    std::vector<git_commit*> commits(parents.size());
    for (size_t i = 0; i < parents.size(); ++i)
      git_commit_lookup(&commits[i], repository, &parents[i]);
    git_oid id{};
    git_commit_create(&id, repository, nullptr, who, who, nullptr, message, tree, commits.size(),
                      const_cast<const git_commit**>(commits.data()));
    for (git_commit* each : commits) git_commit_free(each);
    git_signature_free(who);
    return id;
  }
  void branch(const char* name, const git_oid& head) {
    git_reference* reference = nullptr;
    git_reference_create(&reference, repository, (std::string("refs/heads/") + name).c_str(), &head,
                         1, nullptr);
    git_reference_free(reference);
  }
  void tag(const char* name, const git_oid& target, const std::string& instant,
           const char* message) {
    git_signature* who = nullptr;
    git_object* object = nullptr;
    git_oid id{};
    git_signature_new(&who, "Ann", "ann@x.example", at(instant).us / 1'000'000, 0);
    git_object_lookup(&object, repository, &target, GIT_OBJECT_ANY);
    git_tag_create(&id, repository, name, object, who, message, 1);
    git_object_free(object);
    git_signature_free(who);
  }
  std::vector<json::Value> look(std::string_view instant) {
    return ledger.look({"git", {}, (folder.path / "shop").string(), {}}, instant);
  }
  GitLibrary library;
  TemporaryFolder folder;
  Ledgerless ledger;
  git_repository* repository = nullptr;
  git_tree* tree = nullptr;
};

TEST_F(Repository, TimesAreRaisedToParentsAndCappedAtTheLook) {
  const git_oid a = commit("2026-01-02T00:00:00Z", {});
  const git_oid b = commit("2026-01-01T00:00:00Z", {a},
                           "Earlier than its parent\n\nReviewed-by: Bob <bob@x.example>\n");
  const git_oid c = commit("2027-01-01T00:00:00Z", {b});
  branch("main", c);
  const auto commits = of_kind(look("2026-02-01T00:00:00Z"), "commit");
  ASSERT_EQ(commits.size(), 3u);
  EXPECT_EQ(text(commits[0], "at"), "2026-01-02T00:00:00Z");
  EXPECT_EQ(text(commits[1], "at"), "2026-01-02T00:00:00Z");
  EXPECT_EQ(field(commits[1], "author_time"), "\"2026-01-01T00:00:00Z\"");
  EXPECT_EQ(field(commits[1], "trailers"), "[\"Reviewed-by: Bob <bob@x.example>\"]");
  EXPECT_EQ(text(commits[2], "at"), "2026-02-01T00:00:00Z");
}

TEST_F(Repository, MergesAreThoseOfTheFirstParentLine) {
  const git_oid root = commit("2026-01-01T00:00:00Z", {});
  const git_oid side = commit("2026-01-02T00:00:00Z", {root});
  const git_oid inner =
      commit("2026-01-03T00:00:00Z", {side, root});  // a merge within the side branch
  const git_oid merged = commit("2026-01-04T00:00:00Z", {root, inner});
  branch("main", merged);
  const auto merges = of_kind(look("2026-02-01T00:00:00Z"), "merge");
  ASSERT_EQ(merges.size(), 1u);
  EXPECT_EQ(text(merges[0], "id"), "shop/" + name_of(merged));
  EXPECT_EQ(field(merges[0], "final_commit"), "\"" + name_of(inner) + "\"");
  EXPECT_EQ(field(merges[0], "author"), "{\"email\":\"ann@x.example\"}");
  EXPECT_EQ(text(merges[0], "at"), "2026-01-04T00:00:00Z");
}

TEST_F(Repository, MergesAreNeverAllOfThem) {
  branch("main", commit("2026-01-01T00:00:00Z", {}));
  for (const json::Value& seen : of_kind(look("2026-02-01T00:00:00Z"), "collection"))
    EXPECT_EQ(field(seen, "partial"),
              field(seen, "kinds").find("merge") == std::string::npos ? "" : "true");
}

TEST_F(Repository, LaterLooksReadOnlyWhatIsNew) {
  const git_oid root = commit("2026-01-01T00:00:00Z", {});
  const git_oid side = commit("2026-01-02T00:00:00Z", {root});
  const git_oid merged = commit("2026-01-03T00:00:00Z", {root, side});
  branch("main", root);
  branch("feature", merged);
  look("2026-02-01T00:00:00Z");
  // One collection a `how`, and one for merges, of which git never shows all.
  EXPECT_EQ(look("2026-02-01T00:10:00Z").size(), 3u);
  // The merge was made on another branch; main takes it over as it is.
  branch("main", merged);
  const git_oid next = commit("2026-01-02T12:00:00Z", {merged});
  branch("feature", next);
  const auto facts = look("2026-02-01T00:20:00Z");
  const auto commits = of_kind(facts, "commit"), merges = of_kind(facts, "merge"),
             branches = of_kind(facts, "branch");
  ASSERT_EQ(commits.size(), 1u);
  EXPECT_EQ(text(commits[0], "at"),
            "2026-01-03T00:00:00Z");  // raised to a parent that an earlier look told of
  ASSERT_EQ(merges.size(), 1u);
  EXPECT_EQ(text(merges[0], "at"), "2026-01-03T00:00:00Z");
  ASSERT_EQ(branches.size(), 2u);
  EXPECT_EQ(text(branches[0], "after"), "2026-02-01T00:10:00Z");
  EXPECT_EQ(field(branches[0], "rewritten"), "");  // still false
}

TEST_F(Repository, ARewrittenHeadIsSeenBetweenTwoLooks) {
  const git_oid root = commit("2026-01-01T00:00:00Z", {});
  const git_oid one = commit("2026-01-02T00:00:00Z", {root});
  const git_oid other = commit("2026-01-03T00:00:00Z", {root});
  branch("main", one);
  const auto first = of_kind(look("2026-02-01T00:00:00Z"), "branch");
  EXPECT_EQ(field(first.at(0), "rewritten"), "false");  // a first look accuses nobody
  branch("main", other);
  const auto second = of_kind(look("2026-02-01T00:10:00Z"), "branch");
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(field(second[0], "rewritten"), "true");
  EXPECT_EQ(field(second[0], "was"), "\"" + name_of(one) + "\"");
  const auto third = of_kind(look("2026-02-01T00:20:00Z"), "branch");
  ASSERT_EQ(third.size(), 1u);
  EXPECT_EQ(field(third[0], "rewritten"), "false");
}

TEST_F(Repository, TagsAfterTheFirstSignedOneAreMarked) {
  const git_oid root = commit("2026-01-01T00:00:00Z", {});
  branch("main", root);
  tag("v1", root, "2026-01-01T00:00:00Z", "one\n");
  tag("v2", root, "2026-01-02T00:00:00Z",
      "two\n-----BEGIN PGP SIGNATURE-----\nx\n-----END PGP SIGNATURE-----\n");
  tag("v3", root, "2026-01-03T00:00:00Z", "three\n");
  const auto tags = of_kind(look("2026-02-01T00:00:00Z"), "tag");
  ASSERT_EQ(tags.size(), 3u);
  EXPECT_EQ(field(tags[0], "after_signed"), "false");
  EXPECT_EQ(field(tags[1], "signature"), "\"unknown_key\"");
  EXPECT_EQ(field(tags[1], "after_signed"), "false");
  EXPECT_EQ(field(tags[2], "signature"), "\"none\"");
  EXPECT_EQ(field(tags[2], "after_signed"), "true");
  EXPECT_EQ(text(tags[2], "at"), "2026-01-03T00:00:00Z");
}

TEST_F(Repository, AShallowCloneCoversFromItsEnd) {
  const git_oid root = commit("2026-01-01T00:00:00Z", {});
  const git_oid cut = commit("2026-01-02T00:00:00Z", {root});
  const git_oid head = commit("2026-01-03T00:00:00Z", {cut});
  branch("main", head);
  folder.write("shop/.git/shallow", name_of(cut) + "\n");
  std::filesystem::remove(folder.path / "shop/.git/objects" / name_of(root).substr(0, 2) /
                          name_of(root).substr(2));
  const auto facts = look("2026-02-01T00:00:00Z");
  EXPECT_EQ(of_kind(facts, "commit").size(), 2u);
  EXPECT_EQ(field(of_kind(facts, "repository").at(0), "shallow"), "true");
  for (const json::Value& seen : of_kind(facts, "collection"))
    if (field(seen, "how") == "\"claimed\"")
      EXPECT_EQ(field(seen, "from"), "\"2026-01-02T00:00:00Z\"");
}

TEST(Git, AFolderThatIsNoRepositoryIsNamed) {
  const TemporaryFolder folder;
  const auto settings = complete({"git", {}, folder.path.string(), {}});
  ASSERT_FALSE(settings);
  EXPECT_NE(settings.error().what.find("could not be opened as a git repository"),
            std::string::npos);
}

}  // namespace
}  // namespace probata::collect
