// What tests read and no source tells: the honest list of what is still missing.
#include <fmt/format.h>

#include <map>
#include <set>

#include "base/text.h"
#include "catalog/applies.h"
#include "server/sights.h"

namespace probata::api {
namespace {

// Which fields of a kind some source covers.
struct Told {
  bool any = false, all = false;
  std::set<Field> fields;
};

Told told_of(const View& view, KindNo kind) {
  Told told;
  for (const Sight& sight : view.history.sights(kind)) {
    if (!sight.complete || !known(view, sight.fact) || sight.at > view.now) continue;
    told.any = true;
    told.all = told.all || sight.fields.empty();
    told.fields.insert(sight.fields.begin(), sight.fields.end());
  }
  return told;
}

bool needs_source(const Catalog& catalog, uint16_t record) {
  if (record >= catalog.kinds.size()) return false;  // `param` and `tailoring`
  const Kind& kind = catalog.kinds[record];
  return !kind.built_in && !kind.record;
}

// No connector reads a code host yet.
constexpr auto by_code_host = "bring what GitHub or GitLab shows as files: serve --file";

std::string action_for(const Kind& kind, bool whole) {
  static const std::set<std::string, std::less<>> of_code = {
      "change", "review", "pull_request", "check", "check_run", "change_check", "deployment"};
  static const std::set<std::string, std::less<>> of_git = {"branch", "commit", "merge",
                                                            "repository", "tag"};
  static const std::set<std::string, std::less<>> of_host = {
      "asset", "entitlement", "grant", "group", "public_endpoint", "vulnerability"};
  if (of_code.contains(kind.name)) return by_code_host;
  if (whole && of_git.contains(kind.name)) return "read a git repository: serve --repo PATH";
  if (whole && of_host.contains(kind.name)) return "look at a machine: serve --host";
  return "give a list as a file: serve --file, or connect a source that has it";
}

void describe(NotTold& missing, const Catalog& catalog, const NotRead* note) {
  const Kind& kind = catalog.at(missing.kind);
  std::vector<std::string> titles;
  for (Field field : missing.fields)
    if (const auto* definition = kind.at(field)) titles.push_back(title_of(*definition));
  bool whole = titles.empty();
  missing.what =
      whole ? plural_of(kind) : fmt::format("{} of {}", join(titles, ", "), plural_of(kind));
  missing.why = note != nullptr      ? note->why
                : whole              ? "no source tells of them"
                : titles.size() == 1 ? "no source reads it"
                                     : "no source reads them";
  missing.action = note != nullptr ? note->remedy : action_for(kind, whole);
}

// What a look said of why it could not read a field.
const NotRead* note_of(std::span<const KindSight> sights, const Kind& kind, Field field) {
  const auto* definition = kind.at(field);
  for (const auto& sight : sights)
    for (const auto& note : sight.not_read)
      if (sight.sight.kind == kind.number &&
          (note.field.empty() || (definition != nullptr && note.field == definition->name)))
        return &note;
  return nullptr;
}

bool reads_any(const std::string& full_id, const NotTold& of, const Catalog& catalog) {
  return std::ranges::any_of(catalog.test(full_id)->reads, [&](const auto& read) {
    return KindNo{read.record} == of.kind &&
           std::ranges::find(of.fields, Field{read.field}) != of.fields.end();
  });
}

// Fields that are missing for one reason are one line.
void split_by_reason(std::vector<NotTold>& list, const NotTold& missing, const Catalog& catalog,
                     std::span<const KindSight> sights) {
  const Kind& kind = catalog.at(missing.kind);
  std::map<std::string, std::pair<const NotRead*, std::vector<Field>>> by_reason;
  for (Field field : missing.fields) {
    const auto* note = note_of(sights, kind, field);
    auto& group = by_reason[note == nullptr ? "" : note->why];
    group.first = note;
    group.second.push_back(field);
  }
  if (by_reason.empty()) by_reason[""] = {note_of(sights, kind, existence), {}};
  for (auto& [why, group] : by_reason) {
    auto& part = list.emplace_back(missing);
    part.fields = std::move(group.second);
    if (!part.fields.empty())
      std::erase_if(part.tests,
                    [&](const std::string& test) { return !reads_any(test, part, catalog); });
    describe(part, catalog, group.first);
  }
}

using Missing = std::map<KindNo, NotTold>;

// A kind that nobody tells of is one line, whatever fields of it tests read.
void add_reads(Missing& missing, const Test& test, const View& view, std::map<KindNo, Told>& told) {
  const Catalog& catalog = view.history.catalog();
  for (const auto& read : test.reads) {
    if (!needs_source(catalog, read.record)) continue;
    KindNo kind{read.record};
    if (!told.contains(kind)) told[kind] = told_of(view, kind);
    const Told& of_kind = told[kind];
    Field field{read.field};
    if (of_kind.all || of_kind.fields.contains(field)) continue;
    if (of_kind.any && catalog.at(kind).at(field) == nullptr) continue;
    auto& entry = missing[kind];
    entry.kind = kind;
    if (of_kind.any && std::ranges::find(entry.fields, field) == entry.fields.end())
      entry.fields.push_back(field);
    if (entry.tests.empty() || entry.tests.back() != test.full_id)
      entry.tests.push_back(test.full_id);
  }
}

// Where the company said that it is: ` (where people sign in: Okta)`.
std::string where_it_is(KindNo kind, const View& view) {
  const Catalog& catalog = view.history.catalog();
  for (const Question& question : catalog.questions) {
    if (std::ranges::find(question.tells, kind) == question.tells.end()) continue;
    const AnswerInForce answer = answer_at(catalog, view.history.settings(), question, view.now);
    if (answer.given)
      return fmt::format(" ({}: {})", question.title, answer_words(question, answer.value));
  }
  return {};
}

}  // namespace

std::vector<NotTold> not_told(const View& view, const Assessment& assessment,
                              std::span<const KindSight> sights) {
  const Catalog& catalog = view.history.catalog();
  Missing missing;
  std::map<KindNo, Told> told;
  for (const auto& control : assessment.controls) {
    if (control.conclusion == Conclusion::not_applicable) continue;
    for (const auto& result : control.tests)
      add_reads(missing, catalog.at(result.test), view, told);
  }
  std::vector<NotTold> list;
  for (const auto& [kind, entry] : missing) split_by_reason(list, entry, catalog, sights);
  for (NotTold& entry : list) entry.action += where_it_is(entry.kind, view);
  std::ranges::stable_sort(list, std::greater(), [](const NotTold& n) { return n.tests.size(); });
  return list;
}

}  // namespace probata::api
