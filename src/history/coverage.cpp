#include "history/coverage.h"

#include <algorithm>

namespace probata {
namespace {

// Appends to pieces of one quality, ascending by `from`: what overlaps or touches becomes one.
void append(std::vector<Piece>& pieces, const Piece& p) {
  if (pieces.empty() || pieces.back().end < p.from) {
    pieces.push_back(p);
    return;
  }
  pieces.back().end = std::max(pieces.back().end, p.end);
  pieces.back().seen_every = std::max(pieces.back().seen_every, p.seen_every);
}

std::vector<Piece> merge(std::vector<Piece> pieces) {
  std::ranges::stable_sort(pieces, {}, &Piece::from);
  std::vector<Piece> merged;
  for (const Piece& p : pieces) append(merged, p);
  return merged;
}

Piece closed(Instant from, Instant to) { return {from, to + microsecond}; }

// Two looks, the later of which says how often one looks by then.
bool near(const Sight& earlier, const Sight& later) {
  return later.to - earlier.to <= later.every * 2;
}

std::vector<Piece> of_looks(std::span<const Sight* const> sights, Field field) {
  std::vector<Piece> pieces;
  const Sight* previous = nullptr;
  for (const Sight* s : sights) {
    if (s->how != How::looks || !covers(*s, field)) continue;
    Piece p = closed(s->to, s->to);
    if (previous && near(*previous, *s)) {
      p.from = previous->to;
      p.seen_every = s->to - previous->to;
    }
    pieces.push_back(p);
    previous = s;
  }
  return merge(std::move(pieces));
}

std::vector<Piece> of_logs(std::span<const Sight* const> sights, Field field, How how) {
  std::vector<Piece> pieces;
  for (const Sight* s : sights) {
    if (s->how != how || !covers(*s, field)) continue;
    Piece p = closed(s->from.value_or(s->to), s->to);
    p.claimed = how == How::claimed;
    pieces.push_back(p);
  }
  return merge(std::move(pieces));
}

// Where two qualities overlap, the better one counts: `weaker` fills what is left.
std::vector<Piece> overlay(const std::vector<Piece>& better, const std::vector<Piece>& weaker) {
  if (better.empty()) return weaker;
  std::vector<Piece> all = better;
  for (Piece p : weaker) {
    for (const Piece& b : better) {
      if (b.end <= p.from || p.end <= b.from) continue;
      if (p.from < b.from) all.push_back({p.from, b.from, p.seen_every, p.claimed});
      p.from = std::min(std::max(p.from, b.end), p.end);
    }
    if (p.from < p.end) all.push_back(p);
  }
  std::ranges::sort(all, {}, &Piece::from);
  return all;
}

}  // namespace

bool covers(const Sight& sight, Field field) {
  if (!sight.complete) return false;
  return field == existence || sight.fields.empty() ||
         std::ranges::binary_search(sight.fields, field);
}

Coverage cover(std::span<const Sight* const> sights, Field field) {
  Coverage c;
  c.pieces = overlay(of_logs(sights, field, How::events),
                     overlay(of_looks(sights, field), of_logs(sights, field, How::claimed)));
  for (const Sight* s : sights) {
    if (!covers(*s, field)) continue;
    c.every = s->to == c.last ? std::max(c.every, s->every) : s->to > c.last ? s->every : c.every;
    c.last = std::max(c.last, s->to);
  }
  return c;
}

void reach(Coverage& c, Instant now) {
  if (c.pieces.empty() || c.last >= now || now - c.last > c.every * 2) return;
  c.pieces.back().end = std::max(c.pieces.back().end, now + microsecond);
}

Seen look_up(const Coverage& c, Instant t) {
  if (c.pieces.empty()) return {};
  // The first piece that begins after t.
  const auto later = std::ranges::upper_bound(c.pieces, t, {}, &Piece::from);
  Seen seen;
  const std::optional<Instant> next =
      later == c.pieces.end() ? std::nullopt : std::optional(later->from);
  if (later == c.pieces.begin()) {
    seen.state = Seen::State::lead;
    seen.until = *next;
    seen.to = next;
    return seen;
  }
  const Piece& p = later[-1];
  if (t < p.end) {
    seen.state = Seen::State::covered;
    seen.until = p.end;
    seen.piece = &p;
    return seen;
  }
  seen.state = Seen::State::gap;
  seen.from = p.end - microsecond;
  seen.to = next;
  seen.until = next.value_or(Instant::never_after());
  return seen;
}

}  // namespace probata
