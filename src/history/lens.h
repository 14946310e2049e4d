// Reads a view, and keeps what all reads of one view share: the order of layers, coverage, who is
// expected. One a thread.
//
// How a field is read (semantics.md, section 2). Each layer that ever spoke of the entity gives its
// row: does the entity exist in it, what does it say, is it covered there. All of that is exact,
// but for the changes that one is inside the (after, at) of. So the answer is worked out once for
// each *filling*: which of those facts have happened already. The same answer in all of them is
// known; two answers that hang on one fact are an uncertain reading; anything else is unknown.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "history/coverage.h"
#include "history/joined.h"
#include "history/read.h"
#include "history/state.h"

namespace probata {

// Why something is not known, before it is put in words. Names live as long as the history.
struct Doubt {
  std::string_view source;
  KindNo kind{};
  Field field{};
  std::optional<Instant> from, to;
  Reason reason = Reason::gap;
  auto operator<=>(const Doubt&) const = default;
};
Gap to_gap(const History&, const Doubt&);
// The same back; the gap must outlive it.
Doubt to_doubt(const History&, const Gap&);

// One uncertain fact taken as having happened, or not; another one supposed to have happened
// whatever is assumed of the first. Without them, nothing is assumed.
struct World {
  std::optional<FactNo> fact;
  bool happened = false;
  std::optional<FactNo> supposed = {};
  bool empty() const { return !fact && !supposed; }
  // What is assumed of a fact; none: nothing.
  std::optional<bool> of(FactNo f) const {
    if (supposed == f) return true;
    return fact == f ? std::optional(happened) : std::nullopt;
  }
};

// A change that one is inside the (after, at) of.
struct Uncertain {
  FactNo fact{};
  Instant after, at;
};

// Like Reading (read.h), with doubts in place of gaps.
struct Read {
  Reading::State state = Reading::State::known;
  cel::Value value, next;
  ValueId id = null_value;  // of `value`, as it was said; of what is known
  std::optional<FactNo> fact, next_fact;
  Layer layer = people;
  std::optional<Uncertain> uncertain;
  std::vector<Doubt> doubts;
  Instant until = Instant::never_after();
  Duration seen_every{0};
  bool claimed = false;
  bool late = false;  // may rest on what was recorded late
  std::vector<std::pair<Layer, cel::Value>> conflicts;

  bool known() const { return state == Reading::State::known; }
  bool is(bool truth) const {
    return known() && value.is(cel::Tag::boolean) && value.boolean == truth;
  }
};

struct Member {
  Entity entity;
  bool certain = true;
  std::optional<Uncertain> uncertain;
  std::vector<Doubt> doubts;
};
struct MemberList {
  std::vector<Member> members;  // by id, certain and not
  std::vector<Doubt> more;
  Instant until = Instant::never_after();
  std::vector<FactNo> facts;
  Duration seen_every{0};
  bool claimed = false;
  bool late = false;
  void add(Entity, const Read& membership);  // unless it is known to be none
};

struct Expected {
  std::string_view by;
  std::optional<Layer> layer;  // none: it never spoke
  bool declared = false;
  std::optional<Instant> from;
};

class Lens {
 public:
  Lens(const Lens&) = delete;
  explicit Lens(const View& view)
      : view_(view), state_(view.history.state()), late_(state_.late_facts()) {}

  Read field(Entity, Field, Instant, const World& = {}, bool conflicts = false);
  Read existence(Entity, Instant, const World& = {});
  // Existence in a layer; a name without instance: in any of its instances.
  Read seen(Entity, std::string_view layer, Instant, const World& = {});
  MemberList reverse(Entity, Field, Instant, const World& = {});
  MemberList all(KindNo, Instant, const World& = {});
  // Of `all` those for which it is not known that the last field (existence: they themselves)
  // names none of the targets (entities or texts), and those of which any of the fields is not
  // known.
  MemberList referring(KindNo, std::span<const Field>, std::span<const cel::Value>, Instant,
                       const World& = {});
  // An entity's existence and, where it may exist, what it says of a field (existence: no more),
  // from one instant at which that may change to the next, up to now.
  struct Stretch {
    Instant from, until;
    Read exists;
    std::optional<Read> says;
  };
  template <class Visit>
  void each_stretch(Entity, Field, Visit);
  // Who ever referred to the entity so, whatever of it holds at which instant.
  struct Candidates {
    std::span<const Entity> entities;  // by id bytewise
    bool late = false;  // who is among them may hang on facts that were recorded late
  };
  const Candidates& candidates(Entity e, Field reverse) { return listed(e, reverse); }
  // The same, put behind `all`; tells what is late.
  bool find_candidates(Entity, Field reverse, std::vector<Entity>& all) const;
  // Of all entities of a kind (Columns::listing).
  struct Listing {
    KindNo kind{};
    Field reverse{};
    std::span<const uint32_t> places;  // by entity
    std::vector<uint32_t> ends;        // by place; where those of the next begin
    std::vector<Entity> all;
    std::vector<uint8_t> late;  // by place

    Candidates of(Entity) const;
  };
  // They need not be found again. REQUIRES: it is of the same view, and outlives this lens.
  void know(const Listing& listing) { listings_.push_back(&listing); }
  // The entity that a reference names: itself, or the one holder of its key. None: it dangles.
  std::optional<Entity> resolve(const cel::Value& reference) const;
  // Whom it names at `t` may hang on facts that were recorded late.
  bool named_late(const cel::Value& reference, Instant t) const;

  // Why the kind (of which the field is read) is not covered at the instant; empty where it is.
  // Lowers `until`.
  std::vector<Doubt> missing(KindNo, Field, Instant, Instant& until);
  const Coverage& coverage(KindNo, Layer, Field);
  const std::vector<Expected>& expected(KindNo);
  std::vector<SourceSight> sights(KindNo, Period);
  std::optional<Instant> first_coverage(KindNo);
  std::optional<Instant> first_coverage(Entity);
  // The sources of which a fact tells of it, as known, up to now.
  std::vector<Layer> telling(Entity) const;
  bool visible(FactNo fact, Instant at) const { return view_.reads(fact) && at <= view_.now; }
  const View& view() const { return view_; }

  // Whether an entity exists and refers to the target by the field.
  Read refers_to(Entity, Field, Entity target, Instant, const World& = {});
  // A fact tells of it, as known, up to now.
  bool spoken_of(Entity) const;

 private:
  struct Row;  // row.h
  friend class Combination;

  // Until the next call.
  std::span<Row> rows(Entity, std::optional<Field>, Instant, Instant& until);
  // Without a field, likewise.
  const std::vector<Row>& lives(Entity, Instant, Instant& until);
  void look_at_lives(std::vector<Row>&, Entity, Instant, Instant& until);
  void look_at_life(Row&, Instant, Instant& until) const;
  // At the end of the changes up to `later`; `last`: when the last of them was.
  void look_back(Row&, const Change* begin, const Change* later, Instant& last) const;
  void look_at_word(Row&, Field, Instant, Instant& until) const;
  Instant last_end(const Row&, Instant before) const;
  void look_unseen(Row&, Instant, Instant& until) const;
  // The track of existence, with all that the view may need of it; stays.
  std::span<const Change> life(const Table&, uint32_t row) const;
  bool told(const Stance&, KindNo) const;  // a fact of the layer tells of it, as known, up to now
  void drop_outlived(std::span<Row>, Instant) const;
  Read in_rows(std::vector<Row>, Instant, const World&);
  // What is read of it from these rows may hang on facts that were recorded late: on one of its
  // own, or, where a row is blind, on one that comes later and shows what was there.
  bool may_be_late(Entity, std::span<const Row>) const;
  bool always_covered(KindNo) const;
  // Whether what the layer covers of the field is coverage of it.
  bool counts(KindNo, Layer, Field);
  const std::vector<uint16_t>& ranks(KindNo);
  bool sees(const Sight&) const;
  bool ever_refers(Entity, Field, Entity target) const;
  Read membership(const Read& reference, Entity target) const;
  // What a candidate was when it was read last, as long as that holds: known, whatever is assumed.
  // Of all entities of a kind each is one.
  struct Membership {
    Instant from, until = Instant::never_before();  // as here: nothing
    bool refers = false, claimed = false, late = false;
    Duration seen_every{0};
    std::optional<FactNo> fact;
    bool holds(Instant t) const { return t >= from && t < until; }
  };
  struct Listed : Candidates {
    std::vector<Entity> found;  // where no listing has them
    std::vector<Membership> memberships;
  };
  Listed& listed(Entity, Field);
  static void add_seen(MemberList&, Entity, const Membership&);
  // Adds the candidate, where it refers.
  Membership add_candidate(MemberList&, Entity, Field by, Entity target, Instant, const World&);
  const std::vector<Entity>& spoken_of(KindNo);  // by id
  const Joined& joined(KindNo, Field);
  // Of a key.
  struct Named {
    std::optional<Entity> entity;  // its one holder
    bool late = false;             // a fact of a holder is
    // The last fact that gave it to one.
    Instant recorded = Instant::never_before();
  };
  const Named& named(uint32_t key) const;
  std::optional<Joined::Target> target_of(const cel::Value&) const;
  void join(Joined&, Entity, Field);

  const View view_;
  const History::State& state_;
  const LateFacts& late_;
  std::vector<std::vector<uint16_t>> ranks_;  // by kind and layer
  std::map<KindNo, std::vector<Expected>> expected_;
  std::unordered_map<uint64_t, Coverage> coverage_;  // by kind, layer and field
  struct RecentCoverage {
    uint64_t of = 0;
    const Coverage* coverage = nullptr;
  };
  std::array<RecentCoverage, 61> recent_coverage_;  // a prime: of few kinds and layers
  std::map<std::pair<Entity, Field>, Listed> candidates_;
  std::vector<const Listing*> listings_;
  std::map<KindNo, std::vector<Membership>> memberships_of_all_;
  mutable std::map<std::pair<const Table*, uint32_t>, std::vector<Change>> lives_;
  std::map<KindNo, std::vector<Entity>> by_id_;
  std::map<std::pair<KindNo, Field>, Joined> joined_;
  mutable boost::unordered_flat_map<uint32_t, Named> named_;
  struct RecentLives;
  std::shared_ptr<RecentLives> recent_;
};

template <class Visit>
void Lens::each_stretch(Entity e, Field of, Visit visit) {
  Stretch here;
  here.exists.until = Instant::never_before();
  for (Instant t = Instant::earliest(); t <= view_.now;) {
    here.from = t;
    if (t >= here.exists.until) here.exists = existence(e, t);
    here.until = here.exists.until;
    if (here.exists.is(false)) here.says.reset();
    if (of != probata::existence && !here.exists.is(false)) {
      if (!here.says || t >= here.says->until) here.says = field(e, of, t);
      here.until = std::min(here.until, here.says->until);
    }
    visit(here);
    if (here.until == Instant::never_after()) break;
    t = std::max(here.until, t + microsecond);
  }
}

// The same as of a view (read.h), by a lens that is kept for many questions.
Members read_reverse(Lens&, Entity, Field, Instant);

}  // namespace probata
