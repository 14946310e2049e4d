// For tests: random facts of every form, and all that a history holds, in words.
#pragma once

#include "base/dice_for_tests.h"
#include "base/text.h"
#include "history/history_fixture.h"

namespace probata::whole_history {

using namespace history_fixture;

inline std::string set_of(Dice& dice, const std::string& kind) {
  if (kind == "account")
    return dice.of({R"({"status":"active"})", R"({"status":"disabled"})", R"({"status":null})",
                    R"({"score":1})", R"({"score":2,"status":"active"})", R"({"person":"p"})",
                    R"({"person":"q","mfa":true})", R"({"person":{"email":"k"}})", R"({})",
                    R"({"deputies":["p","q"]})", R"({"deputies":["q"],"person":null})",
                    R"({"last_login":"2026-01-01T03:04:05Z"})", R"({"expires":"2026-02-01"})",
                    R"({"owner":"ann","mfa":false})"});
  if (kind == "person")
    return dice.of({R"({"email":"k"})", R"({"email":"l"})", R"({"email":null})",
                    R"({"manager":"q"})", R"({"name":"\u00e4nne","status":"departed"})"});
  return dice.of({R"({"state":"open","person":"p"})", R"({"state":"approved"})",
                  R"({"severity":"high"})",
                  R"({"state":"approved","approved_at":"2026-01-02T00:00:00Z"})"});
}

inline Telling telling(Dice& dice, int number) {
  const std::string by = dice.of({"connector:ad", "connector:okta", "person/ann", "probata"});
  if (dice.one_in(8) && by.starts_with("connector"))
    return look(by, dice.of({"account", "person"}), dice.up_to(20), 1 + dice.up_to(2));
  const std::string kind = dice.of({"account", "account", "account", "person", "incident"});
  Telling t{kind, dice.of({"a", "b", "c"}), static_cast<double>(dice.up_to(20)), by,
            set_of(dice, kind)};
  if (kind == "person") t.id = dice.of({"p", "q"});
  if (dice.one_in(4)) t.after = t.at - 1 - dice.up_to(6);
  if (dice.one_in(6)) t.set = "";
  if (by == "person/ann" && number > 0 && !t.set.empty() && dice.one_in(2))
    t.corrects = dice.up_to(number);
  return t;
}

inline std::string line_of(const Telling& t) {
  const Fact fact = fact_of(t);
  return json::write(fact.source);
}

inline std::string shown(const Change& c) {
  return fmt::format("({} {} {} {})", c.at.us, c.after.us, static_cast<uint32_t>(c.value),
                     static_cast<uint32_t>(c.fact));
}

inline std::string shown(std::vector<std::string> parts) {
  std::ranges::sort(parts);
  return join(parts, " ");
}

inline std::string shown(std::span<const Referrer> referrers) {
  std::vector<std::string> parts;
  for (const Referrer& r : referrers)
    parts.push_back(fmt::format("{}.{}", static_cast<uint32_t>(r.from), static_cast<int>(r.field)));
  return shown(parts);
}

inline void write_entity(std::vector<std::string>& out, const History& h, Entity e) {
  const History::State& s = h.state();
  out.push_back(fmt::format("{} {}", static_cast<uint32_t>(e), h.item_of(e)));
  for (const Layer layer : h.layers(e)) {
    for (size_t f = 0; f <= s.kind_of(e).fields.size(); ++f) {
      std::string line = fmt::format(" layer {} field {}:", h.name_of(layer), f);
      for (const Change& c : h.track(e, static_cast<Field>(f), layer)) line += shown(c);
      out.push_back(line);
    }
  }
  out.push_back(" referred by " + shown(s.keys.referrers(e)));
  for (const uint32_t key : s.keys.keys_of(e)) out.push_back(fmt::format(" key {}", key));
}

// All that a history holds, in words.
inline std::vector<std::string> all_of(const History& h, uint32_t keys) {
  const History::State& s = h.state();
  std::vector<std::string> out;
  for (uint32_t e = 0; e < s.entities.size(); ++e) write_entity(out, h, Entity{e});
  for (uint32_t v = 0; v < s.values.size(); ++v) out.push_back(cel::to_text(h.value(ValueId{v})));
  for (uint32_t k = 0; k < keys; ++k) {
    std::string line =
        fmt::format("key {} by {}:", s.keys.at(k).text, shown(s.keys.referrers_by_key(k)));
    for (const Holder& held : s.keys.at(k).holders)
      line += fmt::format(" {}/{}/{}", static_cast<uint32_t>(held.entity),
                          static_cast<int>(held.layer), static_cast<uint32_t>(held.fact));
    out.push_back(line);
  }
  for (uint32_t n = 0; n < s.facts.size(); ++n) {
    const auto p = h.provenance(FactNo{n});
    out.push_back(
        fmt::format("fact {} {} {} {} {}", n, p.recorded.us, p.at.us, p.by, p.evidence.size()));
  }
  for (const auto& [key, layer] : s.corrections)
    out.push_back(fmt::format("correction {} {} {}", static_cast<uint32_t>(key.first),
                              static_cast<int>(key.second), h.name_of(layer)));
  for (const Kind& kind : h.catalog().kinds) {
    for (const Sight& sight : h.sights(kind.number))
      out.push_back(fmt::format("sight {} {} {}", kind.name, sight.to.us,
                                static_cast<uint32_t>(sight.retired)));
  }
  return out;
}

inline std::vector<std::string> shown(const std::vector<Touched>& touched) {
  std::vector<std::string> parts;
  for (const Touched& t : touched)
    parts.push_back(fmt::format("{} {} {}", static_cast<uint32_t>(t.entity),
                                static_cast<int>(t.field), t.from.us));
  std::ranges::sort(parts);
  return parts;
}

inline uint32_t keys_in(const History& h) {
  uint32_t keys = 0;
  for (uint32_t v = 0; v < h.state().values.size(); ++v) {
    if (const auto key = key_of(h.value(ValueId{v}))) keys = std::max(keys, *key + 1);
  }
  return keys;
}

}  // namespace probata::whole_history
