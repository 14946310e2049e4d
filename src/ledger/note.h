// Checkpoints as C2SP signed notes: `origin \n size \n base64 root \n \n — name base64(keyhash ‖
// signature) \n`, Ed25519.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/environment.h"
#include "base/hash.h"

namespace probata {

struct Checkpoint {
  std::string origin;  // the organisation's name as a schema-less URL
  uint64_t size = 0;
  Digest root;
};

struct Verifier {
  std::string name;
  std::array<uint8_t, 32> public_key{};
  std::string text() const;  // C2SP vkey: `name+hash+base64`
};
Result<Verifier> parse_verifier(std::string_view vkey);

class Signer {
 public:
  // Makes a key on first use (mode 0600) in `folder`/ledger.key and its vkey beside.
  static Result<Signer> open(const std::filesystem::path& folder, std::string_view name,
                             const Random&);
  static Signer from_seed(std::string_view name, std::array<uint8_t, 32> seed);
  const Verifier& verifier() const;
  std::string sign(const Checkpoint&) const;

 private:
  Verifier verifier_;
  std::array<uint8_t, 64> secret_{};
};

// The checkpoint of a note that this verifier signed; else what is wrong with it.
Result<Checkpoint> open_checkpoint(std::string_view note, const Verifier&);
// Without looking at signatures: to show, never to trust.
Result<Checkpoint> read_checkpoint(std::string_view note);

}  // namespace probata
