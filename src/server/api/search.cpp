#include <charconv>

#include "server/api/api.h"
#include "server/entries.h"

namespace probata::api {
namespace {

constexpr size_t hits_shown = 30;
// Names are computed one by one: a very large organisation is searched as far as a page may wait.
constexpr size_t entities_searched = 50'000;

struct Hit {
  int rank = 0;
  const char* type;
  std::string title, detail;
  std::string control, test, kind, id;
  std::optional<uint64_t> seq;
};

json::Value hit_json(const Hit& hit) {
  return json::Object{{"type", hit.type},
                      {"title", hit.title},
                      {"detail", hit.detail},
                      {"control", optional_json(hit.control)},
                      {"test", optional_json(hit.test)},
                      {"kind", optional_json(hit.kind)},
                      {"id", optional_json(hit.id)},
                      {"seq", hit.seq ? json::Value(*hit.seq) : json::Value()}};
}

// In its title or its id.
std::optional<int> match(const Words& words, std::string_view id, std::string_view title) {
  if (!words.in(std::string(id) + " " + std::string(title))) return {};
  return std::max(words.rank(id), words.rank(title));
}

void search_catalog(std::vector<Hit>& hits, const Words& words, const Catalog& catalog) {
  for (const auto& control : catalog.controls)
    if (auto rank = match(words, control.id, control.title))
      hits.push_back({*rank, "control", control.title, control.id, control.id, {}, {}, {}, {}});
  for (const auto& test : catalog.tests)
    if (auto rank = match(words, test.full_id, test.title))
      hits.push_back({*rank,
                      "control",
                      test.title,
                      test.full_id,
                      catalog.at(test.control).id,
                      test.id,
                      {},
                      {},
                      {}});
  for (const auto& criterion : catalog.criteria)
    if (auto rank = match(words, criterion.id, criterion.title))
      hits.push_back(
          {*rank, "criterion", criterion.title, criterion.id, {}, {}, {}, criterion.id, {}});
  for (const auto& kind : catalog.kinds)
    if (auto rank = match(words, kind.name, plural_of(kind)); rank && !kind.read_only)
      hits.push_back({*rank, "kind", plural_of(kind), kind.about, {}, {}, kind.name, {}, {}});
}

void search_records(std::vector<Hit>& hits, const Words& words, const View& view) {
  size_t searched = 0;
  for (const auto& kind : view.history.catalog().kinds)
    for (Entity entity : view.history.entities(kind.number)) {
      if (kind.read_only || kind.name == "collection" || ++searched > entities_searched) break;
      auto label = label_of(view, entity);
      std::string id(view.history.id_of(entity));
      if (auto rank = match(words, id, label))
        hits.push_back({*rank, "record", label, plural_of(kind), {}, {}, kind.name, id, {}});
    }
}

// A number is the seq of an entry.
void search_entries(std::vector<Hit>& hits, const std::string& q, const Ledger& ledger,
                    const View& view) {
  uint64_t seq = 0;
  auto [end, wrong] = std::from_chars(q.data(), q.data() + q.size(), seq);
  if (wrong != std::errc() || end != q.data() + q.size() ||
      !known(view, FactNo{static_cast<uint32_t>(seq)}) || seq > 0xffffffff)
    return;
  auto row = ledger.row(seq);
  if (!row || !*row) return;
  auto summary = entry_summary(**row, view);
  auto text = [&](const char* key) { return *summary.find(key)->as_string(); };
  hits.push_back({3,
                  "entry",
                  "Entry " + q + ": " + text("label"),
                  text("at"),
                  {},
                  {},
                  text("kind"),
                  text("id"),
                  seq});
}

}  // namespace

Answer search(Context& context, const http::Request& request) {
  auto words = TRY(words_parameter(request));
  auto moment = TRY(moment_of(request, context.organisation));
  auto q = request.parameter("q").value_or("");
  return read(context.organisation, moment, [&](const View& view) -> Answer {
    std::vector<Hit> hits;
    if (!words.empty()) {
      search_entries(hits, q, context.organisation.ledger(), view);
      search_catalog(hits, words, view.history.catalog());
      search_records(hits, words, view);
    }
    std::ranges::stable_sort(hits, std::greater(), &Hit::rank);
    if (hits.size() > hits_shown) hits.resize(hits_shown);
    json::Array list;
    for (const auto& hit : hits) list.push_back(hit_json(hit));
    return json::Object{{"q", q}, {"hits", std::move(list)}};
  });
}

}  // namespace probata::api
