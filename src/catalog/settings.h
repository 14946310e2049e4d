// What an organisation decides (formats.md, "Settings"): a file for `probata assess`, facts in an
// organisation.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/json.h"
#include "catalog/catalog.h"

namespace probata {

template <class T>
struct Dated {
  T value;
  std::optional<Instant> from;  // none: always, as the first value
};
struct DeclaredSource {
  std::string by;  // `connector:idp`
  std::optional<Instant> from;
};
// Section 7; an empty optional: the marker is off.
struct Markers {
  std::optional<double> failed_share = 0.05, failed_share_small = 0.10, majority = 0.5,
                        one_party = 0.5, long_exception = 0.5;
};
struct NotApplicable {
  std::string control;  // or CONTROL/TEST
  std::string reason, by;
  Instant from;
  std::optional<Instant> until;
};

struct Settings {
  Calendar calendar;
  std::string profile;       // empty: controls of every profile
  std::set<ControlNo> also;  // that count beside those of the profile
  std::map<KindNo, std::vector<std::string>> precedence;
  std::map<KindNo, std::vector<DeclaredSource>> sources;
  std::map<KindNo, Instant> since;
  // Record kinds of an organisation of which nobody has decided since when they are kept here: not
  // covered. None in a settings file: there they are always covered.
  std::set<KindNo> undecided;
  std::map<ParameterNo, std::vector<Dated<ParameterValue>>> parameters;  // ascending by from
  std::map<std::string, std::vector<Dated<ParameterValue>>> answers;
  Duration late_recording = day * 7;
  std::vector<Dated<Markers>> markers;  // ascending by from; before the first, the usual ones
  std::vector<NotApplicable> not_applicable;
  Digest digest;
};

// Values that a later one replaced: checked like all, or taken as they were, for a range and
// choices may have been wider in the catalog of then.
enum class Replaced : uint8_t { checked, as_they_were };
// An empty text gives the defaults. Mistakes with file, line, column; ids are checked against the
// catalog.
Result<Settings, Errors> read_settings(const File&, const Catalog&, Replaced = Replaced::checked);
// The value of a parameter at an instant.
const ParameterValue& parameter_at(const Settings&, const Parameter&, Instant);
// The markers by which a period is judged: of each the strictest that was in force at an instant of
// [start, min(end, now)].
Markers markers_in(const Settings&, const Period&, Instant now);
// The statement of a control with its numbers filled in: `… disabled within 24 h …`.
std::string fill_statement(const Control&, const Catalog&, const Settings&, Instant);

}  // namespace probata
