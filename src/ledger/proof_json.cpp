#include "ledger/proof_json.h"

#include <fmt/format.h>

#include "base/text.h"

namespace probata {

namespace {

// Twice the height of the tallest tree: no proof has more.
constexpr size_t most_hashes = 128;

json::Value hashes_to_json(const std::vector<Digest>& hashes) {
  json::Array array;
  for (const auto& hash : hashes) array.emplace_back(to_text(hash));
  return array;
}

// Reads the members of one proof, each error with its place.
class Members {
 public:
  Members(const json::Value& value, std::string_view text) : value_(value), text_(text) {}

  Result<void> expect(std::string_view proof, std::vector<std::string> names) const {
    const auto* object = value_.as_object();
    if (object == nullptr)
      return wrong(value_, fmt::format("a proof is an object, not {}", value_.type_name()));
    names.emplace_back("proof");
    for (const auto& member : *object)
      if (std::find(names.begin(), names.end(), member.key) == names.end())
        return wrong(member.offset, fmt::format("a proof has no `{}`", member.key),
                     name_hint(member.key, names));
    const auto* kind = TRY(member("proof"))->as_string();
    if (kind == nullptr || *kind != proof)
      return wrong(*value_.find("proof"), fmt::format("this is no {} proof", proof),
                   fmt::format("`proof` is `{}` there", proof));
    return {};
  }

  Result<uint64_t> number(std::string_view name) const {
    const auto* found = TRY(member(name));
    const auto* number = found->as_int();
    if (number == nullptr || *number < 0)
      return wrong(*found,
                   fmt::format("`{}` is a whole number from 0, not {}", name, found->type_name()));
    return static_cast<uint64_t>(*number);
  }

  Result<Digest> digest(std::string_view name) const { return digest_of(*TRY(member(name))); }

  Result<std::vector<Digest>> digests(std::string_view name) const {
    const auto* found = TRY(member(name));
    const auto* array = found->as_array();
    if (array == nullptr)
      return wrong(*found, fmt::format("`{}` is a list, not {}", name, found->type_name()));
    if (array->size() > most_hashes)
      return wrong(*found, fmt::format("`{}` has {} hashes, more than {}", name, array->size(),
                                       most_hashes));
    std::vector<Digest> digests;
    for (const auto& element : *array) digests.push_back(TRY(digest_of(element)));
    return digests;
  }

 private:
  std::unexpected<Error> wrong(uint32_t offset, std::string what, std::string hint = {}) const {
    return failure(std::move(what), std::move(hint),
                   text_.empty() ? Place{} : json::place_of(text_, offset));
  }
  std::unexpected<Error> wrong(const json::Value& at, std::string what,
                               std::string hint = {}) const {
    return wrong(at.offset, std::move(what), std::move(hint));
  }

  Result<const json::Value*> member(std::string_view name) const {
    if (const auto* found = value_.find(name)) return found;
    return wrong(value_, fmt::format("`{}` is missing", name), "give the proof as it was written");
  }

  Result<Digest> digest_of(const json::Value& value) const {
    const auto* text = value.as_string();
    if (text == nullptr)
      return wrong(value, fmt::format("a hash is a string, not {}", value.type_name()));
    const auto digest = parse_digest(*text);
    if (!digest) return wrong(value, digest.error().what, digest.error().hint);
    return *digest;
  }

  const json::Value& value_;
  std::string_view text_;
};

}  // namespace

json::Value to_json(const InclusionProof& proof) {
  return json::Object{{"proof", "inclusion"},
                      {"seq", proof.seq},
                      {"size", proof.size},
                      {"leaf", to_text(proof.leaf)},
                      {"hashes", hashes_to_json(proof.hashes)}};
}

json::Value to_json(const ConsistencyProof& proof) {
  return json::Object{{"proof", "consistency"},
                      {"from", proof.from},
                      {"to", proof.to},
                      {"hashes", hashes_to_json(proof.hashes)}};
}

Result<InclusionProof> read_inclusion_proof(const json::Value& value, std::string_view text) {
  const Members members(value, text);
  TRY_VOID(members.expect("inclusion", {"seq", "size", "leaf", "hashes"}));
  return InclusionProof{.seq = TRY(members.number("seq")),
                        .size = TRY(members.number("size")),
                        .leaf = TRY(members.digest("leaf")),
                        .hashes = TRY(members.digests("hashes"))};
}

Result<ConsistencyProof> read_consistency_proof(const json::Value& value, std::string_view text) {
  const Members members(value, text);
  TRY_VOID(members.expect("consistency", {"from", "to", "hashes"}));
  return ConsistencyProof{.from = TRY(members.number("from")),
                          .to = TRY(members.number("to")),
                          .hashes = TRY(members.digests("hashes"))};
}

}  // namespace probata
