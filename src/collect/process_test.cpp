#include "collect/process.h"

#include <gtest/gtest.h>

namespace probata::collect {
namespace {

TEST(Process, OutputErrorsAndStatusAreTold) {
  const auto output = run({"/bin/sh", "-c", "echo out; echo err >&2; exit 3"});
  ASSERT_TRUE(output) << to_text(output.error());
  EXPECT_EQ(output->out, "out\n");
  EXPECT_EQ(output->err, "err\n");
  EXPECT_EQ(output->status, 3);
}
TEST(Process, NothingOfOurEnvironmentReachesIt) {
  ::setenv("PROBATA_SECRET", "x", 1);
  const auto output = run({"/usr/bin/env"});
  ASSERT_TRUE(output);
  EXPECT_EQ(output->out.find("PROBATA_SECRET"), std::string::npos);
}
TEST(Process, ItIsStoppedWhenItTakesTooLong) {
  for (const char* command : {"sleep 60", "exec 1>&- 2>&-; sleep 60"}) {
    const auto output = run({"/bin/sh", "-c", command}, {std::chrono::milliseconds{200}, 1000});
    ASSERT_FALSE(output) << command;
    EXPECT_NE(output.error().what.find("was stopped"), std::string::npos);
  }
}
TEST(Process, ItIsStoppedWhenItSaysTooMuch) {
  const auto output = run({"/bin/sh", "-c", "yes"}, {std::chrono::milliseconds{5000}, 100'000});
  ASSERT_FALSE(output);
  EXPECT_NE(output.error().what.find("more than 100000 bytes"), std::string::npos);
}
TEST(Process, AProgramThatThereIsNotIsNamed) {
  EXPECT_FALSE(run({"/no/such/program"}));
  EXPECT_EQ(find_program("no-such-program"), "");
}

}  // namespace
}  // namespace probata::collect
