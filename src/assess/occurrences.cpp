#include "assess/occurrences.h"

#include <algorithm>

#include "assess/complete.h"
#include "assess/domain.h"
#include "history/lens.h"

namespace probata {
namespace {

struct Candidates {
  std::vector<std::pair<Entity, Signal>> members;  // and when each is one
  std::vector<std::pair<Period, std::vector<Gap>>> unseen;
};

// ---- of a whole kind

void add_unseen(Candidates& result, const Period& period, Gap gap) {
  if (period.start < period.end) result.unseen.push_back({period, {std::move(gap)}});
}

// In a gap of an expected source, and in a lead after a declared `from`, an unseen one may have
// occurred (section 7).
void add_unseen_of_kind(Candidates& result, const View& view, KindNo number) {
  const Kind& kind = view.history.catalog().at(number);
  const auto gap_of = [&](const std::string& by, std::optional<Instant> from,
                          std::optional<Instant> to,
                          Reason reason) { return Gap{by, kind.name, {}, from, to, reason}; };
  const Period always{Instant::earliest(), next(view.now)};
  const std::vector<SourceSight> sights = sights_of(view, number, always);
  if (const auto nobody = uncovered_by(view, kind, sights))
    add_unseen(result, always, gap_of(*nobody, {}, {}, Reason::uncovered));
  for (const SourceSight& sight : sights) {
    for (const Period& gap : sight.gaps) {
      // From the instant after the last one covered; up to now where nothing covers again.
      const bool seen_now = sight.last && *sight.last >= view.now;
      const Instant end = gap.end >= view.now && !seen_now ? next(view.now) : gap.end;
      add_unseen(result, {next(gap.start), end},
                 gap_of(sight.by, gap.start, std::min(end, view.now), Reason::gap));
    }
    if (!sight.declared) continue;
    const Instant start =
        std::max(sight.lead.start, sight.declared_from.value_or(sight.lead.start));
    add_unseen(result, {start, sight.lead.end},
               gap_of(sight.by, start, sight.lead.end, Reason::lead));
  }
}

Candidates of_kind(Evaluator& evaluator, KindNo kind) {
  Candidates result;
  for (const Entity entity : entities_told(evaluator.view(), kind)) {
    result.members.emplace_back(entity, evaluator.signal(exists_formula(), entity));
  }
  add_unseen_of_kind(result, evaluator.view(), kind);
  return result;
}

// ---- of a reverse reference

// Null: the field is none.
const ReverseReference* reverse_of(const Evaluator& evaluator, Entity item, Field reverse) {
  const History& history = evaluator.view().history;
  for (const ReverseReference& r : history.catalog().at(history.kind_of(item)).reverses) {
    if (r.number == reverse) return &r;
  }
  return nullptr;
}

// That the occurrence is a member: it exists and, where a field is given, refers to the item by it.
Formula member_formula(Field field) {
  return {
      .op = Formula::Op::refers, .program = nullptr, .constant = true, .parts = {}, .field = field};
}

// While something is missing of those that refer, an unseen one may have.
void add_unseen_referring(Candidates& result, Evaluator& evaluator, const ReverseReference& r) {
  const View& view = evaluator.view();
  for (Instant t = Instant::earliest(); t <= view.now;) {
    Instant until = Instant::never_after();
    const std::vector<Doubt> doubts = evaluator.lens().missing(r.from, r.field, t, until);
    if (!doubts.empty()) {
      // One stretch, as long as it lasts.
      if (result.unseen.empty() || result.unseen.back().first.end != t)
        result.unseen.push_back({{t, t}, {}});
      auto& [stretch, gaps] = result.unseen.back();
      stretch.end = std::min(until, next(view.now));
      for (const Doubt& doubt : doubts) {
        Gap gap = to_gap(view.history, doubt);
        if (std::ranges::find(gaps, gap) == gaps.end()) gaps.push_back(std::move(gap));
      }
    }
    if (until <= t) break;
    t = until;
  }
}

// Each of those that ever referred for itself: all of them at every instant at which one comes or
// goes would cost by the square of their number.
Candidates of_referring(Evaluator& evaluator, Entity item, Field reverse) {
  Candidates result;
  const ReverseReference* r = reverse_of(evaluator, item, reverse);
  if (r == nullptr) return result;
  const Formula member = member_formula(r->field);
  const Lens::Candidates& found = evaluator.lens().candidates(item, reverse);
  Members basis;
  basis.late = found.late;
  evaluator.note(basis);
  for (const Entity entity : found.entities)
    result.members.emplace_back(entity, evaluator.signal(member, item, entity));
  add_unseen_referring(result, evaluator, *r);
  return result;
}

// ---- both

constexpr Range any_time{Instant::never_before(), {Instant::never_after().us - 1}};

// The T for which it counts; what cannot be read may count for any window.
Pulse counts_for(Evaluator& evaluator, const Condition& condition, Entity item, Entity occurrence,
                 Instant at) {
  const cel::Value value = evaluator.value(condition.program, item, at, occurrence);
  if (value.is(cel::Tag::timestamp)) return {.at = Range::exactly(value.instant())};
  const Reason reason = value.is(cel::Tag::null) ? Reason::null : Reason::error;
  std::vector<Gap> gaps = evaluator.trace(program_formula(condition), item, at, occurrence).gaps;
  if (gaps.empty())
    gaps.push_back({.source = {},
                    .kind = {},
                    .field = condition.text,
                    .from = at,
                    .to = next(at),
                    .reason = reason});
  return {.at = any_time, .certain = false, .why = evaluator.why(std::move(gaps))};
}

}  // namespace

std::vector<Occurrence> occurrences_of(Evaluator& evaluator, const Recurrence& recurrence,
                                       Entity item) {
  const Setting setting{.watch = Instant::earliest(),
                        .seen_before = true,
                        .now = evaluator.view().now,
                        .join = join_of(evaluator)};
  const Candidates candidates = recurrence.reverse
                                    ? of_referring(evaluator, item, *recurrence.reverse)
                                    : of_kind(evaluator, recurrence.occurs);
  std::vector<Occurrence> result;
  for (const auto& [entity, member] : candidates.members) {
    Signal signal = member;
    if (recurrence.where) {
      signal = combine(
          member,
          tidy(evaluator.signal(program_formula(*recurrence.where), item, entity), setting.join),
          both, setting.join);
      // What one fact does to both happens together.
      const Field field =
          recurrence.reverse ? reverse_of(evaluator, item, *recurrence.reverse)->field : existence;
      const bool sure = std::ranges::all_of(signal, [](const Edge& e) {
        return e.value != Truth::unknown && e.after >= before(e.at);
      });
      if (!sure) {
        const Formula occurs =
            all_formula({member_formula(field), program_formula(*recurrence.where)});
        signal = tidy(evaluator.signal(occurs, item, entity), setting.join);
      }
    }
    for (const Trigger& trigger : triggers(signal, setting)) {
      Occurrence occurrence{
          .pulse = {.at = trigger.from, .certain = !trigger.possible, .why = trigger.why},
          .counts = {},
          .no = false,
          .entity = entity};
      if (recurrence.counts_for)
        occurrence.counts =
            counts_for(evaluator, *recurrence.counts_for, item, entity, trigger.from.at);
      result.push_back(occurrence);
    }
  }
  for (const auto& [period, gaps] : candidates.unseen) {
    Occurrence unseen;
    unseen.pulse = {.at = {before(period.start), before(period.end)},
                    .certain = false,
                    .why = evaluator.why(gaps)};
    if (recurrence.counts_for)
      unseen.counts = Pulse{.at = any_time, .certain = false, .why = unseen.pulse.why};
    result.push_back(unseen);
  }
  std::ranges::sort(result, {}, [](const Occurrence& o) {
    return std::tuple(o.pulse.at.at, o.pulse.at.after, !o.pulse.certain);
  });
  return result;
}

namespace {

class Deciding {
 public:
  Deciding(Evaluator& evaluator, const People& records, const Test& test,
           const Judgement& judgement, Entity item, const std::string& name)
      : evaluator_(evaluator),
        view_(evaluator.view()),
        records_(records),
        test_(test),
        judgement_(judgement),
        item_(item),
        name_(name) {}

  Judged run() {
    for (const Entity record : records_.judgements({test_.full_id, name_})) {
      for (const Said& answer : said(view_, record, "answer")) {
        if (answer.value->is(cel::Tag::string)) decide(record, answer);
      }
    }
    std::ranges::sort(result_.decisions, {},
                      [](const Decision& d) { return std::tuple(d.at.at, d.at.after, d.no); });
    std::ranges::sort(result_.not_counted, {},
                      [](const Discounted& d) { return std::tie(d.at, d.judgement); });
    return std::move(result_);
  }

 private:
  void decide(Entity record, const Said& answer) {
    const std::string_view by = view_.history.provenance(answer.fact).by;
    const Instant t = answer.at.at;
    Truth counts = Truth::yes;
    std::vector<Gap> gaps;
    std::vector<std::string> misses;
    const auto require = [&](const People::Answer& a, std::string miss) {
      counts = both(counts, a.truth);
      gaps.insert(gaps.end(), a.gaps.begin(), a.gaps.end());
      if (a.truth == Truth::no) misses.push_back(std::move(miss));
    };
    require(records_.holds_role(view_, by, judgement_.by, t),
            "did not hold the role " + judgement_.by);
    for (const std::string& need : judgement_.needs)
      require(records_.is_qualified(view_, by, need, t), "lacked the qualification " + need);
    require(is_free(by, t), "may not decide this item");
    if (counts == Truth::no) {
      result_.not_counted.push_back(
          {name_, std::string(view_.history.id_of(record)), std::string(by), t, std::move(misses)});
      return;
    }
    const bool certain = counts == Truth::yes;
    result_.decisions.push_back({.at = answer.at,
                                 .no = answer.value->string() == "no",
                                 .certain = certain,
                                 .why = certain ? 0 : evaluator_.why(gaps),
                                 .fact = answer.fact});
  }

  // Not among `not_by`.
  People::Answer is_free(std::string_view by, Instant t) {
    People::Answer answer{.truth = Truth::yes, .gaps = {}};
    if (!judgement_.not_by) return answer;
    const cel::Value value = evaluator_.value(judgement_.not_by->program, item_, t);
    const auto is_it = [&](const cel::Value& v) { return is_person(view_, v, by); };
    bool sure = value.is(cel::Tag::null) || value.is(cel::Tag::entity);
    bool found = is_it(value);
    if (value.is(cel::Tag::list)) {
      sure = value.list->certain();
      for (const cel::Value& v : value.list->items) {
        found = found || is_it(v);
        sure = sure && (v.is(cel::Tag::entity) || v.is(cel::Tag::null));
      }
    }
    if (found) answer.truth = sure ? Truth::no : Truth::unknown;
    if (!found && !sure) answer.truth = Truth::unknown;
    if (answer.truth == Truth::unknown)
      answer.gaps = evaluator_.trace(program_formula(*judgement_.not_by), item_, t).gaps;
    return answer;
  }

  Evaluator& evaluator_;
  const View& view_;
  const People& records_;
  const Test& test_;
  const Judgement& judgement_;
  Entity item_;
  const std::string& name_;
  Judged result_;
};

}  // namespace

Judged judgements_of(Evaluator& evaluator, const People& records, const Test& test,
                     const Judgement& judgement, Entity item, const std::string& name) {
  return Deciding(evaluator, records, test, judgement, item, name).run();
}

}  // namespace probata
