#include "server/sights.h"

#include <fmt/format.h>
#include <unistd.h>

#include "base/text.h"

namespace probata::api {
namespace {

constexpr std::pair<std::string_view, std::string_view> brands[] = {{"host", "Machine"},
                                                                    {"git", "Git repository"},
                                                                    {"file", "File"},
                                                                    {"github", "GitHub"},
                                                                    {"gitlab", "GitLab"},
                                                                    {"aws", "AWS"},
                                                                    {"gcp", "Google Cloud"},
                                                                    {"hr", "HR"},
                                                                    {"idp", "Identity provider"}};

std::string brand(std::string_view name) {
  for (const auto& [key, title] : brands)
    if (key == name) return std::string(title);
  std::string title(name);
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z')
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

bool is_this_machine(std::string_view instance) {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 && instance == name;
}

const Sight* last_sight(const View& view, KindNo kind, std::string_view by) {
  const Sight* last = nullptr;
  for (const Sight& sight : view.history.sights(kind))
    if (known(view, sight.fact) && sight.at <= view.now &&
        view.history.name_of(sight.layer) == by && (last == nullptr || last->to <= sight.to))
      last = &sight;
  return last;
}

std::vector<Period> without(const Period& whole, std::span<const Period> holes) {
  std::vector<Period> left;
  auto at = whole.start;
  for (const Period& hole : holes) {
    if (at < hole.start) left.push_back({at, hole.start});
    at = std::max(at, hole.end);
  }
  if (at < whole.end) left.push_back({at, whole.end});
  return left;
}

KindSight draw(const View& view, SourceSight sight, const Period& period) {
  KindSight drawn;
  drawn.last = last_sight(view, sight.kind, sight.by);
  drawn.lead = clip(sight.first ? sight.lead : period, period);
  std::vector<Period> holes;
  if (!empty(drawn.lead)) holes.push_back(drawn.lead);
  for (const Period& gap : sight.gaps)
    if (auto clipped = clip(gap, period); sight.first && !empty(clipped)) {
      drawn.gaps.push_back(clipped);
      holes.push_back(clipped);
    }
  auto end = std::min(period.end, view.now);
  drawn.silent = std::ranges::any_of(sight.gaps, [&](const Period& gap) { return gap.end >= end; });
  std::ranges::sort(holes);
  drawn.seen = without(period, holes);
  double seen = 0, whole = static_cast<double>((period.end - period.start).us);
  for (const Period& stretch : drawn.seen)
    seen += static_cast<double>((stretch.end - stretch.start).us);
  drawn.share = whole > 0 ? std::clamp(seen / whole, 0.0, 1.0) : 0;
  drawn.sight = std::move(sight);
  return drawn;
}

}  // namespace

std::string source_title(std::string_view by) {
  if (by == "people" || by.starts_with("person/")) return "People";
  if (by == "probata") return "Probata";
  constexpr std::string_view prefix = "connector:";
  if (by.starts_with(prefix)) by.remove_prefix(prefix.size());
  auto slash = by.find('/');
  if (slash == std::string_view::npos) return brand(by);
  auto name = by.substr(0, slash), instance = by.substr(slash + 1);
  if (name == "host" && is_this_machine(instance)) return "This machine";
  return fmt::format("{} {}", brand(name), instance);
}

std::string_view KindSight::state() const {
  if (last == nullptr || !sight.first) return "never";
  if (silent) return "silent";
  return not_read.empty() ? "seen" : "partly";
}

Period clip(const Period& period, const Period& to) {
  Period clipped{std::max(period.start, to.start), std::min(period.end, to.end)};
  return clipped.start < clipped.end ? clipped : Period{to.start, to.start};
}

bool empty(const Period& period) { return !(period.start < period.end); }

std::vector<KindSight> kind_sights(const View& view, KindNo kind, Period period) {
  std::vector<KindSight> drawn;
  if (view.history.catalog().at(kind).built_in) return drawn;
  for (auto& sight : sights_of(view, kind, period))
    if (sight.by != "probata") drawn.push_back(draw(view, std::move(sight), period));
  return drawn;
}

std::vector<KindSight> all_sights(Context& context, const View& view, Period period) {
  std::vector<KindSight> all;
  for (const Kind& kind : view.history.catalog().kinds)
    for (auto& sight : kind_sights(view, kind.number, period)) {
      if (sight.last != nullptr)
        for (auto& note : context.unread.of(context.organisation,
                                            view.history.provenance(sight.last->fact).evidence))
          if (note.kind == kind.name) sight.not_read.push_back(note);
      all.push_back(std::move(sight));
    }
  const Catalog& catalog = view.history.catalog();
  std::ranges::stable_sort(all, {}, [&](const KindSight& s) {
    return std::tuple(std::string_view(s.sight.by),
                      std::string_view(catalog.at(s.sight.kind).name));
  });
  return all;
}

json::Value sight_json(const SourceSight& sight, const Catalog& catalog) {
  const Kind& kind = catalog.at(sight.kind);
  static constexpr const char* how[] = {"events", "looks", "claimed"};
  return json::Object{{"by", sight.by},
                      {"title", source_title(sight.by)},
                      {"kind", kind.name},
                      {"kind_title", plural_of(kind)},
                      {"how", how[static_cast<size_t>(sight.how)]},
                      {"from", instant_json(sight.first)},
                      {"to", instant_json(sight.last)},
                      {"looks", sight.looks},
                      {"rows", count_json(sight.rows)},
                      {"total", count_json(sight.total)},
                      {"seen_every", duration_json(sight.seen_every)}};
}

Period usual_stretch(const View& view, std::span<const KindNo> kinds) {
  auto longest = view.history.settings().calendar.plus(view.now, Span{.months = -12});
  std::optional<Instant> first;
  for (KindNo kind : kinds)
    if (auto seen = first_coverage(view, kind); seen && (!first || *seen < *first)) first = seen;
  auto start = first ? std::max(*first, longest) : longest;
  // A drawing needs a length, also at the very instant of the first look.
  return {std::min(start, view.now - minute), view.now};
}

}  // namespace probata::api
