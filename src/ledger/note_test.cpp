#include "ledger/note.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/environment.h"
#include "ledger/test_ledger.h"
#include "store/temporary_folder.h"

namespace probata {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// The key of the documentation of Go's sumdb/note, and a checkpoint signed with it by another
// program (Python's cryptography).
constexpr auto go_seed = "810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173";
constexpr auto go_vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr auto go_note =
    "PeterNeumann\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\n"
    "— PeterNeumann "
    "x08gozdSgLMzAnw63LH1RGViJhUfW60EUGKY7Kmr004fQNOSqfrcd1hIk3BCtdcLWIqvGtX67sL24VN+44uTlxMnbAA="
    "\n";
constexpr auto go_root = "sha256:5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";

Signer go_signer() {
  std::array<uint8_t, 32> seed{};
  const auto bytes = from_hex(go_seed).value();
  std::copy(bytes.begin(), bytes.end(), seed.begin());
  return Signer::from_seed("PeterNeumann", seed);
}

TEST(Note, KeyAndSignatureOfAnotherProgram) {
  const auto signer = go_signer();
  EXPECT_EQ(signer.verifier().text(), go_vkey);
  EXPECT_EQ(signer.sign({"PeterNeumann", 8, parse_digest(go_root).value()}), go_note);
  const auto opened = open_checkpoint(go_note, parse_verifier(go_vkey).value()).value();
  EXPECT_EQ(opened.origin, "PeterNeumann");
  EXPECT_EQ(opened.size, 8u);
  EXPECT_EQ(opened.root, parse_digest(go_root));
}

TEST(Note, VerifierRoundTrip) {
  const auto verifier = test_signer().verifier();
  const auto read = parse_verifier(verifier.text() + "\n").value();
  EXPECT_EQ(read.name, verifier.name);
  EXPECT_EQ(read.public_key, verifier.public_key);
  EXPECT_TRUE(
      parse_verifier("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"));
}

TEST(Note, VerifiersThatAreNone) {
  for (const std::string bad :
       {"", "+", "++", "a", "a+b", "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"})
    EXPECT_FALSE(parse_verifier(bad)) << bad;
}

TEST(Note, EveryChangedByteIsNoticed) {
  const auto verifier = parse_verifier(go_vkey).value();
  const std::string good = go_note;
  for (size_t i = 0; i < good.size(); ++i)
    for (const int bit : {0, 1, 5, 7}) {
      auto bad = good;
      bad[i] = static_cast<char>(bad[i] ^ (1 << bit));
      EXPECT_FALSE(open_checkpoint(bad, verifier)) << i << ' ' << bit;
    }
  for (size_t i = 0; i < good.size(); ++i)
    EXPECT_FALSE(open_checkpoint(good.substr(0, i), verifier)) << i;
}

struct Case {
  const char* name;
  std::string note;
  const char* says;
};

TEST(Note, WhatIsNoCheckpoint) {
  const std::string root = "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=", sig = "\n— a AAAAAAAA\n";
  for (const auto& [name, note, says] : std::vector<Case>{
           {"empty", "", "empty line"},
           {"no signatures", "o\n8\n" + root + "\n", "empty line"},
           {"no signature line", "o\n8\n" + root + "\n\n", "no signature"},
           {"last line has no end", "o\n8\n" + root + "\n\n— a AAAAAAAA", "has no end"},
           {"two lines", "o\n8\n" + sig, "three lines"},
           {"empty origin", "\n8\n" + root + "\n" + sig, "empty line"},
           {"leading zero", "o\n08\n" + root + "\n" + sig, "`08` is no size"},
           {"sign", "o\n+8\n" + root + "\n" + sig, "is no size"},
           {"minus", "o\n-8\n" + root + "\n" + sig, "is no size"},
           {"space", "o\n8 \n" + root + "\n" + sig, "is no size"},
           {"too large", "o\n18446744073709551616\n" + root + "\n" + sig, "is no size"},
           {"short root", "o\n8\nAAAA\n" + sig, "32 bytes"},
           {"root without padding", "o\n8\n" + root.substr(0, 43) + "\n" + sig, "32 bytes"},
           {"hyphen for dash", "o\n8\n" + root + "\n\n- a AAAAAAAA\n", "dash"},
           {"no name", "o\n8\n" + root + "\n\n—  AAAAAAAA\n", "no name"},
           {"name with plus", "o\n8\n" + root + "\n\n— a+b AAAAAAAA\n", "no name"},
           {"name with wide space", "o\n8\n" + root + "\n\n— a\u00a0b AAAAAAAA\n", "no name"},
           {"signature too short", "o\n8\n" + root + "\n\n— a AAAA\n", "base64"},
           {"control character", "o\t\n8\n" + root + "\n" + sig, "control"},
           {"carriage return", "o\r\n8\n" + root + "\n" + sig, "control"},
           {"not UTF-8", "o\xff\n8\n" + root + "\n" + sig, "UTF-8"},
           {"too long", std::string(70'000, 'o') + "\n8\n" + root + "\n" + sig, "longer"}}) {
    const auto read = read_checkpoint(note);
    ASSERT_FALSE(read) << name;
    EXPECT_THAT(read.error().what, HasSubstr(says)) << name;
    EXPECT_FALSE(open_checkpoint(note, test_signer().verifier())) << name;
  }
}

TEST(Note, OtherSignaturesAndLaterLinesArePassedOver) {
  const auto verifier = parse_verifier(go_vkey).value();
  const auto witnessed = std::string(go_note) + "— witness.example/w AAAAAAAAAAAAAAAA\n";
  EXPECT_TRUE(open_checkpoint(witnessed, verifier));
  EXPECT_EQ(read_checkpoint(
                "o\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\nextension\n\n— a AAAAAAAA\n")
                ->origin,
            "o");
  std::string many = go_note;
  for (int i = 0; i < 64; ++i) many += "— w AAAAAAAA\n";
  EXPECT_FALSE(open_checkpoint(many, verifier));
}

TEST(Note, AnotherKeyAndAnotherOrigin) {
  const auto signer = test_signer();
  EXPECT_THAT(open_checkpoint(go_note, signer.verifier()).error().what,
              HasSubstr("no signature by"));
  const auto foreign = signer.sign({"example.com/other", 3, sha256("x")});
  EXPECT_THAT(open_checkpoint(foreign, signer.verifier()).error().what,
              HasSubstr("is of `example.com/other`"));
  // The same name, another key: another key id.
  std::array<uint8_t, 32> seed{};
  const auto twin = Signer::from_seed(signer.verifier().name, seed);
  EXPECT_FALSE(
      open_checkpoint(twin.sign({signer.verifier().name, 3, sha256("x")}), signer.verifier()));
}

class KeyFile : public testing::Test {
 protected:
  Result<Signer> open(std::string_view name = "example.com/company") {
    return Signer::open(folder_.path() / "keys", name, seeded_random(5));
  }
  TemporaryFolder folder_;
  fs::path key_ = folder_.path() / "keys" / "ledger.key";
};

TEST_F(KeyFile, IsMadeOnceAndPrivate) {
  const auto first = open().value().verifier();
  EXPECT_EQ(open().value().verifier().text(), first.text());
  struct stat status{};
  ASSERT_EQ(::stat(key_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
  EXPECT_EQ(read_file(folder_.path() / "keys" / "ledger.vkey"), first.text() + "\n");
  const Checkpoint checkpoint{"example.com/company", 3, sha256("x")};
  EXPECT_TRUE(open_checkpoint(open()->sign(checkpoint), first));
}

TEST_F(KeyFile, APublicHalfThatACrashLeftOutIsWritten) {
  const auto vkey = open().value().verifier().text();
  fs::remove(folder_.path() / "keys" / "ledger.vkey");
  ASSERT_TRUE(open());
  EXPECT_EQ(read_file(folder_.path() / "keys" / "ledger.vkey"), vkey + "\n");
}

TEST_F(KeyFile, ThatOthersMayReadIsRefused) {
  ASSERT_TRUE(open());
  fs::permissions(key_, fs::perms::group_read, fs::perm_options::add);
  EXPECT_THAT(open().error().hint, HasSubstr("chmod 600"));
}

TEST_F(KeyFile, OfAnotherNameOrDamagedIsRefused) {
  ASSERT_TRUE(open());
  EXPECT_THAT(open("example.com/other").error().what, HasSubstr("example.com/company"));
  EXPECT_FALSE(open("white space"));
  auto text = read_file(key_).value();
  text[60] = text[60] == 'A' ? 'B' : 'A';
  ASSERT_TRUE(write_file_durably(key_, text, 0600));
  EXPECT_EQ(open().error().place.file, key_.string());
  ASSERT_TRUE(write_file_durably(key_, "", 0600));
  EXPECT_THAT(open().error().what, HasSubstr("no private key"));
}

}  // namespace
}  // namespace probata
