// Keys as C2SP signed-note writes them: `NAME+KEYID+base64(0x01 ‖ public key)` for all to see, and
// `PRIVATE+KEY+NAME+KEYID+base64(0x01 ‖ seed)` for the signer alone.
#include "ledger/key.h"

#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "base/text.h"

namespace probata {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view private_prefix = "PRIVATE+KEY+";
constexpr size_t longest_key_file = 4 << 10;

std::unexpected<Error> no_key(std::string_view why) {
  return failure(fmt::format("this is no key: {}", why), "write NAME+KEYID+BASE64, on one line");
}

struct KeyText {
  std::string name;
  std::string_view id;
  std::array<uint8_t, 32> key{};
};

// NAME+KEYID+base64(0x01 ‖ 32 bytes), the form of both halves.
Result<KeyText> parse_key(std::string_view text) {
  const auto first = text.find('+');
  const auto second = first == text.npos ? first : text.find('+', first + 1);
  if (second == text.npos) return no_key("it does not have three parts");
  KeyText key{.name = std::string(text.substr(0, first)),
              .id = text.substr(first + 1, second - first - 1)};
  if (!is_key_name(key.name)) return no_key("its name is empty or has white space");
  const auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 1 + key.key.size()) return no_key("it is not 33 bytes in base64");
  if (bytes->front() != ed25519_key) return no_key("it is not of Ed25519");
  std::copy(bytes->begin() + 1, bytes->end(), key.key.begin());
  return key;
}

std::string key_text(const Verifier& verifier, std::span<const uint8_t, 32> key) {
  Bytes bytes{ed25519_key};
  bytes.insert(bytes.end(), key.begin(), key.end());
  auto text = fmt::format("{}+{}+{}", verifier.name, to_hex(key_id(verifier)), to_base64(bytes));
  sodium_memzero(bytes.data(), bytes.size());
  return text;
}

// As ssh does it: a key that others may read is not used.
Result<void> check_private(const fs::path& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0)
    return failure(fmt::format("cannot read the key: {}", std::strerror(errno)), {},
                   {.file = path.string()});
  if ((status.st_mode & 077) != 0)
    return failure("other users may read the ledger's key",
                   fmt::format("run `chmod 600 {}`", path.string()), {.file = path.string()});
  return {};
}

Result<std::array<uint8_t, 32>> read_seed(const fs::path& path, std::string_view name) {
  TRY_VOID(check_private(path));
  auto text = TRY(read_file(path, longest_key_file));
  const auto line = trim(text);
  const Place place{.file = path.string()};
  if (!line.starts_with(private_prefix))
    return failure("this is no private key", "put back the key from a backup", place);
  auto key = parse_key(line.substr(private_prefix.size()));
  if (!key) return failure(key.error().what, "put back the key from a backup", place);
  if (key->name != name)
    return failure(fmt::format("the key is of `{}`, the ledger of `{}`", key->name, name),
                   "use the name that the ledger was made with", place);
  if (key->id != to_hex(key_id(Signer::from_seed(name, key->key).verifier())))
    return failure("the key does not fit its own id", "put back the key from a backup", place);
  return key->key;
}

}  // namespace

// Unicode's white space outside ASCII, in UTF-8.
constexpr std::array<std::string_view, 19> wide_spaces = {
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
    "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
    "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

bool is_key_name(std::string_view name) {
  if (std::any_of(wide_spaces.begin(), wide_spaces.end(),
                  [&](std::string_view space) { return name.contains(space); }))
    return false;
  if (name.empty() || name.size() > 256 || find_invalid_utf8(name) != name.npos) return false;
  return std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == '+' || c == 0x7f;
  });
}

std::array<uint8_t, key_id_size> key_id(const Verifier& verifier) {
  const std::array<uint8_t, 1> kind{ed25519_key};
  const auto hash =
      Sha256().add(verifier.name).add("\n").add(kind).add(verifier.public_key).finish();
  std::array<uint8_t, key_id_size> id{};
  std::copy_n(hash.bytes.begin(), id.size(), id.begin());
  return id;
}

std::string Verifier::text() const { return key_text(*this, public_key); }

Result<Verifier> parse_verifier(std::string_view vkey) {
  auto key = TRY(parse_key(trim(vkey)));
  Verifier verifier{.name = std::move(key.name), .public_key = key.key};
  if (key.id != to_hex(key_id(verifier))) return no_key("its id is not that of its bytes");
  return verifier;
}

Signer Signer::from_seed(std::string_view name, std::array<uint8_t, 32> seed) {
  Signer signer;
  signer.verifier_.name = name;
  crypto_sign_seed_keypair(signer.verifier_.public_key.data(), signer.secret_.data(), seed.data());
  return signer;
}

const Verifier& Signer::verifier() const { return verifier_; }

Result<Signer> Signer::open(const fs::path& folder, std::string_view name, const Random& random) {
  if (!is_key_name(name))
    return failure(fmt::format("`{}` cannot name a key", name),
                   "use a name like example.com/company, without white space and `+`");
  std::error_code error;
  fs::create_directories(folder, error);
  const auto path = folder / "ledger.key";
  if (!fs::exists(path, error)) {
    std::array<uint8_t, 32> seed{};
    random(seed);
    const auto made = from_seed(name, seed).verifier();
    TRY_VOID(write_file_durably(path, fmt::format("{}{}\n", private_prefix, key_text(made, seed)),
                                0600));
  }
  auto signer = from_seed(name, TRY(read_seed(path, name)));
  // Written after the key: a crash between the two leaves a key whose public half the next start
  // writes.
  const auto beside = folder / "ledger.vkey";
  const auto vkey = signer.verifier().text() + "\n";
  if (read_file(beside, longest_key_file) != vkey) TRY_VOID(write_file_durably(beside, vkey));
  return signer;
}

}  // namespace probata
