#include "server/entries.h"

namespace probata::api {
namespace {

std::string text_of(const json::Value& fact, std::string_view key) {
  const auto* value = fact.find(key);
  const auto* text = value == nullptr ? nullptr : value->as_string();
  return text == nullptr ? std::string() : *text;
}

std::string label_of_fact(const json::Value& fact, const View& view) {
  const Kind* kind = view.history.catalog().kind(text_of(fact, "kind"));
  auto id = text_of(fact, "id");
  auto entity = kind == nullptr ? std::nullopt : view.history.find(kind->number, id);
  return entity ? label_of(view, *entity) : id;
}

json::Array fields_of(const json::Value& fact) {
  json::Array names;
  const auto* set = fact.find("set");
  if (set == nullptr || set->as_object() == nullptr) return names;
  for (const auto& member : *set->as_object()) names.emplace_back(member.key);
  return names;
}

// A fact may be written with an offset; pages have one way to write an instant.
std::string instant_of(const json::Value& fact) {
  auto text = text_of(fact, "at");
  auto at = parse_instant(text);
  return at ? to_text(*at) : text;
}

// What was disposed of keeps its place and its times, nothing else.
json::Value disposed_summary(const LogRow& row) {
  return json::Object{{"seq", row.seq},
                      {"kind", ""},
                      {"id", ""},
                      {"label", "disposed of"},
                      {"at", to_text(row.recorded)},
                      {"recorded", to_text(row.recorded)},
                      {"by", ""},
                      {"set", json::Array{}},
                      {"gone", false},
                      {"evidence", 0}};
}

// How far back a seal of an older size is looked for.
constexpr size_t seals_searched = 4096;

}  // namespace

json::Value entry_summary(const LogRow& row, const View& view) {
  auto parsed = row.disposed ? Result<json::Value>(json::Value()) : json::parse(row.body);
  if (!parsed || parsed->as_object() == nullptr) return disposed_summary(row);
  const json::Value& fact = *parsed;
  const auto* gone = fact.find("gone");
  const auto* evidence = fact.find("evidence");
  const auto* pieces = evidence == nullptr ? nullptr : evidence->as_array();
  return json::Object{{"seq", row.seq},
                      {"kind", text_of(fact, "kind")},
                      {"id", text_of(fact, "id")},
                      {"label", label_of_fact(fact, view)},
                      {"at", instant_of(fact)},
                      {"recorded", to_text(row.recorded)},
                      {"by", text_of(fact, "by")},
                      {"set", fields_of(fact)},
                      {"gone", gone != nullptr && gone->as_bool() != nullptr && *gone->as_bool()},
                      {"evidence", pieces == nullptr ? size_t{0} : pieces->size()}};
}

json::Value entry_summaries(const Ledger& ledger, std::span<const FactNo> facts, const View& view) {
  json::Array entries;
  for (FactNo fact : facts)
    if (auto row = ledger.row(static_cast<uint32_t>(fact)); row && *row)
      entries.push_back(entry_summary(**row, view));
  return entries;
}

json::Value checkpoint_json(const Ledger& ledger, std::string_view note) {
  auto checkpoint = read_checkpoint(note);
  if (!checkpoint) return {};
  json::Value signed_at;
  // Sealed when its last entry was recorded: both are one transaction.
  if (checkpoint->size > 0)
    if (auto row = ledger.row(checkpoint->size - 1); row && *row)
      signed_at = to_text((*row)->recorded);
  return json::Object{{"size", checkpoint->size},
                      {"root", to_base64(checkpoint->root.bytes)},
                      {"signed_at", std::move(signed_at)},
                      {"origin", checkpoint->origin},
                      {"note", note}};
}

std::optional<std::string> checkpoint_of(const Ledger& ledger, uint64_t size) {
  auto notes = ledger.checkpoints(seals_searched);
  if (notes)
    for (auto& [at, note] : *notes)
      if (at == size) return note;
  auto current = ledger.checkpoint();
  if (!current) return {};
  auto read = read_checkpoint(*current);
  if (read && read->size == size) return *current;
  return {};
}

}  // namespace probata::api
