// `now` (semantics.md, section 3): so that the instants at which a comparison with it changes can
// be computed, the comparison is brought to `now OP E` with E free of `now`. Both sides are sums;
// all that stands with `now` is moved across.
//
//   now - T > D      now > T + D         T - now < D      now > T - D        T < now + D      now >
//   T - D
#include "cel/checker_internal.h"

namespace probata::cel {
namespace {

bool is_now(const Syntax& node) { return node.form == Form::name && node.meaning == Meaning::none; }
bool is_sum(const Syntax& node) {
  return node.form == Form::call && !node.member && (node.text == "+" || node.text == "-");
}

bool contains_now(const Syntax& node) {
  if (is_now(node)) return true;
  if (!is_sum(node)) return false;
  for (const auto& c : node.children)
    if (contains_now(*c)) return true;
  return false;
}

// Adds what a sum holds to the terms; gives how often `now` stands in it, negative ones subtracted.
int collect(const Syntax& node, bool minus, std::vector<NowComparison::Term>& terms) {
  if (is_now(node)) return minus ? -1 : 1;
  if (!contains_now(node)) {
    terms.push_back({&node, minus});
    return 0;
  }
  if (node.children.size() == 1) return collect(node.child(0), !minus, terms);
  const bool second = node.text == "-" ? !minus : minus;
  return collect(node.child(0), minus, terms) + collect(node.child(1), second, terms);
}

std::string turned(const std::string& sign) {
  if (sign == "<") return ">";
  if (sign == "<=") return ">=";
  if (sign == ">") return "<";
  if (sign == ">=") return "<=";
  return sign;
}

}  // namespace

void Checker::normalise_now(Syntax& node) {
  auto now = std::make_unique<NowComparison>();
  const int times =
      collect(node.child(0), false, now->terms) + collect(node.child(1), true, now->terms);
  if (times != 1 && times != -1) {
    // Misuses that were found below have been reported there, and are no `now` any more.
    if (contains_now(node.child(0)) || contains_now(node.child(1)))
      report(errors::now_misused(node.mark));
    return;
  }
  // now + S OP 0 is now OP -S; S - now OP 0 is now turned(OP) S.
  now->operation = times == 1 ? node.text : turned(node.text);
  for (auto& term : now->terms) {
    if (times == 1) term.minus = !term.minus;
    note_ordered(*term.value);
  }
  node.meaning = Meaning::now_comparison;
  node.now = std::move(now);
}

}  // namespace probata::cel
