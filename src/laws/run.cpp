// A company as files, read as any catalog is, and the two evaluators on it.
#include <fmt/format.h>

#include <algorithm>

#include "catalog/settings.h"
#include "laws/files.h"
#include "reference/reference.h"

namespace probata::laws {
namespace {

const char* const kinds[][2] = {
    {"kinds/person.yaml", R"(kind: person
title: Person
plural: People
fields:
  email: {type: string, key: true}
  status: {type: string, enum: [active, departed, disabled]}
  manager: {ref: person, reverse: reports}
)"},
    {"kinds/account.yaml", R"(kind: account
title: Account
plural: Accounts
fields:
  person: {ref: person, reverse: accounts}
  status: {type: string, enum: [active, disabled]}
  mfa: bool
  score: int
  owner: string
  grace: duration
  last_login: timestamp
  expires: timestamp
)"},
    {"kinds/review.yaml", R"(kind: review
title: Review
plural: Reviews
record: true
fields:
  account: {ref: account, reverse: reviews}
  ok: bool
  day: timestamp
)"},
    {"parameters.yaml", "limit: {type: duration, default: 12h}\nleast: {type: int, default: 2}\n"},
    {"tailoring.yaml", "wanted: {title: Wanted, why: It may be., type: bool, default: true}\n"},
    {"roles.yaml", "boss: {title: Boss}\n"}};

std::string control_of(const Company& company) {
  std::string text = "control: c\ntitle: A control\n";
  for (const std::string& line : company.control) text += line + "\n";
  return text + "tests:\n  - id: t\n" + company.test;
}

// What only the engine explains.
bool is_shared(const std::string& key) {
  static const std::vector<std::string> engine_only{"facts",   "evidence",   "gaps",   "conflicts",
                                                    "claimed", "seen_every", "sources"};
  return std::ranges::find(engine_only, key) == engine_only.end();
}

json::Value shared(const json::Value& value) {
  if (const auto* list = value.as_array()) {
    json::Array result;
    for (const json::Value& one : *list) result.push_back(shared(one));
    return result;
  }
  const auto* object = value.as_object();
  if (!object) return value;
  json::Value result{json::Object{}};
  for (const json::Member& m : *object)
    if (is_shared(m.key)) result.set(m.key, shared(m.value));
  return result;
}

json::Value engine(const Company& company, const Reading& reading, std::optional<uint64_t> known) {
  History history(reading.catalog, reading.settings);
  for (size_t i = 0; i < reading.facts.size(); ++i)
    history.fold(static_cast<FactNo>(i), *reading.facts[i].recorded, reading.facts[i]);
  const View view{history, static_cast<FactNo>(known.value_or(reading.facts.size())),
                  at(company.now)};
  return shared(*json::parse(to_json(assess(view, request_of(company)), view, true)));
}

}  // namespace

Request request_of(const Company& company) {
  if (company.state) return state_at(at(company.now));
  Request request;
  request.period = {at(company.start), at(company.end)};
  request.threads = 1;
  return request;
}

Instant at(int n) { return Instant{1'767'225'600'000'000} + step * n; }

std::string line_of(const Telling& t) {
  std::string line = fmt::format(R"({{"kind":"{}","id":"{}","at":"{}","by":"{}")", t.kind, t.id,
                                 to_text(at(t.at)), t.by);
  line += t.set.empty() ? R"(,"gone":true)" : R"(,"set":)" + t.set;
  if (t.after) line += fmt::format(R"(,"after":"{}")", to_text(at(*t.after)));
  if (t.delay > 0) line += fmt::format(R"(,"recorded":"{}")", to_text(at(t.at + t.delay)));
  if (t.corrects) line += fmt::format(R"(,"corrects":{})", *t.corrects);
  return line + "}";
}

std::vector<File> files_of(const Company& company) {
  std::vector<File> files;
  for (const auto& [path, text] : kinds) files.push_back({path, text});
  files.push_back({"controls/c.yaml", control_of(company)});
  return files;
}

std::string settings_of(const Company& company) {
  std::string text;
  for (const std::string& line : company.settings) text += line + "\n";
  return text;
}

Result<Reading, Errors> read(const Company& company, Same same) {
  Reading reading;
  const Folder folder{"", files_of(company)};
  reading.catalog = same ? std::move(same) : TRY(read_catalog(std::span(&folder, 1)));
  reading.settings = TRY(read_settings({"settings.yaml", settings_of(company)}, *reading.catalog));
  for (const Kind& kind : reading.catalog->kinds)
    if (company.undecided && kind.record && !kind.built_in &&
        !reading.settings.since.contains(kind.number))
      reading.settings.undecided.insert(kind.number);
  for (size_t i = 0; i < company.facts.size(); ++i) {
    Fact fact = TRY(read_fact(std::string_view(line_of(company.facts[i])), *reading.catalog));
    fact.seq = i;
    fact.recorded = at(company.facts[i].at + company.facts[i].delay);
    if (company.facts[i].disposed)
      for (auto& [field, value] : fact.set) value = Disposed{};
    reading.facts.push_back(std::move(fact));
  }
  return reading;
}

// Row by row, what one says and the other does not.
std::string difference(const json::Value& a, const json::Value& b) {
  if (a == b) return {};
  const auto lines_of = [](const json::Value& result) {
    std::vector<std::string> lines;
    const json::Value& control = result.find("controls")->as_array()->front();
    for (const json::Member& m : *control.find("tests")->as_array()->front().as_object()) {
      if (!m.value.as_array()) lines.push_back(m.key + ": " + json::write(m.value));
      if (const auto* rows = m.value.as_array())
        for (const json::Value& row : *rows) lines.push_back(m.key + ": " + json::write(row));
    }
    return lines;
  };
  std::string text;
  const auto left = lines_of(a), right = lines_of(b);
  for (const std::string& line : left)
    if (std::ranges::find(right, line) == right.end()) text += "  - " + line + "\n";
  for (const std::string& line : right)
    if (std::ranges::find(left, line) == left.end()) text += "  + " + line + "\n";
  return text.empty() ? "  the order of rows, or the heading" : text;
}

json::Value ask_engine(const Company& company, std::optional<uint64_t> known, const Same& same) {
  const auto reading = read(company, same);
  return reading ? engine(company, *reading, known) : json::Value();
}

Opinions ask_both(const Company& company) {
  Opinions result;
  const auto reading = read(company);
  if (!reading) {
    result.error = to_text(reading.error().front());
    return result;
  }
  result.engine = engine(company, *reading, {});
  const Request request = request_of(company);
  const auto twin = reference::assess({.catalog = reading->catalog,
                                       .settings = reading->settings,
                                       .facts = reading->facts,
                                       .known = reading->facts.size(),
                                       .period = request.period,
                                       .now = at(company.now),
                                       .state = request.state,
                                       .only = {}});
  if (!twin) result.error = to_text(twin.error());
  if (twin) result.twin = *twin;
  return result;
}

}  // namespace probata::laws
