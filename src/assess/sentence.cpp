// The sentence of a row: `says` of the test with what is in braces read at `due`, or one composed
// of the title and the times.
#include <fmt/format.h>

#include <algorithm>

#include "assess/assess.h"
#include "assess/words.h"

namespace probata {
namespace {

std::string item_words(const View& view, const Row& row, Instant at) {
  if (!row.entity) return row.item;
  const Entity e = *row.entity;
  return value_words(view,
                     cel::Value::of_entity(static_cast<uint32_t>(e),
                                           static_cast<uint16_t>(view.history.kind_of(e))),
                     at);
}

std::string composed(const View& view, const Test& test, const Row& row, Instant at) {
  const std::string& title =
      test.title.empty() ? view.history.catalog().at(test.control).title : test.title;
  std::string text = fmt::format("{}: {}", item_words(view, row, at), title);
  if (!row.from) return text;
  const std::string late = late_words(view, row);
  switch (row.verdict) {
    case Verdict::failed:
      if (row.cause == Cause::judged) return text + ": judged \"no\"";
      if (row.cause == Cause::violated)
        return text + fmt::format(": not so from {}", instant_words(view, row.from->at));
      return text + (row.done ? fmt::format(": {} late", late) : ": not done");
    case Verdict::unknown:
      return text + ": not known";
    case Verdict::waived:
      return text + fmt::format(": waived by {}", row.waiver.value_or("a waiver"));
    case Verdict::pending:
      return text + (row.due_unknown
                         ? ""
                         : fmt::format(": to be done by {}", instant_words(view, row.due->at)));
    case Verdict::passed:
      break;
  }
  return text + (row.done ? fmt::format(": done {}", instant_words(view, row.done->at)) : "");
}

}  // namespace

std::string sentence(Evaluator& evaluator, const Test& test, const Row& row) {
  if (!row.sentence.empty()) return row.sentence;
  const View& view = evaluator.view();
  const bool wrong = row.verdict == Verdict::failed || row.verdict == Verdict::waived;
  const Instant at =
      !row.from ? view.now : std::min(row.due_unknown ? row.from->at : row.due->at, view.now);
  // `says` tells what went wrong.
  if (test.says.empty() || !row.from || !wrong) return composed(view, test, row, at);
  const Entity item = row.entity.value_or(view.history.company());
  const std::string late = late_words(view, row);
  const std::vector<std::string> words{
      late.empty() ? "not" : late, instant_words(view, row.from->at),
      row.due_unknown ? "a time not known" : instant_words(view, row.due->at),
      row.done ? instant_words(view, row.done->at) : "not yet"};
  std::string text;
  for (const SentencePart& part : test.says) {
    if (const auto* literal = std::get_if<std::string>(&part)) {
      text += *literal;
    } else {
      text += value_words(
          view, evaluator.value(std::get<Condition>(part).program, item, at, {}, words), at);
    }
  }
  return text;
}

}  // namespace probata
