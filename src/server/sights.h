// What each source showed of each kind.
#pragma once

#include "server/context.h"
#include "server/values.h"

namespace probata::api {

// `This machine`, `Git repository probata`, `Okta (eu)`, `People`.
std::string source_title(std::string_view by);

struct KindSight {
  SourceSight sight;
  const Sight* last = nullptr;     // its last look; none: it never delivered
  std::vector<Period> seen, gaps;  // clipped to the period; the lead is apart
  Period lead;                     // empty where there is none
  double share = 0;                // of the period that was seen
  bool silent = false;             // the last look does not reach the end
  std::vector<NotRead> not_read;
  std::string_view state() const;  // openapi's SourceState
};
// Of one kind, by source. What Probata itself keeps is no source and left out.
std::vector<KindSight> kind_sights(const View&, KindNo, Period);
// Of all kinds, by source, then kind; with what could not be read.
std::vector<KindSight> all_sights(Context&, const View&, Period);

json::Value sight_json(const SourceSight&, const Catalog&);
// The drawing's scale where no period is given: since the first look, at most twelve months.
Period usual_stretch(const View&, std::span<const KindNo>);
Period clip(const Period&, const Period& to);
bool empty(const Period&);

// What tests read and no source tells.
struct NotTold {
  KindNo kind{};
  std::vector<Field> fields;  // empty: the whole kind
  std::vector<std::string> tests;
  std::string what, why, action;
};
// Where a look said why it could not read something, that is the reason given.
std::vector<NotTold> not_told(const View&, const Assessment&, std::span<const KindSight>);

}  // namespace probata::api
