// One entry with the proof that it is in the log.
#include <fmt/format.h>

#include <charconv>
#include <set>

#include "server/api/api.h"
#include "server/entries.h"

namespace probata::api {
namespace {

std::optional<uint64_t> number(const std::string& text) {
  uint64_t value = 0;
  auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (wrong != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

json::Array evidence_json(const json::Value& fact, const Blobs& blobs) {
  json::Array array;
  const auto* evidence = fact.find("evidence");
  if (evidence == nullptr || evidence->as_array() == nullptr) return array;
  for (const auto& piece : *evidence->as_array()) {
    if (piece.as_string() == nullptr) continue;
    auto digest = parse_digest(*piece.as_string());
    auto bytes = digest ? blobs.get(*digest) : Result<std::string>(failure("no digest"));
    array.push_back(json::Object{{"digest", piece},
                                 {"bytes", bytes ? json::Value(bytes->size()) : json::Value()},
                                 {"present", bytes.has_value()}});
  }
  return array;
}

// The root is computed anew from fact, salt and hashes: nothing that the log keeps is taken for
// true.
Result<json::Value> proof_json(const LogRow& row, uint64_t size, const Ledger& ledger) {
  auto proof = TRY(ledger.prove_inclusion(row.seq, size));
  auto root = TRY(ledger.root(size));
  auto leaf = row.disposed ? row.leaf : leaf_hash(row.recorded, row.salt, row.body);
  json::Array hashes;
  for (const auto& hash : proof.hashes) hashes.emplace_back(to_hex(hash.bytes));
  return json::Value(json::Object{{"size", size},
                                  {"root", to_base64(root.bytes)},
                                  {"hashes", std::move(hashes)},
                                  {"verified", leaf == proof.leaf && verify(proof, root)}});
}

// A correction is a fact by people on the same entity: of these few it is asked which one says so.
json::Array corrected_by(const json::Value& fact, uint64_t seq, const Ledger& ledger,
                         const View& view) {
  json::Array corrections;
  const auto *kind = fact.find("kind"), *id = fact.find("id");
  if (kind == nullptr || id == nullptr || !kind->as_string() || !id->as_string())
    return corrections;
  const Kind* definition = view.history.catalog().kind(*kind->as_string());
  auto entity = definition ? view.history.find(definition->number, *id->as_string()) : std::nullopt;
  if (!entity) return corrections;
  std::set<FactNo> candidates;
  for (const auto& field : definition->fields)
    for (const Change& change : view.history.track(*entity, field.number, people))
      if (known(view, change.fact) && static_cast<uint32_t>(change.fact) > seq)
        candidates.insert(change.fact);
  for (FactNo candidate : candidates) {
    auto row = ledger.row(static_cast<uint32_t>(candidate));
    auto other = row && *row ? json::parse((*row)->body) : Result<json::Value>(json::Value());
    const auto* corrects = other ? other->find("corrects") : nullptr;
    if (corrects != nullptr && corrects->as_int() &&
        static_cast<uint64_t>(*corrects->as_int()) == seq)
      corrections.emplace_back(int64_t{static_cast<uint32_t>(candidate)});
  }
  return corrections;
}

Result<json::Value> entry_json(const LogRow& row, const Moment& moment,
                               const Organisation& organisation, const View& view) {
  const Ledger& ledger = organisation.ledger();
  auto fact = row.disposed ? json::Value() : TRY(json::parse(row.body));
  auto seal = checkpoint_of(ledger, moment.size);
  auto summary = entry_summary(row, view);
  return json::Value(json::Object{
      {"seq", row.seq},
      {"recorded", to_text(row.recorded)},
      {"disposed", row.disposed},
      {"fact", fact},
      {"canonical", row.disposed ? json::Value() : json::Value(row.body)},
      {"label", *summary.find("label")},
      {"salt", row.disposed ? json::Value() : json::Value(to_hex(row.salt))},
      {"leaf", to_hex(row.leaf.bytes)},
      {"evidence", evidence_json(fact, organisation.blobs())},
      {"proof", TRY(proof_json(row, moment.size, ledger))},
      {"checkpoint", seal ? checkpoint_json(ledger, *seal) : json::Value()},
      {"corrected_by", corrected_by(fact, row.seq, ledger, view)},
      {"command", fmt::format("probata ledger prove {} --size {}", row.seq, moment.size)}});
}

}  // namespace

Answer entry(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  auto moment = TRY(moment_of(request, organisation));
  auto seq = number(request.captures[0]);
  if (!seq || *seq >= moment.size)
    return refuse(404, fmt::format("there is no entry `{}`", request.captures[0]),
                  fmt::format("the evidence log had {} entries, the first is 0", moment.size));
  auto row = TRY(organisation.ledger().row(*seq));
  if (!row)
    return refuse(500, fmt::format("entry {} is missing", *seq), "run `probata ledger check`");
  return read(organisation, moment, [&](const View& view) -> Answer {
    return TRY(entry_json(*row, moment, organisation, view));
  });
}

}  // namespace probata::api
