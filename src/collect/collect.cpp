#include "collect/collect.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "collect/file/file.h"
#include "collect/git/git.h"
#include "collect/host/host.h"
#include "collect/own.h"
#include "collect/raw.h"

namespace probata {
namespace {

Known nothing_known(const SourceSettings& settings, const View&) {
  return {by_of(settings), {}, {}, {}, false};
}

constexpr std::array<SourceType, 3> types{{
    {"host", collect::host_instance, nothing_known, collect::read_host, collect::parse_host},
    {"git", collect::git_instance, collect::git_known, collect::read_git, collect::parse_git},
    {"file", collect::file_instance, nothing_known, collect::read_file_source, collect::parse_file},
}};

Result<const SourceType*> find_type(std::string_view name) {
  if (const SourceType* type = source_type(name)) return type;
  std::vector<std::string> names;
  for (const SourceType& type : types) names.emplace_back(type.name);
  return failure(fmt::format("there is no source of type `{}`", name), name_hint(name, names));
}

}  // namespace

std::span<const SourceType> source_types() { return types; }

const SourceType* source_type(std::string_view name) {
  for (const SourceType& type : types)
    if (type.name == name) return &type;
  return nullptr;
}

Result<SourceSettings> complete(SourceSettings settings) {
  const SourceType* type = TRY(find_type(settings.type));
  if (settings.instance.empty()) settings.instance = TRY(type->instance(settings));
  if (!is_id(by_of(settings)))
    return failure(fmt::format("`{}` is no name for a source", settings.instance),
                   "use up to 200 letters, digits and `-_./`");
  return settings;
}

std::string by_of(const SourceSettings& settings) {
  return fmt::format("connector:{}/{}", settings.type, settings.instance);
}

Known known_of(const SourceSettings& settings, const View& view) {
  const SourceType* type = source_type(settings.type);
  return type ? type->known(settings, view) : Known{};
}

Result<RawLook> take(const SourceSettings& settings, const Known& known, const Clock& clock) {
  const SourceType* type = TRY(find_type(settings.type));
  return type->take(settings, known, clock);
}

Result<Look> parse_look(std::string_view evidence) {
  const collect::Head head = TRY(collect::read_head(evidence.substr(0, evidence.find('\n'))));
  const SourceType* type = TRY(find_type(head.look));
  return type->parse(evidence);
}

Result<Collected> facts_of(const RawLook& raw, const View& view) {
  Look look = TRY(parse_look(raw.bytes));
  Collected result;
  result.digest = sha256(raw.bytes);
  // Up to this look all that is known counts, whatever instant the caller's view is of.
  const View now{view.history, view.known, std::max(view.now, raw.at)};
  LookChanges changed = TRY(changes(now, look, result.digest));
  result.facts = std::move(changed.facts);
  result.evidence = raw.bytes;
  result.not_read = std::move(look.not_read);
  result.rejected = std::move(look.rejections);
  result.rejected_count = static_cast<int64_t>(changed.rejected.size());
  for (Error& error : changed.rejected) result.rejected.push_back(std::move(error));
  for (const LookKind& kind : look.kinds) result.rejected_count += kind.rejected;
  return result;
}

Result<Collected> collect_once(const SourceSettings& settings, const View& view,
                               const Clock& clock) {
  const SourceSettings whole = TRY(complete(settings));
  return facts_of(TRY(take(whole, known_of(whole, view), clock)), view);
}

}  // namespace probata
