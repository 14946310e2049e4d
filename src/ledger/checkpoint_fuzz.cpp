// Arbitrary bytes as a checkpoint and as a verifier: no crash, nothing accepted under a key that
// signed nothing, and what is read can be written and read again.
#include <cstdlib>

#include "ledger/note.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

const probata::Signer& signer() {
  static const auto made = probata::Signer::from_seed("example.com/company", {1, 2, 3});
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace probata;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require(!open_checkpoint(text, signer().verifier()));
  if (const auto read = read_checkpoint(text)) {
    auto ours = *read;
    ours.origin = signer().verifier().name;
    const auto again = open_checkpoint(signer().sign(ours), signer().verifier());
    require(again && again->size == read->size && again->root == read->root);
  }
  if (const auto verifier = parse_verifier(text)) {
    const auto again = parse_verifier(verifier->text());
    require(again && again->name == verifier->name && again->public_key == verifier->public_key);
    require(!open_checkpoint(text, *verifier));
  }
  return 0;
}
