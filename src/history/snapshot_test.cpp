// A snapshot gives back the history that it was made of; one that is not whole gives nothing.
#include "history/snapshot.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "base/environment.h"
#include "history/whole_history.h"

namespace probata {
namespace {

using namespace whole_history;

class Snapshot : public testing::Test {
 protected:
  ~Snapshot() override { std::filesystem::remove(path_); }
  void put(const std::string& bytes) { std::ofstream(path_, std::ios::binary) << bytes; }
  Result<Restored> read() {
    return read_snapshot(path_, catalog(), [](const SnapshotOf&) { return Settings(); });
  }
  const std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / fmt::format("snapshot-test-{}", ::getpid());
};

History random_history(Dice& dice, int size) {
  History history(catalog(), {});
  for (int i = 0; i < size; ++i) {
    const Fact fact = fact_of(telling(dice, i));
    history.fold(FactNo{static_cast<uint32_t>(i)}, fact.at + second * (i / 3), fact);
  }
  return history;
}

SnapshotOf something() { return {7, sha256("root"), sha256("catalog"), "UTC", "2026a", "notes"}; }

TEST_F(Snapshot, ReadsAsTheHistoryThatItWasMadeOfAndGoesOnAsIt) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    History made = random_history(dice, dice.up_to(60));
    put(make_snapshot(made, something()));
    auto read = this->read();
    ASSERT_TRUE(read) << to_text(read.error());
    ASSERT_EQ(all_of(made, keys_in(made)), all_of(read->history, keys_in(made))) << "seed " << seed;
    EXPECT_EQ(made.size(), read->history.size());
    for (uint32_t n = 100; n < 130; ++n) {
      const Fact next = fact_of(telling(dice, 50));
      ASSERT_EQ(shown(made.fold(FactNo{n}, next.at, next)),
                shown(read->history.fold(FactNo{n}, next.at, next)))
          << "seed " << seed;
    }
    ASSERT_EQ(all_of(made, keys_in(made)), all_of(read->history, keys_in(made))) << "seed " << seed;
  }
}

TEST_F(Snapshot, SaysWhatItIsOf) {
  Dice dice(1);
  put(make_snapshot(random_history(dice, 5), something()));
  auto read = this->read();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->of.size, 7u);
  EXPECT_EQ(read->of.root, sha256("root"));
  EXPECT_EQ(read->of.catalog, sha256("catalog"));
  EXPECT_EQ(read->of.time_zone + read->of.time_zone_data + read->of.notes, "UTC2026anotes");
  auto refused = read_snapshot(path_, catalog(), [](const SnapshotOf& of) -> Result<Settings> {
    return failure(fmt::format("of {} facts", of.size));
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "of 7 facts");
}

TEST_F(Snapshot, EveryFlippedByteIsNoticed) {
  Dice dice(2);
  const std::string whole = make_snapshot(random_history(dice, 20), something());
  put(whole);
  ASSERT_TRUE(read());
  for (size_t i = 0; i < whole.size(); i += i < 256 ? 1 : 7) {
    std::string flipped = whole;
    flipped[i] = static_cast<char>(flipped[i] ^ (1 << i % 8));
    put(flipped);
    ASSERT_FALSE(read()) << "byte " << i;
  }
}

TEST_F(Snapshot, ACutOrLongerFileIsNoticed) {
  Dice dice(3);
  const std::string whole = make_snapshot(random_history(dice, 20), something());
  for (size_t size = 0; size < whole.size(); size += 1 + size / 16) {
    put(whole.substr(0, size));
    ASSERT_FALSE(read()) << "cut to " << size;
  }
  put(whole + std::string(8, '\0'));
  EXPECT_FALSE(read());
  std::filesystem::remove(path_);
  EXPECT_THAT(read().error().what, testing::HasSubstr("there is no snapshot"));
}

}  // namespace
}  // namespace probata
