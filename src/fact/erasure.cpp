#include "fact/erasure.h"

#include <fmt/format.h>

#include <algorithm>

#include "fact/said.h"

namespace probata {
namespace {

// Names of the fields that the fact sets, those of its life cycle too.
json::Array fields_of(const Fact& fact, const Kind& kind) {
  const auto said = said_of(fact, kind);
  json::Array names;
  for (const FieldDefinition& field : kind.fields)
    if (std::ranges::count(said, field.number, [](const auto& s) { return s.first; }) > 0)
      names.emplace_back(field.name);
  return names;
}

class EntryReader {
 public:
  EntryReader(const json::Value& entry, const Catalog& catalog)
      : entry_(entry), catalog_(catalog) {}

  Result<Fact> read() {
    Fact fact;
    const json::Value* seq = entry_.find("seq");
    if (!seq || !seq->as_int() || *seq->as_int() < 0) return wrong("`seq`");
    fact.seq = static_cast<uint64_t>(*seq->as_int());
    const Kind* kind = catalog_.kind(TRY(text("kind")));
    if (!kind) return wrong("`kind`");
    fact.kind = kind->number;
    fact.id = TRY(text("id"));
    fact.by = TRY(text("by"));
    fact.at = TRY(parse_instant(TRY(text("at"))));
    fact.recorded = TRY(parse_instant(TRY(text("recorded"))));
    if (entry_.find("after")) fact.after = TRY(parse_instant(TRY(text("after"))));
    fact.gone = entry_.find("gone") != nullptr;
    const json::Value* fields = entry_.find("fields");
    if (!fields || !fields->as_array()) return wrong("`fields`");
    for (const json::Value& name : *fields->as_array()) {
      const FieldDefinition* field = name.as_string() ? kind->find(*name.as_string()) : nullptr;
      if (!field) return wrong("`fields`");
      fact.set.emplace_back(field->number, Disposed{});
    }
    std::ranges::sort(fact.set, {}, [](const auto& set) { return set.first; });
    return fact;
  }

 private:
  static std::unexpected<Error> wrong(std::string_view what) {
    return failure(fmt::format("an erasure names a fact without a right {}", what),
                   "facts of kind `erasure` are written by `probata ledger dispose` alone");
  }
  Result<std::string> text(std::string_view key) const {
    const json::Value* value = entry_.find(key);
    if (!value || !value->as_string()) return wrong(fmt::format("`{}`", key));
    return *value->as_string();
  }

  const json::Value& entry_;
  const Catalog& catalog_;
};

}  // namespace

json::Value erasure_of(std::span<const Fact> facts, std::string_view schedule,
                       std::string_view reason, const Catalog& catalog) {
  json::Array entries;
  for (const Fact& fact : facts) {
    const Kind& kind = catalog.at(fact.kind);
    json::Object entry{{"seq", *fact.seq},
                       {"recorded", to_text(*fact.recorded)},
                       {"kind", kind.name},
                       {"id", fact.id},
                       {"at", to_text(fact.at)},
                       {"by", fact.by},
                       {"fields", fields_of(fact, kind)}};
    if (fact.after) entry.push_back({"after", to_text(*fact.after)});
    if (fact.gone) entry.push_back({"gone", true});
    entries.emplace_back(std::move(entry));
  }
  return json::Object{{"schedule", schedule},
                      {"reason", reason.empty() ? json::Value() : json::Value(reason)},
                      {"facts", std::move(entries)}};
}

Result<void> add_disposed(const Fact& erasure, const Catalog& catalog, DisposedFacts& disposed) {
  const Kind* kind = catalog.kind("erasure");
  if (!kind || erasure.kind != kind->number) return {};
  const json::Value* set = erasure.source.find("set");
  const json::Value* value = set ? set->find("value") : nullptr;
  const json::Value* facts = value ? value->find("facts") : nullptr;
  if (!facts || !facts->as_array())
    return failure("an erasure has no list `facts`",
                   "facts of kind `erasure` are written by `probata ledger dispose` alone");
  for (const json::Value& entry : *facts->as_array()) {
    Fact fact = TRY(EntryReader(entry, catalog).read());
    disposed.insert_or_assign(*fact.seq, std::move(fact));
  }
  return {};
}

Result<std::vector<Fact>> with_disposed(std::vector<Fact> facts, const Catalog& catalog) {
  DisposedFacts disposed;
  for (const Fact& fact : facts) TRY_VOID(add_disposed(fact, catalog, disposed));
  std::erase_if(facts, [&](const Fact& fact) { return disposed.contains(*fact.seq); });
  for (auto& [seq, fact] : disposed) facts.push_back(std::move(fact));
  std::ranges::stable_sort(facts, {}, [](const Fact& fact) { return *fact.seq; });
  return facts;
}

}  // namespace probata
