// What lies in a folder of a catalog and would be passed over in silence.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "catalog/catalog.h"

namespace probata {
namespace {

namespace fs = std::filesystem;

class FolderTest : public testing::Test {
 protected:
  FolderTest()
      : folder_(fs::temp_directory_path() / ("folder-test-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "controls");
  }
  ~FolderTest() override { fs::remove_all(folder_); }

  void write(const std::string& path) { std::ofstream(folder_ / path) << "control: c\n"; }
  // The paths, or what is wrong and of which path.
  std::string read() const {
    const auto folder = read_folder(folder_.string());
    if (!folder)
      return fs::path(folder.error().place.file).lexically_relative(folder_).string() + ": " +
             folder.error().what;
    std::string paths;
    for (const File& file : folder->files) paths += file.path + "\n";
    return paths;
  }

  fs::path folder_;
};

TEST_F(FolderTest, FilesOfOtherKindsAndHiddenOnesAreNoneOfACatalog) {
  for (const char* path : {"controls/c.yaml", "p.md", "controls/c.yaml~", "notes.txt", ".x.yml"})
    write(path);
  fs::create_symlink("c.yaml", folder_ / "controls/d.yaml");
  EXPECT_EQ(read(), "controls/c.yaml\ncontrols/d.yaml\np.md\n");
}

TEST_F(FolderTest, AnotherEndingIsAnError) {
  for (const char* path : {"controls/c.yml", "controls/c.YAML", "p.markdown"}) {
    write(path);
    EXPECT_EQ(read(), std::string(path) + ": it is not read, because of how its name ends");
    fs::remove(folder_ / path);
  }
}

TEST_F(FolderTest, WhatIsNoFileIsAnError) {
  const std::string wrong = ": it is no file, or a link to none";
  fs::create_symlink("none.yaml", folder_ / "controls/c.yaml");
  EXPECT_EQ(read(), "controls/c.yaml" + wrong);
  fs::remove(folder_ / "controls/c.yaml");
  fs::create_symlink("c.yaml", folder_ / "controls/c.yaml");
  EXPECT_EQ(read(), "controls/c.yaml" + wrong);
  fs::remove(folder_ / "controls/c.yaml");
  ASSERT_EQ(::mkfifo((folder_ / "controls/c.yaml").c_str(), 0600), 0);
  EXPECT_EQ(read(), "controls/c.yaml" + wrong);
}

TEST_F(FolderTest, ALinkToAFolderIsAnError) {
  fs::create_directory_symlink(".", folder_ / "kinds");
  EXPECT_EQ(read(), "kinds: a link to a folder is not followed");
}

}  // namespace
}  // namespace probata
