#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/environment.h"
#include "store/blobs.h"
#include "store/cells.h"
#include "store/log.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

fs::path place(const fs::path& folder, const Digest& digest) {
  const auto hex = to_hex(digest.bytes);
  return folder / hex.substr(0, 2) / hex.substr(2);
}

// The writer that fails as planned, once.
DurableWrite failing(Fault fault) {
  return [fault, done = false](const fs::path& path,
                               std::string_view content) mutable -> Result<void> {
    const auto now = done ? Fault::none : fault;
    done = true;
    if (now == Fault::not_persisted) return failure("planned");
    auto written = write_file_durably(path, content);
    if (now == Fault::persisted_but_failed) return failure("planned");
    return written;
  };
}

class BlobFiles : public testing::Test {
 protected:
  TemporaryFolder folder_;
  std::unique_ptr<Blobs> blobs_ = std::move(open_file_blobs(folder_.path() / "evidence")).value();
};

TEST_F(BlobFiles, RoundTrip) {
  for (const std::string& content :
       {std::string(), std::string("x"), std::string("\0\n\xff", 3), std::string(1'000'000, 'z')}) {
    const auto digest = blobs_->put(content).value();
    EXPECT_EQ(digest, sha256(content));
    EXPECT_EQ(blobs_->get(digest), content);
    EXPECT_EQ(blobs_->has(digest), true);
    EXPECT_EQ(blobs_->put(content), digest);
  }
}

TEST_F(BlobFiles, WhatIsNotThere) {
  const auto digest = sha256("nothing");
  EXPECT_EQ(blobs_->has(digest), false);
  EXPECT_FALSE(blobs_->get(digest));
  EXPECT_TRUE(blobs_->remove(digest));
}

TEST_F(BlobFiles, Remove) {
  const auto digest = blobs_->put("x").value();
  EXPECT_TRUE(blobs_->remove(digest));
  EXPECT_EQ(blobs_->has(digest), false);
}

TEST_F(BlobFiles, AChangedByteIsNamedAndPutHealsIt) {
  const auto digest = blobs_->put("content").value();
  const auto path = place(folder_.path() / "evidence", digest);
  ASSERT_TRUE(write_file_durably(path, "c0ntent"));
  const auto error = blobs_->get(digest).error();
  EXPECT_THAT(error.what, HasSubstr(to_text(digest)));
  EXPECT_EQ(error.place.file, path.string());
  ASSERT_TRUE(blobs_->put("content"));
  EXPECT_EQ(blobs_->get(digest), "content");
}

TEST_F(BlobFiles, IsForItsOwnerOnly) {
  struct stat status{};
  ASSERT_EQ(::stat(place(folder_.path() / "evidence", blobs_->put("x").value()).c_str(), &status),
            0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(BlobFiles, BothFailuresOfAWriteEndWholeAfterTheNext) {
  for (const auto fault : {Fault::not_persisted, Fault::persisted_but_failed}) {
    const auto content = fmt::format("content {}", static_cast<int>(fault));
    auto blobs = std::move(open_file_blobs(folder_.path() / "evidence", failing(fault))).value();
    EXPECT_FALSE(blobs->put(content));
    EXPECT_EQ(blobs->has(sha256(content)), fault == Fault::persisted_but_failed);
    EXPECT_TRUE(blobs->put(content));
    EXPECT_EQ(blobs->get(sha256(content)), content);
  }
}

TEST_F(BlobFiles, OldLeftoversGoAndYoungOnesStay) {
  const auto folder = folder_.path() / "evidence";
  blobs_->put("x").value();
  const auto old = folder / ".old.tmp", young = folder / ".young.tmp";
  std::ofstream{old} << "x";
  std::ofstream{young} << "x";
  fs::last_write_time(old, fs::file_time_type::clock::now() - std::chrono::hours(48));
  ASSERT_TRUE(open_file_blobs(folder));
  EXPECT_FALSE(fs::exists(old));
  EXPECT_TRUE(fs::exists(young));
  EXPECT_EQ(blobs_->has(sha256("x")), true);
}

TEST(Cells, SetGetRemoveAndReopen) {
  const TemporaryFolder folder;
  {
    const auto cells = std::move(open_sqlite_cells(folder.file("cells.db"))).value();
    EXPECT_EQ(cells->get("a").value(), std::nullopt);
    ASSERT_TRUE(cells->set("a", "1"));
    ASSERT_TRUE(cells->set("a", std::string("2\0\xff", 3)));
    ASSERT_TRUE(cells->set("b", ""));
    ASSERT_TRUE(cells->remove("none"));
  }
  const auto cells = std::move(open_sqlite_cells(folder.file("cells.db"))).value();
  EXPECT_EQ(cells->get("a").value(), std::string("2\0\xff", 3));
  EXPECT_EQ(cells->get("b").value(), "");
  ASSERT_TRUE(cells->remove("a"));
  EXPECT_EQ(cells->get("a").value(), std::nullopt);
}

TEST(Cells, ALedgerIsNoCells) {
  const TemporaryFolder folder;
  open_sqlite_log(folder.file("ledger.db")).value();
  EXPECT_THAT(open_sqlite_cells(folder.file("ledger.db")).error().what,
              HasSubstr("not the database"));
}

TEST(Cells, AreForTheirOwnerOnly) {
  const TemporaryFolder folder;
  const auto cells = std::move(open_sqlite_cells(folder.file("cells.db"))).value();
  ASSERT_TRUE(cells->set("a", "secret"));
  for (const auto& entry : fs::directory_iterator(folder.path())) {
    struct stat status{};
    ASSERT_EQ(::stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0077, 0u) << entry.path();
  }
}

}  // namespace
}  // namespace probata
