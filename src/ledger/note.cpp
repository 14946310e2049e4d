// C2SP signed-note and tlog-checkpoint:
//
//     example.com/company          origin, here also the key's name
//     57                           size
//     base64 of 32 bytes           root
//                                  (lines that a later version may add)
//     (an empty line)
//     — NAME BASE64                a signature a line: U+2014, space, name, space, base64 of key id
//     ‖ signature
//
// The signed bytes are all up to and with the line feed before the empty line. The key id is the
// first four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key); 0x01 says Ed25519. Lines of keys
// that we do not know (witnesses) are passed over.
#include "ledger/note.h"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

#include "base/text.h"
#include "ledger/key.h"

namespace probata {

namespace {

constexpr size_t longest_note = 64 << 10;
constexpr size_t most_signatures = 64;
constexpr std::string_view signature_mark = "\xE2\x80\x94 ";  // em dash, space

struct Parts {
  std::string_view text;        // with its last line feed
  std::string_view signatures;  // lines
};

std::unexpected<Error> no_note(std::string what) {
  return failure("this is no checkpoint: " + std::move(what),
                 "give the whole file, with its signature lines");
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; });
}

Result<Parts> cut_note(std::string_view note) {
  if (note.size() > longest_note)
    return no_note(fmt::format("it is longer than {} bytes", longest_note));
  if (find_invalid_utf8(note) != note.npos) return no_note("it is not UTF-8");
  if (has_control(note)) return no_note("it has control characters");
  const auto gap = note.rfind("\n\n");
  if (gap == note.npos) return no_note("it has no empty line before the signatures");
  const Parts parts{note.substr(0, gap + 1), note.substr(gap + 2)};
  if (parts.signatures.empty()) return no_note("it has no signature");
  if (!parts.signatures.ends_with('\n')) return no_note("its last line has no end");
  return parts;
}

// Decimal without sign or leading zero, so that one size has one text.
Result<uint64_t> parse_size(std::string_view text) {
  uint64_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || (text.size() > 1 && text.front() == '0'))
    return no_note(fmt::format("`{}` is no size", text.substr(0, 40)));
  return size;
}

Result<Checkpoint> parse_text(std::string_view text) {
  text.remove_suffix(1);
  const auto lines = split(text, '\n');
  if (lines.size() < 3) return no_note("it has fewer than three lines");
  for (const auto line : lines)
    if (line.empty()) return no_note("it has an empty line");
  Checkpoint checkpoint{.origin = std::string(lines[0]), .size = TRY(parse_size(lines[1]))};
  const auto root = from_base64(lines[2]);
  if (!root || root->size() != checkpoint.root.bytes.size())
    return no_note("its root is not 32 bytes in base64");
  std::copy(root->begin(), root->end(), checkpoint.root.bytes.begin());
  return checkpoint;
}

struct SignatureLine {
  std::string_view name;
  Bytes bytes;  // key id ‖ signature
};

Result<SignatureLine> parse_signature(std::string_view line) {
  if (!line.starts_with(signature_mark))
    return no_note("a signature line does not begin with a dash");
  line.remove_prefix(signature_mark.size());
  const auto space = line.find(' ');
  if (space == line.npos || !is_key_name(line.substr(0, space)))
    return no_note("a signature line has no name");
  auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= key_id_size) return no_note("a signature is not base64");
  return SignatureLine{line.substr(0, space), std::move(*bytes)};
}

Result<std::vector<SignatureLine>> parse_signatures(std::string_view text) {
  text.remove_suffix(1);
  std::vector<SignatureLine> signatures;
  for (const auto line : split(text, '\n')) {
    if (signatures.size() == most_signatures)
      return no_note(fmt::format("it has more than {} signatures", most_signatures));
    signatures.push_back(TRY(parse_signature(line)));
  }
  return signatures;
}

bool is_by(const SignatureLine& line, const Verifier& verifier) {
  const auto id = key_id(verifier);
  return line.name == verifier.name && std::equal(id.begin(), id.end(), line.bytes.begin());
}

}  // namespace

Result<Checkpoint> read_checkpoint(std::string_view note) {
  const auto parts = TRY(cut_note(note));
  TRY(parse_signatures(parts.signatures));
  return parse_text(parts.text);
}

Result<Checkpoint> open_checkpoint(std::string_view note, const Verifier& verifier) {
  const auto parts = TRY(cut_note(note));
  auto checkpoint = TRY(parse_text(parts.text));
  const auto signatures = TRY(parse_signatures(parts.signatures));
  const auto ours = std::find_if(signatures.begin(), signatures.end(),
                                 [&](const auto& line) { return is_by(line, verifier); });
  if (ours == signatures.end())
    return failure(fmt::format("the checkpoint has no signature by `{}`", verifier.name),
                   "look whether this is the key of the organisation that made it");
  const auto signature = std::span(ours->bytes).subspan(key_id_size);
  const bool good = signature.size() == crypto_sign_BYTES &&
                    crypto_sign_verify_detached(signature.data(), as_bytes(parts.text).data(),
                                                parts.text.size(), verifier.public_key.data()) == 0;
  if (!good)
    return failure(fmt::format("the checkpoint's signature by `{}` is wrong", verifier.name),
                   "it was changed after it was signed: get it again from where it was kept");
  // The key signs for one log; a note of another origin under it is not ours to trust.
  if (checkpoint.origin != verifier.name)
    return failure(
        fmt::format("the checkpoint is of `{}`, the key of `{}`", checkpoint.origin, verifier.name),
        "use the key of the organisation that the checkpoint names");
  return checkpoint;
}

std::string Signer::sign(const Checkpoint& checkpoint) const {
  auto note = fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size,
                          to_base64(checkpoint.root.bytes));
  const auto id = key_id(verifier_);
  std::array<uint8_t, key_id_size + crypto_sign_BYTES> signed_bytes{};
  std::copy(id.begin(), id.end(), signed_bytes.begin());
  crypto_sign_detached(signed_bytes.data() + key_id_size, nullptr, as_bytes(note).data(),
                       note.size(), secret_.data());
  note += fmt::format("\n{}{} {}\n", signature_mark, verifier_.name, to_base64(signed_bytes));
  return note;
}

}  // namespace probata
