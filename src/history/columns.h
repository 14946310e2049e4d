// Histories of a kind laid out for reading all of them, one after the other: what each entity's
// field reads as over time, as one sorted range of points, all ranges in one array by id.
//
// Of what is *plain*, as the facts say it: an entity of which one layer alone ever spoke, no change
// of it inside the interval of another. Where that layer covers, such a field is known, and reads
// as here; whoever asks sees to the coverage. Everything else is *sampled*, where that was asked
// for: read through a Lens at every instant at which it may change, coverage included. Derived:
// made when asked for, kept until a fact arrives.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "history/lens.h"

namespace probata {

class Columns {
 public:
  // Whether what is not plain is sampled: not for columns that are to be updated, for that hangs on
  // coverage, too.
  enum class Sampling : uint8_t { no, yes };
  Columns(const View&, Sampling);
  bool samples() const { return sampling_ == Sampling::yes; }

  // From `at` on the field has `value`; null before the first point, where the entity does not
  // exist, and where nobody says anything. Of field 0: false, true. Inside the interval of one
  // change, with the values before and after it on both sides: `between`. Else `not_known`.
  struct Point {
    int64_t at;
    ValueId value;
    FactNo fact{};  // of `between`: whose change it is
  };
  // Ranges of one thing of each entity of a kind, by its place.
  template <class T>
  struct Ranges {
    struct Place {
      uint32_t begin = 0, size = 0, capacity = 0;
    };
    std::vector<Place> places;
    std::vector<T> all;
    std::vector<uint8_t> odd;  // neither plain nor sampled
    // May rest on facts that were recorded late; of life: the entity has any. Of a field's own
    // track where it was sampled.
    std::vector<uint8_t> late;
    Duration seen_every{0};  // of what was sampled: the longest stretch between two looks

    std::span<const T> of(uint32_t place) const {
      return {all.data() + places[place].begin, places[place].size};
    }
    void resize(size_t size) { places.resize(size), odd.resize(size), late.resize(size); }
    // What was put at the end of `all`, from `begin` on, is the range; it moves where it fits.
    void keep(uint32_t place, size_t begin) {
      Place& p = places[place];
      const auto size = static_cast<uint32_t>(all.size() - begin);
      if (size > p.capacity) {
        // One that grows again finds room; the first is as long as it is.
        if (p.capacity > 0) all.resize(all.size() + size / 2 + 1);
        p = {static_cast<uint32_t>(begin), size, static_cast<uint32_t>(all.size() - begin)};
        return;
      }
      std::copy(all.begin() + static_cast<ptrdiff_t>(begin), all.end(), all.begin() + p.begin);
      all.resize(begin);
      p.size = size;
    }
  };
  using Track = Ranges<Point>;
  // A value behind references: of each entity, by which layers' words it is known (bit i:
  // pairs[i]).
  struct Joined : Track {
    struct Pair {
      KindNo kind;
      Field field;
      Layer layer;
      bool operator==(const Pair&) const = default;
    };
    std::vector<Pair> pairs;
    std::vector<uint32_t> rests_on;
  };
  struct Arrivals : Ranges<int64_t> {
    std::vector<Layer> layers;  // of those that refer, the plain ones; ascending
  };
  struct Things {
    KindNo kind{};
    std::vector<Entity> order;  // by id; behind them those that an update added
    std::vector<Layer> layer;   // of the plain ones; of sampled ones `sampled` + their group
    std::vector<uint8_t> odd;   // neither plain nor sampled
    std::vector<Layer> layers;  // that occur among the plain ones, ascending
    std::vector<std::vector<Layer>> groups;  // of layers that speak of the same sampled ones
    Track life;

    static constexpr uint16_t sampled = 0x8000;
    bool is_sampled(uint32_t place) const { return static_cast<uint16_t>(layer[place]) >= sampled; }
    size_t group(uint32_t place) const { return static_cast<uint16_t>(layer[place]) - sampled; }
    void resize(size_t size) { layer.resize(size), odd.resize(size), life.resize(size); }
  };

  const Things& things(KindNo);
  // The entities of a kind that anybody ever spoke of, by id, where somebody has found them
  // (entities_told) or things() were asked for; and to tell of them. Stays where it is.
  std::optional<std::span<const Entity>> order(KindNo) const;
  void tell(KindNo kind, std::vector<Entity> order) { told_[kind] = std::move(order); }
  const Track& track(KindNo, Field);
  // The value at the end of a path of references, each to one kind; `not_known` also where the path
  // leads through an entity that does not exist. Of field 0, which may be the last: whether what
  // the path before it names exists. REQUIRES: two fields or more.
  const Joined& joined(KindNo, const std::vector<Field>& path);
  static constexpr ValueId not_known{0xffffffff}, between{0xfffffffd};
  // The instants at which somebody that exists begins to refer to each entity of the kind.
  const Arrivals& arrivals(KindNo, const ReverseReference&);
  // Takes from the references of one that refers what does not count; false: it is not plain.
  using Counting = std::function<bool(Entity, std::vector<Point>& references)>;
  // The same of what counts. Not kept, nor updated.
  Arrivals arrivals(KindNo, const ReverseReference&, const Counting&);
  // Who ever referred so to each entity of the kind. REQUIRES: what is not plain is sampled.
  const Lens::Listing& listing(KindNo, Field reverse);
  // Of an entity within its kind's order; `nowhere`: nobody ever spoke of it. REQUIRES: things() of
  // its kind was asked for.
  static constexpr uint32_t nowhere = 0xffffffff;
  uint32_t place(Entity e) const { return places_[static_cast<size_t>(e)]; }
  // The value as an expression reads it; none where it is a key that names nobody.
  std::optional<cel::Value> value(ValueId) const;

  // After facts were folded that touched these. REQUIRES: made for a view that knows all facts.
  struct Updated {
    std::vector<Entity> entities;  // of which tracks may read differently, ascending
    // Of which only what lies behind references may, by column.
    std::vector<std::pair<const Joined*, std::vector<Entity>>> behind;
    std::vector<Entity> met;  // at which arrivals may, ascending
    bool anew = false;        // other layers speak: what was worked out from them is not valid
  };
  Updated update(std::span<const Touched>);

  // May be asked while others ask for more.
  bool serves(const View&) const;

 private:
  bool is_plain(Entity, Layer&) const;
  bool take(const Change&) const;
  static void append(std::vector<Point>&, size_t begin, const Change&, uint8_t& odd);
  template <class Read>
  void read_each(const Things&, Field, Read) const;
  static void note(std::vector<Layer>&, Layer);
  bool read_life(Entity, Layer&, std::vector<Point>& all) const;
  void read_thing(Things&, uint32_t place);
  void read_words(Entity, Field, std::span<const Point> life, std::vector<Point>& all,
                  uint8_t& odd) const;
  void read_field(Track&, const Things&, uint32_t place, Field);
  void sample(Things&, uint32_t place);
  void sample(Track&, uint32_t place, Entity, Field);

  // columns_joined.cpp
  // What is followed to the last field of a path.
  struct Way {
    const Track& from;      // the reference
    const Joined* before;   // the same, where it lies behind references itself
    const Things& targets;  // of the reference
    const Track& to;        // the field of them
    Field field;
  };
  Way way_of(KindNo, const std::vector<Field>& path) const;
  void join(const Way&, Joined&, uint32_t item);
  bool follow(const Way&, Joined&, uint32_t item, size_t begin, const Point& from, int64_t until);
  // What a track would hold of one entity that refers, read for once.
  struct Referring {
    Layer layer{};
    bool plain_life = false, plain = false;  // it, and what it says
    std::vector<Point> life, words;
  };
  void read_referring(Referring&, Entity, Field) const;
  bool names_one(std::span<const Point>) const;
  bool may_be_late(Entity, std::span<const Point> references) const;
  class Arriving;
  void read_arrivals(Arrivals&, const Things& targets, const ReverseReference&, const Counting&);
  void spoil(std::vector<uint8_t>& marks, KindNo, Entity from, Field) const;
  template <class Visit>
  void each_target(const cel::Value&, Visit) const;

  // columns_update.cpp
  void note_facts();
  Field last_field(Entity) const;
  std::vector<Entity> referrers(Entity target, KindNo, Field) const;
  void update_joined(const std::vector<Entity>&, Updated&);
  void update_arrivals(const std::vector<Entity>&, Updated&);
  void arrive_anew(Arrivals&, const Things& targets, uint32_t place, const ReverseReference&);
  size_t shape() const;

  const History& history_;
  const History::State& state_;
  const LateFacts& late_;
  const View view_;
  uint32_t folded_ = 0;
  uint32_t noted_ = 0;        // facts
  std::optional<Lens> lens_;  // of the facts folded
  const Sampling sampling_;
  Instant last_;  // of any fact
  std::vector<uint32_t> places_;
  std::map<KindNo, std::vector<Entity>> told_;  // until things() takes it
  std::map<KindNo, Things> things_;
  std::map<std::pair<KindNo, Field>, Track> tracks_;
  std::map<std::pair<KindNo, std::vector<Field>>, Joined> joined_;
  std::map<std::pair<KindNo, Field>, Arrivals> arrivals_;
  std::map<std::pair<KindNo, Field>, Lens::Listing> listings_;
  std::atomic<bool> any_sampled_ = false;  // for serves(), which asks while others add
};

// Those of the view, kept with the history. The caller holds `lock` while it asks for more of them.
struct SharedColumns {
  std::mutex lock;
  std::unique_ptr<Columns> columns;
};
std::shared_ptr<SharedColumns> columns_of(const View&);

}  // namespace probata
