// What an organisation's overrides change of the catalog that is shipped, and an upgrade of the one
// in force. Nothing of it is silent: the command line, the page of what applies and every report
// list it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace probata {

// Whether less is asked than before. Only what can be decided without judging an expression or a
// number's meaning: a test left out, a time allowed that is longer, a condition that narrows where
// there was none.
enum class Effect : uint8_t { weaker, stricter, not_decided };
std::string_view to_text(Effect);

struct Override {
  std::string file;                // `controls/visitors.yaml`
  std::vector<std::string> part;   // `tests`, `signed-out`, `within`; empty: the whole file
  std::optional<std::string> was;  // as shipped, on one line; none: it is added
  std::optional<std::string> is;   // none: it is left out
  Effect effect = Effect::not_decided;
  bool operator==(const Override&) const = default;
};
// What one catalog has otherwise than another: by file, in the order of its parts. Of each, later
// folders win.
std::vector<Override> differences(std::span<const Folder> was, std::span<const Folder> is);
// The same of a catalog and its first folder, which is what is shipped.
std::vector<Override> overrides_of(const Catalog&);
// `the test signed-out, within: 2d; shipped: P1D`; `before` is what it was before.
std::string words_of(const Override&, std::string_view before = "shipped");
// The same, with ` (weaker)` or ` (stricter)` where that is decided.
std::string words_and_effect(const Override&, std::string_view before = "shipped");

}  // namespace probata
