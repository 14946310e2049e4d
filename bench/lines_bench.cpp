// Facts from a file of JSON Lines into a history, beside simdjson (On-Demand) reading the same keys
// and keeping nothing. In turns, medians of the rounds. Exit 1 below the floor (0.7 of the goal).
//
//   lines_bench [SMALLER [ROUNDS]]        SMALLER: 10 for a tenth of the facts
#include <fmt/format.h>
#include <simdjson.h>

#include "generated_bodies.h"
#include "history/load.h"
#include "timing.h"

using namespace probata;
using namespace probata::bench;

namespace {

constexpr double least_rate = 0.7 * 1'500'000;

// The reference: how many bytes the keys and values have that a fact needs.
size_t read_by_simdjson(const simdjson::padded_string& text) {
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document_stream lines = parser.iterate_many(text, 1 << 20);
  size_t bytes = 0;
  for (auto line : lines) {
    simdjson::ondemand::object fact = line.get_object();
    for (auto member : fact) {
      const std::string_view key = member.unescaped_key();
      if (key != "set") {
        bytes += std::string_view(member.value().get_string()).size();
        continue;
      }
      for (auto field : member.value().get_object())
        bytes += std::string_view(field.unescaped_key()).size() +
                 std::string_view(field.value().raw_json_token()).size();
    }
  }
  return bytes;
}

}  // namespace

int main(int count, char** arguments) {
  const double smaller = count > 1 ? std::strtod(arguments[1], nullptr) : 1;
  const int rounds = count > 2 ? std::atoi(arguments[2]) : 5;
  std::string text;
  double facts = 0;
  for (const Told& told : Generator(Size{}.smaller(smaller)).run()) {
    text += body_of(told) + '\n';
    ++facts;
  }
  const simdjson::padded_string padded(text);
  const auto catalog = read_catalog({&catalog_folder(), 1}).value();
  const Settings settings = read_settings(File{}, *catalog).value();
  std::vector<double> bare, loaded;
  for (int round = 0; round < rounds; ++round) {
    size_t bytes = 0, folded = 0;
    bare.push_back(seconds_of([&] { bytes = read_by_simdjson(padded); }));
    loaded.push_back(seconds_of([&] {
      const auto file = load_lines(text, "facts.jsonl", catalog, settings);
      folded = file ? file->history.size() : 0;
    }));
    if (bytes == 0 || folded != static_cast<size_t>(facts)) {
      fmt::print(stderr, "lines_bench: facts are missing\n");
      return 2;
    }
  }
  const double rate = facts / median(loaded);
  fmt::print(
      "simdjson {:.0f} facts/s, loaded {:.0f} facts/s (goal 1500000), ratio {:.3f} ({} facts)\n",
      facts / median(bare), rate, median(bare) / median(loaded), facts);
  return rate < least_rate ? 1 : 0;
}
