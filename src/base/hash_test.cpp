#include "base/hash.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace probata {
namespace {

// FIPS 180-2, appendix B.
TEST(Sha256, PublishedVectors) {
  EXPECT_EQ(to_text(sha256("")),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(to_text(sha256("abc")),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_text(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(to_text(sha256(std::string(1'000'000, 'a'))),
            "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PartsAndReuse) {
  Sha256 hasher;
  EXPECT_EQ(hasher.add("a").add(as_bytes("bc")).finish(), sha256("abc"));
  EXPECT_EQ(hasher.finish(), sha256(""));
  EXPECT_EQ(hasher.add("abc").finish(), sha256("abc"));
}

TEST(Hex, Reads) {
  EXPECT_EQ(to_hex(as_bytes("\x01\xAB")), "01ab");
  EXPECT_EQ(from_hex("01aBCd"), (Bytes{0x01, 0xAB, 0xCD}));
  EXPECT_EQ(from_hex(""), Bytes{});
  for (const auto* bad : {"0", "0g", "012", " 01", "01 ", "0x01"})
    EXPECT_FALSE(from_hex(bad)) << bad;
}

// RFC 4648, section 10.
TEST(Base64, PublishedVectors) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      {"\xFB\xFF", "+/8="},
  };
  for (const auto& [plain, coded] : cases) {
    EXPECT_EQ(to_base64(as_bytes(plain)), coded);
    const auto view = as_bytes(plain);
    EXPECT_EQ(from_base64(coded), Bytes(view.begin(), view.end()));
  }
}

TEST(Base64, Refuses) {
  for (const auto* bad :
       {"Zg", "Zg=", "Zg===", "Zh==", "Zm9v\n", "Z", "-_8=", "Zm 9v", "=", "Zg==Zg=="}) {
    EXPECT_FALSE(from_base64(bad)) << bad;
  }
}

RC_GTEST_PROP(HashProperty, HexAndBase64RoundTrip, (const std::vector<uint8_t>& bytes)) {
  RC_ASSERT((from_hex(to_hex(bytes)) == bytes));
  RC_ASSERT((from_base64(to_base64(bytes)) == bytes));
}

RC_GTEST_PROP(HashProperty, PartsGiveTheWhole, (const std::string& a, const std::string& b)) {
  Sha256 hasher;
  RC_ASSERT(hasher.add(a).add(b).finish() == sha256(a + b));
}

TEST(DigestText, HasOneForm) {
  const Digest digest = sha256("abc");
  const std::string text = to_text(digest);
  EXPECT_EQ(parse_digest(text), digest);
  std::string upper = text;
  upper[7] = 'B';
  for (const std::string& bad : {upper, text.substr(7), text.substr(0, 70), text + "0",
                                 "sha512:" + text.substr(7), std::string(), " " + text}) {
    EXPECT_FALSE(parse_digest(bad)) << bad;
  }
}

}  // namespace
}  // namespace probata
