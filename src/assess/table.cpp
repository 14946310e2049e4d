#include "assess/table.h"

#include <fmt/format.h>

#include "assess/words.h"

namespace probata {
namespace {

constexpr size_t rows_shown = 20;  // of one test and list; --json has all

class Table {
 public:
  Table(const Assessment& assessment, const View& view, bool colours)
      : assessment_(assessment),
        view_(view),
        catalog_(view.history.catalog()),
        evaluator_(view),
        colours_(colours) {}

  std::string run() {
    line("Period {} to {}, as of {}; {} facts", instant_words(view_, assessment_.period.start),
         instant_words(view_, assessment_.period.end), instant_words(view_, assessment_.now),
         assessment_.ledger_size);
    line("These are management's own tests: the auditor concludes.");
    for (const ControlResult& control : assessment_.controls) add(control);
    return std::move(text_);
  }

 private:
  template <class... T>
  void line(fmt::format_string<T...> format, T&&... values) {
    text_ += fmt::format(format, std::forward<T>(values)...);
    text_ += '\n';
  }
  std::string paint(std::string_view text, int colour) const {
    return colours_ ? fmt::format("\033[{}m{}\033[0m", colour, text) : std::string(text);
  }
  static int colour_of(Conclusion conclusion) {
    if (conclusion == Conclusion::ineffective ||
        conclusion == Conclusion::effective_with_exceptions)
      return 31;
    if (conclusion == Conclusion::unknown || conclusion == Conclusion::pending) return 33;
    return conclusion == Conclusion::effective ? 32 : 2;
  }
  static int colour_of(Verdict verdict) {
    return verdict == Verdict::failed ? 31 : verdict == Verdict::passed ? 32 : 33;
  }

  void add(const ControlResult& control) {
    const Control& definition = catalog_.at(control.control);
    line("");
    line("{}  {}", paint(definition.id, 1),
         paint(conclusion_words(control.conclusion), colour_of(control.conclusion)));
    if (!definition.title.empty()) line("  {}", definition.title);
    for (const TestResult& test : control.tests) add(test);
  }

  void add(const TestResult& test) {
    const Test& definition = catalog_.at(test.test);
    line("  {}  {}  {}", definition.id,
         paint(conclusion_words(test.conclusion), colour_of(test.conclusion)), counts(test));
    if (test.marker)
      line("    marker {}: {:.3g} over {:.3g}", test.marker->name, test.marker->value,
           test.marker->limit);
    if (test.not_applicable) line("    not applicable: {}", test.not_applicable->reason);
    if (test.seen_every.us > 0)
      line("    seen every {}: what was changed and changed back within it is not seen",
           to_text(test.seen_every));
    rows(definition, "", test.rows);
    rows(definition, "boundary ", test.boundary);
    rows(definition, "found ", test.found);
    if (!test.partial.empty()) line("    {} partial windows", test.partial.size());
    for (const Limitation& l : test.limitations) {
      line("    not seen: {} of {}, {} to {} ({})", l.kind,
           l.source.empty() ? "any source" : l.source, instant_words(view_, l.from),
           instant_words(view_, l.to), to_text(l.reason));
    }
    for (const Discounted& d : test.not_counted)
      line("    not counted: judgement {} on {} by {}", d.judgement, d.item, d.by);
  }

  static std::string counts(const TestResult& test) {
    std::string text = fmt::format("{} item{}", test.population, test.population == 1 ? "" : "s");
    const auto part = [&](int64_t n, const char* word) {
      if (n > 0) text += fmt::format(", {} {}", n, word);
    };
    part(test.passed, "passed");
    part(test.failed, "failed");
    part(test.unknown, "unknown");
    part(test.pending, "pending");
    part(test.waived, "waived");
    part(test.late_people + test.late_source, "on late evidence");
    return text;
  }

  void rows(const Test& test, std::string_view list, const std::vector<Row>& rows) {
    size_t shown = 0, left = 0;
    for (const Row& row : rows) {
      if (list.empty() && row.verdict == Verdict::passed) continue;
      if (shown == rows_shown) {
        ++left;
        continue;
      }
      ++shown;
      add(test, list, row);
    }
    if (left > 0) line("    … and {} more (--json)", left);
  }

  void add(const Test& test, std::string_view list, const Row& row) {
    line("    {}{}  {}", list, paint(to_text(row.verdict), colour_of(row.verdict)),
         sentence(evaluator_, test, row));
    std::string times;
    if (row.from) times += "from " + range_words(*row.from, row.from_unbounded);
    if (row.due && !row.due_unknown) times += ", due " + range_words(*row.due, row.due_unbounded);
    if (row.done) times += ", done " + range_words(*row.done, false);
    line("      {}{}", row.item, times.empty() ? "" : ": " + times);
    for (const Gap& gap : row.gaps) line("      {}", reason_words(gap));
  }

  std::string range_words(const Range& range, bool unbounded) const {
    const std::string at = instant_words(view_, range.at);
    if (unbounded) return at + " or before";
    return range.exact() ? at
                         : fmt::format("between {} and {}", instant_words(view_, range.after), at);
  }

  const Assessment& assessment_;
  const View& view_;
  const Catalog& catalog_;
  Evaluator evaluator_;
  bool colours_;
  std::string text_;
};

}  // namespace

std::string to_table(const Assessment& assessment, const View& view, bool colours) {
  return Table(assessment, view, colours).run();
}

}  // namespace probata
