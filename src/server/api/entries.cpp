// The evidence log: its entries, newest first, and its seals.
#include "server/entries.h"

#include <fmt/format.h>

#include "server/api/api.h"

namespace probata::api {
namespace {

const std::string orders[] = {"desc", "asc"};
// A rare filter over a long log answers with what it found so far, and `next` to go on from.
constexpr uint64_t read_at_once = 512, read_at_most = 200'000;

struct Asked {
  bool up = false;
  uint64_t from = 0, size = 0;
  size_t limit = 50;
  std::string kind, by, id;

  bool fits(const json::Value& summary) const {
    auto text = [&](const char* key) { return *summary.find(key)->as_string(); };
    if (!kind.empty() && text("kind") != kind) return false;
    if (!id.empty() && text("id") != id) return false;
    auto given = text("by");
    return by.empty() || given == by || given.starts_with(by + "/");
  }
};

Result<Asked> asked_of(const http::Request& request, Moment moment) {
  Asked asked;
  asked.size = moment.size;
  asked.up = TRY(choice_parameter(request, "order", orders)) == "asc";
  asked.limit = TRY(page_of(request, moment)).limit;
  auto from = TRY(unsigned_parameter(request, "from"));
  asked.from = from.value_or(asked.up ? 0 : asked.size == 0 ? 0 : asked.size - 1);
  if (!asked.up && asked.size > 0) asked.from = std::min(asked.from, asked.size - 1);
  asked.kind = request.parameter("kind").value_or("");
  asked.by = request.parameter("by").value_or("");
  asked.id = request.parameter("id").value_or("");
  return asked;
}

struct Found {
  json::Array rows;
  std::optional<uint64_t> next;
};

// A stretch [first, last) of the log in the order asked for; false once the page is full.
bool take(Found& found, const Asked& asked, std::vector<json::Value> stretch) {
  if (!asked.up) std::ranges::reverse(stretch);
  for (auto& summary : stretch) {
    if (!asked.fits(summary)) continue;
    if (found.rows.size() == asked.limit) {
      found.next = static_cast<uint64_t>(*summary.find("seq")->as_int());
      return false;
    }
    found.rows.push_back(std::move(summary));
  }
  return true;
}

Result<Found> find(const Asked& asked, const Ledger& ledger, const View& view) {
  Found found;
  uint64_t at = asked.from, read = 0;
  while (asked.size > 0 && at < asked.size) {
    uint64_t first = asked.up ? at : at + 1 > read_at_once ? at + 1 - read_at_once : 0;
    uint64_t last = asked.up ? std::min(asked.size, at + read_at_once) : at + 1;
    if (read >= read_at_most) {
      found.next = at;
      break;
    }
    std::vector<json::Value> stretch;
    TRY_VOID(ledger.scan(first, last, [&](const LogRow& row) {
      stretch.push_back(entry_summary(row, view));
      return true;
    }));
    read += last - first;
    if (!take(found, asked, std::move(stretch))) break;
    if (!asked.up && first == 0) break;
    at = asked.up ? last : first - 1;
  }
  return found;
}

}  // namespace

Answer entries(Context& context, const http::Request& request) {
  const Organisation& organisation = context.organisation;
  auto moment = TRY(moment_of(request, organisation));
  auto asked = TRY(asked_of(request, moment));
  return read(organisation, moment, [&](const View& view) -> Answer {
    auto found = TRY(find(asked, organisation.ledger(), view));
    return json::Object{{"size", asked.size},
                        {"next", found.next ? json::Value(*found.next) : json::Value()},
                        {"rows", std::move(found.rows)}};
  });
}

Answer checkpoints(Context& context, const http::Request& request) {
  Moment none;
  auto page = TRY(page_of(request, none));
  const Ledger& ledger = context.organisation.ledger();
  auto notes = TRY(ledger.checkpoints(page.limit));
  json::Array list;
  for (auto note = notes.rbegin(); note != notes.rend(); ++note)
    list.push_back(checkpoint_json(ledger, note->second));
  return json::Object{{"key", ledger.verifier().text()}, {"checkpoints", std::move(list)}};
}

}  // namespace probata::api
