// `probata catalog reference`: the whole catalog as Markdown (docs/catalog.md), with the numbers
// that hold where nobody chose others.
#include <fmt/format.h>

#include "base/text.h"
#include "catalog/crosswalk.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "server/rows.h"
#include "server/rules.h"
#include "server/shown.h"

namespace probata::cli {
namespace {

// What the catalog says stands as it is said, not as marks of Markdown.
std::string plain(std::string_view words) {
  std::string text;
  for (const char c : words) {
    if (c == '<')
      text += "&lt;";
    else if (c == '*')
      text += "\\*";
    else
      text += c;
  }
  return text;
}

std::string code(std::string_view name) { return fmt::format("`{}`", name); }

// GitHub's name of the heading that is only this id.
std::string link(const std::string& id) {
  std::string anchor;
  for (const char c : id)
    if (c != '.') anchor += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return fmt::format("[{}](#{})", id, anchor);
}

template <class Holds>
std::vector<std::string> links(const Catalog& catalog, Holds holds) {
  std::vector<std::string> links;
  for (const Control& control : catalog.controls)
    if (holds(control)) links.push_back(link(control.id));
  return links;
}

std::string or_else(const std::vector<std::string>& parts, const char* words) {
  return parts.empty() ? words : join(parts, ", ");
}

class Reference {
 public:
  Reference(const std::shared_ptr<const Catalog>& catalog, const Settings& settings,
            const std::vector<Crosswalk>& crosswalks)
      : catalog_(*catalog), history_(catalog, settings), crosswalks_(crosswalks) {}

  void print() const {
    fmt::print(
        "# Catalog\n\nEvery criterion, control and test that Probata ships, with the numbers that "
        "hold where an organisation chose no others: {} controls, {} tests, {} parameters.\n"
        "`probata catalog reference` prints this page from the files in `catalog/`; "
        "`probata catalog show` has the tests in CEL, too.\n\n"
        "[Criteria](#criteria) · [Controls](#controls) · [Parameters](#parameters) · "
        "[Roles](#roles) · [Risks](#risks) · [Tailoring](#tailoring) · [Other "
        "frameworks](#other-frameworks)\n",
        catalog_.controls.size(), catalog_.tests.size(), catalog_.parameters.size());
    print_all("Criteria", catalog_.criteria);
    print_all("Controls", catalog_.controls);
    print_all("Parameters", catalog_.parameters);
    print_all("Roles", catalog_.roles);
    print_all("Risks", catalog_.risks);
    print_all("Tailoring", catalog_.questions);
    print_all("Other frameworks", crosswalks_);
  }

 private:
  template <class T>
  void print_all(std::string_view title, const std::vector<T>& all) const {
    fmt::print("\n## {}\n\n", title);
    for (const T& one : all) print(one);
  }
  static void line(std::string_view name, std::string_view words) {
    if (!words.empty()) fmt::print("- {}: {}\n", name, words);
  }

  void print(const Criterion& criterion) const {
    fmt::print("### {}\n\n{} ({})\n\n", criterion.id, plain(criterion.title), criterion.category);
    for (const PointOfFocus& point : criterion.points) {
      const auto answers = links(catalog_, [&](const Control& control) {
        const auto named = control.criteria.find(criterion.id);
        return named != control.criteria.end() &&
               std::ranges::find(named->second, point.id) != named->second.end();
      });
      fmt::print("- {}: {}{}. Answered by: {}\n", code(point.id), plain(point.title),
                 point.ours ? " (added by us)" : "", or_else(answers, "no control"));
    }
    fmt::print("\n");
  }

  void print(const Control& control) const {
    fmt::print("### {}\n\n**{}.** {}\n\n", control.id, plain(control.title),
               plain(fill_statement(control, catalog_, history_.settings(), Instant::earliest())));
    line("criteria", criteria_of(control));
    line("profile", control.profile);
    line("nature", join(kinds_of(control), ", "));
    line("owner", plain(api::role_title(catalog_, control.owner)));
    line("risks", join(risks_of(control), "; "));
    if (control.applies) line("applies", code(control.applies->text));
    line("maps to", mapped_words(crosswalks_, control));
    line("if it fails", plain(control.on_failure));
    fmt::print("\nTests:\n\n");
    for (const TestNo test : control.tests) print(catalog_.at(test));
    fmt::print("\n");
  }
  static std::string criteria_of(const Control& control) {
    std::vector<std::string> criteria;
    for (const auto& [criterion, points] : control.criteria)
      criteria.push_back(fmt::format("{} ({})", link(criterion), join(points, ", ")));
    return join(criteria, ", ");
  }
  static std::vector<std::string> kinds_of(const Control& control) {
    std::vector<std::string> kinds;
    for (const std::string* one :
         {&control.nature, &control.operation, &control.level, &control.frequency})
      if (!one->empty()) kinds.push_back(plain(*one));
    return kinds;
  }
  std::vector<std::string> risks_of(const Control& control) const {
    std::vector<std::string> risks;
    for (const std::string& id : control.risks) {
      const Risk* risk = catalog_.risk(id);
      risks.push_back(plain(risk ? risk->title : id));
    }
    return risks;
  }

  void print(const Test& test) const {
    fmt::print("- {}\n", plain(api::head_words(test, catalog_)));
    const View view{history_, FactNo{0}, Instant::earliest()};
    for (const api::RulePart& part : api::rule_of(test, view))
      fmt::print("  - {}: {}\n", part.part,
                 part.cel == part.words ? code(part.words) : plain(part.words));
    if (!test.waivable_by.empty())
      fmt::print("  - may be waived by: {}\n", join(test.waivable_by, ", "));
  }

  void print(const Parameter& number) const {
    const std::string range = api::range_words(number);
    const auto readers = links(catalog_, [&](const Control& control) {
      return std::ranges::count(api::numbers_of(control, catalog_), &number) > 0;
    });
    fmt::print("- {}: {} = {} ({}; {}{}). {} Read by: {}\n", code(number.name),
               plain(api::title_of(number)), to_text(number.value), api::number_words(number.value),
               api::unit_words(number), range.empty() ? "" : ", " + range, plain(number.why),
               or_else(readers, "no control"));
  }
  void print(const Role& role) const {
    fmt::print("- {}: {}. {}", code(role.name), plain(role.title), plain(join(role.duties, "; ")));
    if (!role.conflicts.empty()) fmt::print(". Not together with: {}", join(role.conflicts, ", "));
    fmt::print("\n");
  }
  void print(const Risk& risk) const {
    const auto answers = links(catalog_, [&](const Control& control) {
      return std::ranges::find(control.risks, risk.id) != control.risks.end();
    });
    fmt::print("- {}: {}. {} Answered by: {}\n", code(risk.id), plain(risk.title),
               plain(risk.about), or_else(answers, "no control"));
  }
  void print(const Question& question) const {
    fmt::print(
        "- {}: {}.{}{}{}\n", code(question.name), plain(question.title),
        question.why.empty() ? "" : " ", plain(question.why),
        question.value ? fmt::format(" Assumed until answered: {}", to_text(*question.value)) : "");
    for (const Choice& choice : question.choices)
      fmt::print("  - {}: {}\n", code(choice.name), plain(choice.title));
  }
  static void print(const Crosswalk& crosswalk) {
    fmt::print("- {}: {}, version {}, {}.{}{}\n", crosswalk.short_title, plain(crosswalk.title),
               crosswalk.version, crosswalk.source, crosswalk.credit.empty() ? "" : " ",
               plain(crosswalk.credit));
  }

  const Catalog& catalog_;
  History history_;
  const std::vector<Crosswalk>& crosswalks_;
};

}  // namespace

int catalog_reference(const CatalogOptions& options) {
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  auto settings = read_settings(File{}, **catalog);
  if (!settings) return tell(settings.error(), options.json);
  const auto crosswalks = read_crosswalks(**catalog);
  if (!crosswalks) return tell(crosswalks.error(), options.json);
  Reference(*catalog, *settings, *crosswalks).print();
  return done;
}

}  // namespace probata::cli
