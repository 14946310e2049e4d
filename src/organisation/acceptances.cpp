#include "organisation/acceptances.h"

#include <fmt/format.h>

#include "base/log.h"

namespace probata {
namespace {

// As it stands in every canonical body of the kind: finds the few among the many without reading
// each.
constexpr std::string_view mark = "\"kind\":\"catalog\"";

std::string text_at(const json::Value& object, std::string_view key) {
  const json::Value* value = object.find(key);
  return value == nullptr || value->as_string() == nullptr ? std::string() : *value->as_string();
}

// What a body says where it is an acceptance: one without evidence was not written by Probata, and
// puts nothing in force. It is read without a catalog, for it decides which
// one reads the others.
Result<std::optional<Acceptance>> acceptance_of(std::string_view body, uint64_t entry,
                                                Instant recorded) {
  if (!body.contains(mark)) return std::nullopt;
  const json::Value fact = TRY(json::parse(body));
  if (text_at(fact, "kind") != "catalog" || text_at(fact, "id") != acceptance_id)
    return std::nullopt;
  const json::Value *set = fact.find("set"), *evidence = fact.find("evidence");
  const json::Array* cited = evidence == nullptr ? nullptr : evidence->as_array();
  if (set == nullptr || cited == nullptr || cited->empty() || !cited->front().as_string())
    return std::nullopt;
  return Acceptance{entry,
                    recorded,
                    TRY(parse_digest(text_at(*set, "value"))),
                    TRY(parse_digest(*cited->front().as_string())),
                    text_at(fact, "by"),
                    text_at(fact, "note")};
}

struct Found {
  uint64_t size = 0;  // of the ledger that was looked through
  std::optional<Acceptance> last;
};

std::filesystem::path note_path(const OrganisationOptions& options) {
  return options.data / "views" / "catalog.json";
}

// The note of what was found before; an error where it does not fit the ledger.
Result<Found> read_note(const Organisation::State& state) {
  const json::Value note = TRY(json::parse(TRY(read_file(note_path(state.options), 1u << 12))));
  const json::Value *size = note.find("size"), *entry = note.find("entry");
  if (size == nullptr || size->as_int() == nullptr || entry == nullptr)
    return failure("it is damaged");
  Found found{static_cast<uint64_t>(*size->as_int()), {}};
  if (found.size > state.ledger->size() ||
      to_text(TRY(state.ledger->root(found.size))) != text_at(note, "root"))
    return failure("it is of another ledger");
  if (entry->is_null()) return found;
  if (entry->as_int() == nullptr) return failure("it is damaged");
  const auto row = TRY(state.ledger->row(static_cast<uint64_t>(*entry->as_int())));
  if (row) found.last = TRY(acceptance_of(row->body, row->seq, row->recorded));
  if (!found.last) return failure("it names another entry");
  return found;
}

void write_note(const Organisation::State& state, const std::optional<Acceptance>& last) {
  const uint64_t size = state.ledger->size();
  const auto root = state.ledger->root(size);
  if (!root) return;
  const json::Value note = json::Object{{"size", size},
                                        {"root", to_text(*root)},
                                        {"entry", last ? json::Value(last->entry) : json::Value()}};
  if (const auto written = write_file_durably(note_path(state.options), json::write(note), 0600);
      !written)
    log::warn(fmt::format("catalog.json is not written: {}", written.error().what));
}

Result<void> look(const Ledger& ledger, Found& found) {
  std::optional<Error> failed;
  TRY_VOID(ledger.scan_bodies(found.size, ledger.size(), [&](const LogBodies& bodies) {
    if (!std::string_view(bodies.bytes).contains(mark)) return true;
    for (const LogBodies::Row& row : bodies.rows) {
      if (row.disposed) continue;
      auto acceptance = acceptance_of(bodies.body(row), row.seq, row.recorded);
      if (!acceptance) failed = acceptance.error();
      if (failed) return false;
      if (*acceptance) found.last = std::move(*acceptance);
    }
    return true;
  }));
  if (failed) return std::unexpected(*failed);
  return {};
}

}  // namespace

Result<std::optional<Acceptance>> last_acceptance(const Organisation::State& state) {
  Found found = read_note(state).value_or(Found{});
  const uint64_t since = state.ledger->size() - found.size;
  TRY_VOID(look(*state.ledger, found));
  if (!state.options.read_only && since >= state.options.keep_after) write_note(state, found.last);
  return found.last;
}

void keep_acceptance(const Organisation::State& state) {
  const uint64_t looked = read_note(state).value_or(Found{}).size;
  if (state.ledger->size() - looked >= state.options.keep_after)
    static_cast<void>(last_acceptance(state));
}

}  // namespace probata
