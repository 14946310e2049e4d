#include "mutate/outcome.h"

#include <fmt/format.h>

#include <algorithm>

namespace probata::mutate {
namespace {

std::string place_text(const Place& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

// One line a test, its survivors below it.
class Table {
 public:
  explicit Table(const Outcome& outcome) : outcome_(outcome) {}

  std::string text() {
    const auto& all = outcome_.tried;
    for (size_t first = 0, end = 0; first < all.size(); first = end) {
      while (end < all.size() && all[end].mutant.test == all[first].mutant.test) ++end;
      add_test(std::span(all).subspan(first, end - first));
    }
    for (const Error& error : outcome_.stale) text_ += fmt::format("stale: {}\n", to_text(error));
    add_sum();
    return std::move(text_);
  }

 private:
  void add_test(std::span<const Tried> all) {
    const auto refused =
        std::ranges::count_if(all, [](const Tried& one) { return !one.refused.empty(); });
    const auto survived = std::ranges::count_if(all, &Tried::survived);
    const auto total = static_cast<ptrdiff_t>(all.size()) - refused;
    text_ +=
        fmt::format("{:<50} {:>3} of {:>3} noticed\n",
                    outcome_.catalog->at(all.front().mutant.test).full_id, total - survived, total);
    for (const Tried& one : all) {
      if (!one.survived()) continue;
      const std::string* reason = outcome_.reason_of(one);
      text_ += fmt::format("    {} {}\n", reason == nullptr ? "✕" : "·", one.mutant.name);
      text_ += fmt::format("      {}{}\n", place_text(one.mutant.place),
                           reason == nullptr ? "" : ": " + *reason);
    }
  }
  void add_sum() {
    const size_t total = outcome_.total(), noticed = outcome_.noticed();
    const double share =
        total == 0 ? 0 : 100.0 * static_cast<double>(noticed) / static_cast<double>(total);
    text_ += fmt::format(
        "\n{} of {} mutants noticed ({:.1f} %); {} survived, {} of them without a reason; {} more "
        "are no tests at all\n",
        noticed, total, share, total - noticed, outcome_.without_reason(), outcome_.refused());
  }

  const Outcome& outcome_;
  std::string text_;
};

}  // namespace

size_t Outcome::total() const {
  return static_cast<size_t>(
      std::ranges::count_if(tried, [](const Tried& one) { return one.refused.empty(); }));
}
size_t Outcome::noticed() const {
  return static_cast<size_t>(
      std::ranges::count_if(tried, [](const Tried& one) { return !one.noticed_by.empty(); }));
}
const std::string* Outcome::reason_of(const Tried& one) const {
  const auto found = reasons.find({catalog->at(one.mutant.test).full_id, one.mutant.name});
  return found == reasons.end() ? nullptr : &found->second.words;
}
size_t Outcome::without_reason() const {
  return static_cast<size_t>(std::ranges::count_if(
      tried, [&](const Tried& one) { return one.survived() && reason_of(one) == nullptr; }));
}
bool Outcome::good() const {
  const bool enough = static_cast<double>(noticed()) >= least_share * static_cast<double>(total());
  return without_reason() == 0 && stale.empty() && (enough || !whole);
}

std::string to_table(const Outcome& outcome) { return Table(outcome).text(); }

json::Value to_json(const Outcome& outcome) {
  json::Array survivors;
  for (const Tried& one : outcome.tried) {
    if (!one.survived()) continue;
    const std::string* reason = outcome.reason_of(one);
    survivors.push_back(
        json::Object{{"test", outcome.catalog->at(one.mutant.test).full_id},
                     {"mutant", one.mutant.name},
                     {"place", place_text(one.mutant.place)},
                     {"reason", reason == nullptr ? json::Value() : json::Value(*reason)}});
  }
  json::Array stale;
  for (const Error& error : outcome.stale) stale.emplace_back(to_text(error));
  return json::Object{{"mutants", static_cast<int64_t>(outcome.total())},
                      {"noticed", static_cast<int64_t>(outcome.noticed())},
                      {"refused", static_cast<int64_t>(outcome.refused())},
                      {"survivors", std::move(survivors)},
                      {"stale_reasons", std::move(stale)}};
}

}  // namespace probata::mutate
