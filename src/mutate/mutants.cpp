#include "mutate/mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "catalog/expressions.h"
#include "mutate/units.h"

namespace probata::mutate {
namespace {

// Keys whose loss changes what a test means. `then`, `always` and the like cannot be lost.
constexpr std::string_view losable[] = {"scope", "unless", "where", "counts_for", "not_by",
                                        "needs", "stays",  "gone",  "tightens",   "partial"};
constexpr std::string_view conditions[] = {"scope", "always", "when", "then", "unless", "where"};
constexpr std::string_view values[] = {"counts_for", "due", "not_by"};
constexpr std::string_view allowances[] = {"within", "grace", "every"};

template <class List>
bool among(const List& list, std::string_view key) {
  return std::ranges::find(list, key) != std::end(list);
}

// The scope that the reader of tests gives an expression of a test.
cel::Scope scope_of_test(const Catalog& catalog, const Test& test, std::string_view key) {
  const Kind& item = catalog.at(test.each.value_or(catalog.company));
  cel::Scope scope = scope_of(catalog, item.name, static_cast<uint16_t>(item.number));
  const auto* recurrence = std::get_if<Recurrence>(&test.pattern);
  if (recurrence != nullptr && (key == "where" || key == "counts_for")) {
    const std::string name =
        recurrence->as.empty() ? catalog.at(recurrence->occurs).name : recurrence->as;
    scope.variables.push_back({name, record_type(static_cast<uint16_t>(recurrence->occurs))});
  }
  return scope;
}

class Maker {
 public:
  Maker(const Catalog& catalog, TestNo number, const Times& times, WrittenTest written)
      : catalog_(catalog), test_(catalog.at(number)), times_(times), written_(std::move(written)) {}

  std::vector<Mutant> make() {
    for (const yaml::Entry& entry : written_.node.entries) {
      if (among(losable, entry.key)) leave_out(entry);
      if (among(conditions, entry.key)) change(entry, true);
      if (among(values, entry.key)) change(entry, false);
      if (among(allowances, entry.key)) move(entry);
      if (entry.key == "due") move_due(entry);
    }
    swap("when", "then");
    swap("scope", "always");
    return std::move(mutants_);
  }

 private:
  yaml::Entry* entry_of(WrittenTest& written, std::string_view key) const {
    const auto found = std::ranges::find(written.node.entries, key, &yaml::Entry::key);
    return found == written.node.entries.end() ? nullptr : &*found;
  }
  Place place(const yaml::Node& node, size_t offset) const {
    Place place = yaml::locate(written_.text, node, offset);
    place.file = written_.file;
    return place;
  }
  void add(std::string name, Place place, WrittenTest written) {
    // A part that a test says twice is told apart by its number.
    const size_t same = ++names_[name];
    if (same > 1) name += fmt::format(" ({})", same);
    mutants_.push_back({test_.number, std::move(name), std::move(place), std::move(written)});
  }
  void write(const yaml::Entry& entry, std::string_view said, size_t offset, std::string text) {
    WrittenTest written = written_;
    yaml::Node& node = entry_of(written, entry.key)->value;
    node.kind = yaml::Node::Kind::string;
    node.text = std::move(text);
    add(fmt::format("{}: {}", entry.key, said), place(entry.value, offset), std::move(written));
  }

  void leave_out(const yaml::Entry& entry) {
    WrittenTest written = written_;
    std::erase_if(written.node.entries,
                  [&](const yaml::Entry& other) { return other.key == entry.key; });
    add(fmt::format("{}: left out", entry.key), place(entry.value, 0), std::move(written));
  }
  void change(const yaml::Entry& entry, bool condition) {
    const cel::Scope scope = scope_of_test(catalog_, test_, entry.key);
    for (Change& change : changes_of(entry.value.text, scope, times_, condition))
      write(entry, change.said, change.offset, std::move(change.text));
  }
  void move(const yaml::Entry& entry) {
    const std::string& text = entry.value.text;
    const auto window = parse_window(text);
    const auto others = entry.key == "every" && window ? moved(*window) : moved(text);
    for (const std::string& other : others)
      write(entry, fmt::format("`{}` as `{}`", text, other), 0, other);
    if (others.empty()) change(entry, false);
  }
  // A day is what a date that people agree on is made of.
  void move_due(const yaml::Entry& entry) {
    for (const char* sign : {"-", "+"})
      write(entry, fmt::format("a day {}", *sign == '-' ? "earlier" : "later"), 0,
            fmt::format("({}) {} duration(\"24h\")", entry.value.text, sign));
  }
  void swap(std::string_view one, std::string_view other) {
    WrittenTest written = written_;
    yaml::Entry *first = entry_of(written, one), *second = entry_of(written, other);
    if (first == nullptr || second == nullptr) return;
    std::swap(first->value, second->value);
    add(fmt::format("{} and {}: swapped", one, other), place(*written_.node.find(one), 0),
        std::move(written));
  }

  const Catalog& catalog_;
  const Test& test_;
  const Times& times_;
  WrittenTest written_;
  std::map<std::string, size_t> names_;
  std::vector<Mutant> mutants_;
};

}  // namespace

Result<std::vector<Mutant>> mutants_of(const Catalog& catalog, TestNo number, const Times& times) {
  return Maker(catalog, number, times, TRY(written_test(catalog, number))).make();
}

}  // namespace probata::mutate
