#include "assess/derive.h"

#include <algorithm>

#include "assess/assess.h"
#include "assess/deadline.h"
#include "assess/waiver.h"

namespace probata {
namespace {

Formula any_formula(std::vector<Formula> parts) {
  return {.op = Formula::Op::any, .program = nullptr, .constant = true, .parts = std::move(parts)};
}

const Response* responding(const Test& test) {
  if (const auto* response = std::get_if<Response>(&test.pattern)) return response;
  const auto* judgement = std::get_if<Judgement>(&test.pattern);
  return judgement == nullptr ? nullptr : std::get_if<Response>(&judgement->when);
}

const Recurrence* recurring(const Test& test) {
  if (const auto* recurrence = std::get_if<Recurrence>(&test.pattern)) return recurrence;
  const auto* judgement = std::get_if<Judgement>(&test.pattern);
  return judgement == nullptr ? nullptr : std::get_if<Recurrence>(&judgement->when);
}

// One item of one test. Signals are evaluated when first asked for.
class Deriving {
 public:
  Deriving(Evaluator& evaluator, const People& records, const Test& test, Entity item,
           const Mode& mode)
      : evaluator_(evaluator),
        records_(records),
        test_(test),
        item_(item),
        mode_(mode),
        join_(join_of(evaluator)) {}

  Derived run() {
    evaluator_.take_quality();
    setting_ = setting_of(evaluator_, test_, item_, mode_.state);
    name_ = test_.each ? evaluator_.view().history.item_of(item_) : "company";
    control_ = evaluator_.control(test_.number, mode_.state,
                                  [&] { return control_signal(evaluator_, test_, mode_.state); });
    result_.watch = setting_.watch;
    result_.domain = in_control(signal(all_formula(inside(test_))));
    waivers_ = waivers_of(evaluator_.view(), records_, test_, name_);
    if (const auto* judgement = std::get_if<Judgement>(&test_.pattern)) take_judgements(*judgement);
    if (const auto* pattern = std::get_if<Invariant>(&test_.pattern)) invariants(*pattern);
    if (std::holds_alternative<Invariant>(test_.pattern) && begins_in(result_.domain).size() > 1)
      result_.lives = lives();
    if (const Response* pattern = responding(test_)) responses(*pattern);
    if (const Recurrence* pattern = recurring(test_)) recurrences(*pattern);
    finish();
    return std::move(result_);
  }

 private:
  // With the gap of reason `after` at every edge at an unknown instant.
  Signal signal(const Formula& formula, const std::optional<Evaluator::Stretch>& stretch = {}) {
    auto part = stretch ? evaluator_.signal_within(*stretch, formula, item_) : std::nullopt;
    if (!part) part = evaluator_.signal_from(setting_.watch, formula, item_);
    Signal result = tidy(*part, join_);
    for (Edge& edge : result) {
      if (edge.why != 0 || edge.after >= before(edge.at)) continue;
      edge.why = evaluator_.why(evaluator_.trace(formula, item_, next(edge.after)).gaps);
    }
    return result;
  }
  Signal in_control(const Signal& s) const { return combine(s, control_, both, join_); }
  // What holds where the item is inside.
  Signal domain_and(Formula formula) {
    std::vector<Formula> parts = inside(test_);
    parts.push_back(std::move(formula));
    return in_control(signal(all_formula(std::move(parts))));
  }
  const Signal& alive() {
    if (alive_.empty()) alive_ = test_.each ? signal(exists_formula()) : constant(Truth::yes);
    return alive_;
  }
  bool is_true(const std::optional<Condition>& condition, Instant t) {
    return condition && evaluator_.value(condition->program, item_, t).is_true();
  }

  // Where those stretches begin in which it is, or may be, so.
  static std::vector<Instant> begins_in(const Signal& signal) {
    std::vector<Instant> result;
    bool no = true;
    for (const Edge& e : signal) {
      if (no && e.value != Truth::no) result.push_back(next(e.after));
      no = e.value == Truth::no;
    }
    return result;
  }
  // "A new life, a new item": where the lives after the first begin.
  std::vector<Instant> lives() {
    std::vector<Instant> result = begins_in(alive());
    if (!result.empty()) result.erase(result.begin());
    return result;
  }
  // Why the domain no longer holds at `t`; none: it may hold.
  EndedBy left(Instant t) {
    if (value_at(alive(), t) == Truth::no) return EndedBy::gone;
    if (value_at(control_, t) == Truth::no) return EndedBy::control;
    if (value_at(result_.domain, t) == Truth::no) return EndedBy::scope;
    return EndedBy::none;
  }

  // ---- invariant
  void invariants(const Invariant& pattern) {
    const Signal broken = domain_and(not_formula(program_formula(pattern.always)));
    const Deadline grace = deadline_of(evaluator_, item_, pattern.grace);
    const Waived parts = split(
        broken, waivers_, setting_.now,
        [&](std::vector<Gap> gaps) { return evaluator_.why(std::move(gaps)); }, join_);
    for (Obligation& o : invariant(parts.broken, grace, setting_)) add(std::move(o));
    for (const Waived::Covered& covered : parts.covered) {
      for (Obligation& o : invariant(covered.broken, grace, setting_)) {
        o.waived = true;
        o.waiver = covered.waiver;
        add(std::move(o));
      }
    }
    for (Obligation& o : result_.obligations) {
      if (!o.done) continue;
      const EndedBy how = left(o.done->at);
      o.ended_by = how == EndedBy::none ? EndedBy::condition : how;
    }
  }

  // ---- response
  using Stretch = std::optional<Evaluator::Stretch>;
  // What of the signal that meets a response decides: from where it may first arise to where what
  // arose last is met. Of one that has to stay so, all does; none: all.
  Stretch open_stretch(const Response& pattern, const Signal& trigger) const {
    if (pattern.stays || pattern.gone_fails) return {};
    const std::vector<Trigger> begun = triggers(trigger, setting_);
    if (begun.empty()) return {};
    Evaluator::Stretch result{Instant::never_after(), setting_.watch};
    for (const Trigger& t : begun) {
      result.from = std::min(result.from, std::max(t.from.after, setting_.watch));
      result.until_met = std::max(*result.until_met, t.from.at);
    }
    return result;
  }
  Responding responding_to(const Response& pattern, Signal trigger, const Stretch& stretch,
                           bool supposed = false) {
    Responding r;
    std::vector<Formula> other, wanted = inside(test_);
    wanted.push_back(program_formula(*pattern.when));
    if (pattern.unless) other.push_back(program_formula(*pattern.unless));
    if (pattern.unless) wanted.push_back(not_formula(program_formula(*pattern.unless)));
    Formula left = not_formula(all_formula(inside(test_)));
    const bool life = pattern.gone_fails && test_.each;
    other.push_back(std::move(left));
    std::vector<Formula> met = other;
    if (pattern.then) met.push_back(program_formula(*pattern.then));
    // `gone: fails`: nothing meets it where it does not exist.
    const auto living = [&](Formula formula) {
      return life ? all_formula({exists_formula(), std::move(formula)}) : formula;
    };
    const auto or_out_of_control = [&](std::vector<Formula> parts) {
      const Signal out =
          life ? combine(alive(), inverse(control_), both, join_) : inverse(control_);
      return combine(signal(living(any_formula(std::move(parts))), stretch), out, either, join_);
    };
    r.trigger = std::move(trigger);
    r.met = or_out_of_control(met);
    r.pulses = as_pulses(decisions_);
    r.constant = pattern.when->program.constant();
    if (pattern.stays)
      r.stays = Stays{.then = signal(living(program_formula(*pattern.then))),
                      .other = or_out_of_control(other),
                      .holds = in_control(signal(all_formula(std::move(wanted))))};
    if (supposed) return r;
    r.supposing = [this, &pattern, stretch](FactNo fact) {
      evaluator_.suppose(fact);
      Responding after = responding_to(pattern, raised(pattern), stretch, true);
      evaluator_.suppose({});
      return after;
    };
    return r;
  }
  Signal raised(const Response& pattern) { return domain_and(program_formula(*pattern.when)); }
  // It holds nowhere from the watch on, nor may it: what meets it need not be worked out.
  bool never(const Signal& trigger) const {
    const Signal watched = from_watch(tidy(trigger, join_), setting_.watch, join_);
    return std::ranges::all_of(watched, [](const Edge& e) { return e.value == Truth::no; });
  }
  void responses(const Response& pattern) {
    Signal trigger = raised(pattern);
    if (setting_.watch > setting_.now || never(trigger)) return;
    const Stretch stretch = open_stretch(pattern, trigger);
    const Responding r = responding_to(pattern, std::move(trigger), stretch);
    const Deadline deadline = deadline_of(evaluator_, item_, pattern);
    for (Obligation& o :
         pattern.gone_fails ? by_life(r, deadline) : respond(r, deadline, setting_)) {
      if (std::holds_alternative<Judgement>(test_.pattern))
        judge(o, decisions_, {o.from.at, last_open(o)}, true);
      extend(o, waivers_);
      if (o.done) o.ended_by = ended(o, pattern);
      if (!o.found || !always_passes(o)) add(std::move(o));
    }
  }
  // A decision counts while the obligation is open: until something else than a decision has met
  // it.
  Instant last_open(const Obligation& o) const { return o.done ? o.done->at : setting_.now; }

  // `gone: fails`: nothing meets it after the life in which it arose, least of all a new life.
  std::vector<Obligation> by_life(const Responding& whole, const Deadline& deadline) {
    std::vector<Obligation> result;
    Instant start = Instant::never_before();
    for (size_t i = 0; i <= alive().size(); ++i) {
      const bool last = i == alive().size();
      if (!last && alive()[i].value != Truth::no) continue;
      const Period life{start, last ? Instant::never_after() : alive()[i].at};
      if (life.start < life.end) add_life(result, whole, deadline, life);
      if (!last) start = alive()[i].at;
    }
    return result;
  }
  void add_life(std::vector<Obligation>& result, const Responding& whole, const Deadline& deadline,
                const Period& life) {
    const Signal during = certainly(std::span(&life, 1));
    const auto cut = [&](const Signal& s) { return combine(s, during, both, join_); };
    const auto cut_all = [cut](Responding r) {
      r.trigger = cut(r.trigger);
      r.met = cut(r.met);
      if (r.stays) r.stays = Stays{cut(r.stays->then), cut(r.stays->other), cut(r.stays->holds)};
      return r;
    };
    Responding r = cut_all(whole);
    r.supposing = [&](FactNo fact) { return cut_all(whole.supposing(fact)); };
    for (Obligation& o : respond(r, deadline, setting_)) result.push_back(std::move(o));
  }

  EndedBy ended(const Obligation& o, const Response& pattern) {
    const Instant t = o.done->at;
    if (is_true(pattern.then, t)) return EndedBy::then;
    if (is_true(pattern.unless, t)) return EndedBy::unless;
    const EndedBy how = left(t);
    return how == EndedBy::none ? EndedBy::then : how;
  }

  // ---- recurrence
  void recurrences(const Recurrence& pattern) {
    const bool judged = std::holds_alternative<Judgement>(test_.pattern);
    const std::vector<Occurrence> occurrences =
        judged ? as_occurrences(decisions_) : occurrences_of(evaluator_, pattern, item_);
    const auto windows = windows_of(evaluator_, item_, pattern.every);
    if (windows) calendar(pattern, *windows, occurrences);
    if (!windows) rolling(pattern, occurrences);
    for (Obligation& o : result_.obligations) name_occurrence(o, occurrences);
    if (!judged) return;
    for (Obligation& o : result_.obligations) {
      if (!o.waived)
        judge(o, decisions_,
              windows ? Open{o.from.at, o.due.at} : Open{next(o.from.at), last_open(o)}, !windows);
    }
  }
  // Which one met it; the occurrences ascend by their instants.
  static void name_occurrence(Obligation& o, const std::vector<Occurrence>& occurrences) {
    if (!o.done) return;
    const auto at = [](const Occurrence& other) { return other.pulse.at.at; };
    for (const Occurrence& other : std::ranges::equal_range(occurrences, o.done->at, {}, at)) {
      if (other.entity && other.pulse.certain && !o.met_by) o.met_by = other.entity;
    }
  }
  void calendar(const Recurrence& pattern,
                const std::function<std::optional<Period>(Instant)>& window,
                const std::vector<Occurrence>& occurrences) {
    const Windows windows{.window = window,
                          .since = first_window(occurrences, pattern.counts_for.has_value()),
                          .partial_counts = pattern.partial_counts,
                          .counts_for = pattern.counts_for.has_value()};
    Recurring recurring = recur_calendar(result_.domain, occurrences, windows, setting_);
    for (Obligation& o : recurring.obligations) {
      excuse(o, waivers_);
      add(std::move(o));
    }
    result_.partial = std::move(recurring.partial);
  }
  // Where the watch has no beginning, windows have none: only those matter that may be of the
  // period, or that something counts for.
  Instant first_window(const std::vector<Occurrence>& occurrences, bool counts_for) const {
    // One that nothing was ever made for is overdue for ever: it is carried from wherever it began.
    if (counts_for && setting_.watch > Instant::earliest()) return setting_.watch;
    Instant since = mode_.since ? *mode_.since : first_fact();
    for (const Occurrence& o : occurrences) {
      if (o.counts && o.counts->certain) since = std::min(since, o.counts->at.at);
      if (!o.counts && o.pulse.certain) since = std::min(since, o.pulse.at.at);
    }
    return std::max(setting_.watch, std::max(since, Instant::earliest()));
  }
  Instant first_fact() const {
    const View& view = evaluator_.view();
    Instant first = view.now;
    const auto end = std::min(static_cast<uint32_t>(view.known), view.history.size());
    if (setting_.watch > Instant::earliest()) return setting_.watch;
    for (uint32_t i = 0; i < end; ++i)
      first = std::min(first, view.history.provenance(static_cast<FactNo>(i)).at);
    return first;
  }
  void rolling(const Recurrence& pattern, const std::vector<Occurrence>& occurrences) {
    const Deadline every = rolling_deadline(evaluator_, item_, pattern.every);
    for (Obligation& o : recur_rolling(result_.domain, occurrences, every, setting_)) {
      extend(o, waivers_);
      if (o.done) {
        const EndedBy how = left(o.done->at);
        o.ended_by = how == EndedBy::none ? EndedBy::then : how;
      }
      add(std::move(o));
    }
  }

  // ---- judgement
  void take_judgements(const Judgement& judgement) {
    Judged judged = judgements_of(evaluator_, records_, test_, judgement, item_, name_);
    decisions_ = std::move(judged.decisions);
    result_.not_counted = std::move(judged.not_counted);
  }

  void add(Obligation o) {
    o.test = test_.number;
    o.item = item_;
    result_.obligations.push_back(std::move(o));
  }
  void finish() {
    for (Obligation& o : result_.obligations) {
      for (const Decision& d : decisions_) {
        const bool met = o.done && d.at.at == o.done->at,
                   failed = o.judged_at && d.at.at == *o.judged_at;
        if (d.fact && (met || failed)) o.met_facts.push_back(*d.fact);
      }
    }
    const Evaluator::Quality quality = evaluator_.take_quality();
    result_.seen_every = quality.seen_every;
    result_.claimed = quality.claimed;
    if (quality.late)
      result_.late_until = Instant::never_after();
    else if (std::holds_alternative<Judgement>(test_.pattern) ||
             !records_.waivers({test_.full_id, name_}).empty())
      result_.late_until = records_.last_late();
    for (Obligation& o : result_.obligations) {
      o.seen_every = quality.seen_every;
      o.claimed = quality.claimed;
    }
    std::ranges::sort(result_.obligations, {}, [](const Obligation& o) {
      return std::tuple(o.from.at, o.from.after, o.waived);
    });
  }

  Evaluator& evaluator_;
  const People& records_;
  const Test& test_;
  Entity item_;
  const Mode& mode_;
  Join join_;
  Setting setting_;
  std::string name_;
  Signal control_, alive_;
  std::vector<Waiver> waivers_;
  std::vector<Decision> decisions_;
  Derived result_;
};

}  // namespace

Derived derive(Evaluator& evaluator, const People& records, const Test& test, Entity item,
               const Mode& mode) {
  evaluator.take_quality();  // what it read for others
  return Deriving(evaluator, records, test, item, mode).run();
}

std::vector<Obligation> obligations(Evaluator& evaluator, const Test& test, Entity item) {
  const People records(evaluator.view());
  return derive(evaluator, records, test, item, {}).obligations;
}

Formulas formulas_of(const Test& test) {
  Formulas result{.trigger = all_formula(inside(test)),
                  .met = not_formula(all_formula(inside(test)))};
  if (const auto* pattern = std::get_if<Invariant>(&test.pattern)) {
    std::vector<Formula> parts = inside(test);
    parts.push_back(not_formula(program_formula(pattern->always)));
    result.trigger = all_formula(std::move(parts));
    result.met = not_formula(result.trigger);
  }
  if (const Response* pattern = responding(test)) {
    std::vector<Formula> parts = inside(test);
    parts.push_back(program_formula(*pattern->when));
    result.trigger = all_formula(std::move(parts));
    std::vector<Formula> ends;
    if (pattern->then) ends.push_back(program_formula(*pattern->then));
    if (pattern->unless) ends.push_back(program_formula(*pattern->unless));
    ends.push_back(not_formula(all_formula(inside(test))));
    result.met = any_formula(std::move(ends));
  }
  return result;
}

}  // namespace probata
