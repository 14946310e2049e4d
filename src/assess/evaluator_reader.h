// What an expression reads, from the histories of a view at one instant; and what the reading rests
// on.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <array>
#include <span>
#include <string>
#include <vector>

#include "assess/evaluator_tables.h"
#include "history/state.h"

namespace probata {

class HistoryReader final : public cel::Reader {
 public:
  HistoryReader(Lens& lens, Tables& tables)
      : lens_(lens), tables_(tables), history_(lens.view().history), state_(history_.state()) {}

  struct Subject {
    Entity item{};
    std::optional<Entity> occurrence;
    std::span<const std::string> words;
  };
  void begin(const Subject& subject) {
    if (subject.item != subject_.item || subject.occurrence != subject_.occurrence)
      forget_subject();
    subject_ = subject;
  }
  // Forgets what was read before.
  void begin(Instant, const World&);
  void assume(FactNo fact, bool happened) {  // keeps what was read
    world_ = {.fact = fact, .happened = happened, .supposed = supposed_};
  }
  // From the next begin() on the fact is taken to have happened wherever that is not known.
  void suppose(std::optional<FactNo> fact) { supposed_ = fact; }

  // From here on `param` is read as at this instant; none: as at the one that is read.
  void parameters_at(std::optional<Instant> t) {
    forget_subject();
    parameters_at_ = t;
  }

  Instant until() const { return until_; }
  // The facts inside whose (after, at) something was read that nothing is assumed of.
  const std::vector<Uncertain>& uncertain() const { return noted_.uncertain; }
  Duration seen_every() const { return noted_.seen_every; }
  bool claimed() const { return noted_.claimed; }
  bool late() const { return noted_.late; }
  void forget_nulls() { noted_.null_read.reset(); }
  // What was read as null first: the likely reason of a condition whose value is null.
  Doubt null_doubt(Reason) const;
  std::vector<ReadValue>* trace = nullptr;

  // Evaluates it, unless what it gave is known still: that a condition is true or false rests on
  // what it read, and on nothing else.
  cel::Value evaluate(const cel::Program&, cel::Arena&);
  cel::Value existence(Entity, cel::Arena&);
  // Whether the occurrence exists and refers to the item by the field.
  cel::Value occurrence_refers(Field, cel::Arena&);

  cel::Value slot(const cel::Slot&, cel::Arena&) override;
  cel::Value select(cel::Value entity, uint16_t field, cel::Arena&) override;
  cel::Value entities(uint16_t record, cel::Arena&) override;
  // An explanation tells of all that the expression reads.
  bool narrows() const override { return trace == nullptr; }
  void begin_aside() override { aside_ = noted_; }
  void end_aside() override { noted_ = std::move(aside_); }
  cel::Value referring(uint16_t record, std::span<const uint16_t> fields,
                       std::span<const cel::Value> targets, cel::Arena&) override;
  bool remembers() const override { return trace == nullptr && subject_.words.empty(); }
  std::optional<Remembered> recall(const void* loop, cel::Value entity) override;
  void begin_body() override;
  void end_body(const void* loop, cel::Value entity, const cel::Value&, uint64_t steps) override;
  cel::Value exists(const cel::Slot*, cel::Value reference, cel::Arena&) override;
  cel::Value seen(cel::Value entity, std::string_view layer, cel::Arena&) override;
  Instant now() const override { return t_; }
  void flips(Instant at) override {
    if (at > t_) until_ = std::min(until_, at);
  }
  const Calendar& calendar() const override { return history_.settings().calendar; }

 private:
  struct Way {  // by which an entity was reached
    KindNo kind{};
    Field field{};
  };
  struct Basis {  // of what was read, all of it known
    Duration seen_every{0};
    bool claimed = false, late = false;
    std::optional<Way> null_read;
  };
  struct Noted : Basis {
    std::vector<Uncertain> uncertain;
  };
  // What was noted before something is read apart.
  struct Before {
    Instant until;
    Noted noted;
  };
  Before begin_apart() {
    return {std::exchange(until_, Instant::never_after()), std::exchange(noted_, {})};
  }
  void end_apart(Before&&);
  bool is_certain() const { return noted_.uncertain.empty() && world_.empty(); }
  struct Kept {
    Instant from;
    Read read;
    bool holds(Instant t) const { return t >= from && t < read.until; }
  };
  struct KeptSetting {
    std::string name;
    Instant from, until = Instant::never_after();
    const ParameterValue* value = nullptr;  // the catalog's, or the settings'
    bool holds(Instant t) const { return t >= from && t < until; }
  };
  // Of a loop's body and one entity, known whatever is assumed.
  struct KeptBody {
    Instant from, until;
    Remembered gave;
    Basis basis;
    bool holds(Instant t) const { return t >= from && t < until; }
  };
  // Of a path of the subject, likewise.
  struct KeptSlot {
    const cel::Slot* slot = nullptr;
    uint64_t subject = 0;
    Instant from, until;
    cel::Value value;
    Basis basis;
    bool holds(const cel::Slot& s, uint64_t of, Instant t) const {
      return slot == &s && subject == of && t >= from && t < until;
    }
  };
  // What a condition of the subject gave, likewise.
  struct KeptProgram {
    const void* program = nullptr;
    uint64_t subject = 0;
    Instant from, until;
    bool gave = false;
    Basis basis;
  };
  using BodyOf = std::pair<const void*, uint32_t>;
  struct HashOfBody {
    size_t operator()(const BodyOf& of) const {
      return (reinterpret_cast<uintptr_t>(of.first) ^ of.second * 0x9e3779b97f4a7c15) * 31;
    }
  };
  struct KeptList {
    Instant from;
    MemberList list;
    bool certain = false;
    bool holds(Instant t) const { return t >= from && t < list.until; }
  };

  void forget_subject() {
    if (!remembered_.empty()) remembered_.clear();
    ++subjects_;
  }
  cel::Value variable(const cel::Slot&, cel::Arena&) const;
  KindNo kind_of(Entity e) const { return state_.row(e).kind; }
  cel::Value walk(const cel::Slot&, size_t fields, Way&, cel::Arena&);
  cel::Value step(const cel::Value& from, Field, Way&, cel::Arena&, const cel::Slot*, size_t depth);
  cel::Value field(Entity, Field, cel::Arena&, const std::string& path);
  cel::Value list(const MemberList&, KindNo, Field, cel::Arena&, const std::string& path);
  cel::Value items(const cel::Value& list, KindNo, Field, cel::Arena&);
  cel::Value setting(uint16_t record, uint16_t field, cel::Arena&);
  std::string name_of(uint16_t record, uint16_t field) const;
  std::optional<cel::Value> blocked(Entity target, const Way&, cel::Arena&);
  const Read& read(Entity, Field);  // existence included; until the next one
  template <class Make>
  const MemberList& members(uint64_t of, Make);
  void note(const Read&);
  void note(const Uncertain&);
  void note(const Basis&);
  void rest_on(Duration seen_every, bool claimed, bool late);
  cel::Value unknown(const std::vector<Doubt>&, cel::Arena&);
  cel::Value unknown(const Uncertain&, KindNo, Field, cel::Arena&);
  cel::Value value_of(const Read&, KindNo, Field, cel::Arena&);
  void record(const std::string& path, Entity, const cel::Value&, const Read&);
  std::vector<Doubt> after_doubts(const Uncertain&, KindNo, Field) const;
  std::string text_of(const cel::Value&) const;

  Lens& lens_;
  Tables& tables_;
  const History& history_;
  const History::State& state_;
  Subject subject_;
  Instant t_;
  World world_;
  std::optional<FactNo> supposed_;
  Instant until_ = Instant::never_after();
  Noted noted_, aside_;  // aside_: what was noted before something was read aside
  // Readings of before, as long as they hold: a sweep reads again only what changed.
  template <class Of, class What, class... Hash>
  using Map = boost::unordered_flat_map<Of, What, Hash...>;
  Map<uint64_t, Kept> kept_;
  Map<uint64_t, KeptList> kept_lists_;
  Map<uint32_t, KeptSetting> kept_settings_;
  std::optional<Instant> parameters_at_;
  Map<BodyOf, KeptBody, HashOfBody> remembered_;  // of the subject
  uint64_t subjects_ = 0;                         // so many there were
  std::array<KeptSlot, 64> kept_slots_;
  std::array<KeptProgram, 16> kept_programs_;
  Before before_body_;
  Read scratch_;
  MemberList scratch_list_;
};

}  // namespace probata
