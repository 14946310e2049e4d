// Runs every folder of tests/cases (its README says what is in one): an auditor can read each, and
// no C++ is needed to add one.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "assess/assess.h"
#include "assess/table.h"
#include "base/environment.h"
#include "base/json.h"
#include "base/text.h"
#include "catalog/settings.h"
#include "fact/erasure.h"
#include "fact/fact.h"

namespace probata {
namespace {

namespace fs = std::filesystem;
using json::Value;
using Lines = std::vector<std::string>;

const fs::path root = fs::path(PROBATA_SOURCE_DIR);

std::string read(const fs::path& path) {
  auto text = read_file(path);
  return text ? *text : std::string();
}

Lines to_lines(const Errors& errors) {
  Lines lines;
  for (const Error& error : errors) lines.push_back(to_text(error));
  return lines;
}

// ---- comparing: objects match by the keys given, lists of rows in any order and exactly in number

class Difference {
 public:
  Lines lines;

  void compare(const Value& expected, const Value& actual, const std::string& where) {
    if (const auto* object = expected.as_object()) {
      for (const json::Member& member : *object) {
        const Value* found = actual.find(member.key);
        if (found == nullptr) {
          add(where + "." + member.key, member.value, Value());
        } else if (is_list_of_rows(member.key) && member.value.as_array() && found->as_array()) {
          compare_rows(*member.value.as_array(), *found->as_array(), member.key == "obligations",
                       where + "." + member.key);
        } else {
          compare(member.value, *found, where + "." + member.key);
        }
      }
    } else if (const auto* list = expected.as_array();
               list != nullptr && actual.as_array() != nullptr && !list->empty() &&
               list->front().find("id") != nullptr) {
      compare_by_id(*list, *actual.as_array(), where);
    } else if (list != nullptr && actual.as_array() != nullptr &&
               list->size() == actual.as_array()->size()) {
      for (size_t i = 0; i < list->size(); ++i)
        compare((*list)[i], (*actual.as_array())[i], fmt::format("{}[{}]", where, i));
    } else if (!(expected == actual)) {
      add(where, expected, actual);
    }
  }

 private:
  static bool is_list_of_rows(const std::string& key) {
    return key == "obligations" || key == "boundary" || key == "found" || key == "partial" ||
           key == "limitations" || key == "not_counted";
  }
  void add(const std::string& where, const Value& expected, const Value& actual) {
    lines.push_back(fmt::format("{}\n    expected {}\n    actual   {}", where,
                                json::write(expected), json::write(actual)));
  }
  static bool matches(const Value& expected, const Value& actual) {
    Difference difference;
    difference.compare(expected, actual, "");
    return difference.lines.empty();
  }
  static bool passed(const Value& row) {
    const Value* verdict = row.find("verdict");
    return verdict != nullptr && verdict->as_string() != nullptr &&
           *verdict->as_string() == "passed";
  }

  void compare_by_id(const json::Array& expected, const json::Array& actual,
                     const std::string& where) {
    for (const Value& one : expected) {
      const Value* id = one.find("id");
      const auto same = [&](const Value& other) {
        return other.find("id") != nullptr && *other.find("id") == *id;
      };
      const auto found = std::ranges::find_if(actual, same);
      if (found == actual.end()) {
        add(where, one, Value());
      } else {
        compare(one, *found, where + "." + json::write(*id));
      }
    }
  }

  void compare_rows(const json::Array& expected, const json::Array& actual,
                    bool passed_may_be_left_out, const std::string& where) {
    std::vector<bool> used(actual.size());
    for (const Value& one : expected) {
      size_t i = 0;
      while (i < actual.size() && (used[i] || !matches(one, actual[i]))) ++i;
      if (i == actual.size()) {
        add(where, one, nearest_to(one, actual));
      } else {
        used[i] = true;
      }
    }
    for (size_t i = 0; i < actual.size(); ++i) {
      if (!used[i] && !(passed_may_be_left_out && passed(actual[i])))
        add(where, Value(), actual[i]);
    }
  }
  static Value nearest_to(const Value& expected, const json::Array& actual) {
    const Value* item = expected.find("item");
    for (const Value& row : actual) {
      if (item != nullptr && row.find("item") != nullptr && *row.find("item") == *item) return row;
    }
    return {};
  }
};

// ---- reading a case

class Case {
 public:
  explicit Case(fs::path folder) : folder_(std::move(folder)) {}

  // What differs; empty where the case holds.
  Lines run() {
    if (!read_catalog() || !read_settings() || !read_facts() || !read_request()) return lines_;
    const History history = fold(FactNo{0xffffffff});
    request_.again = [this](FactNo known) -> Result<History> { return fold(known); };
    const View view{history, static_cast<FactNo>(known_), now_};
    const Assessment assessment = assess(view, request_);
    const std::string text = to_json(assessment, view, true);
    if (std::getenv("PROBATA_SHOW") != nullptr)
      fmt::print("{}\n{}\n", text, to_table(assessment, view, false));
    compare(text);
    Request threaded = request_;
    threaded.threads = 3;
    if (to_json(assess(view, threaded), view, true) != text)
      lines_.push_back("with three threads the bytes differ");
    Request brief = request_;
    brief.detail = Detail::not_passed;
    if (to_json(assess(view, brief), view, false) != to_json(assessment, view, false))
      lines_.push_back("without the rows that passed the bytes differ");
    if (to_table(assessment, view, false).empty()) lines_.push_back("the table is empty");
    check_explanations(assessment, view);
    return lines_;
  }

 private:
  History fold(FactNo known) const {
    History history(catalog_, settings_);
    for (size_t i = 0; i < facts_.size(); ++i) {
      const Fact& fact = facts_[i];
      const auto number = static_cast<FactNo>(fact.seq.value_or(i));
      if (number < known) history.fold(number, fact.recorded.value_or(fact.at), fact);
    }
    return history;
  }

  bool fail(const Errors& errors) {
    std::ranges::move(to_lines(errors), std::back_inserter(lines_));
    return false;
  }

  bool read_catalog() {
    std::vector<Folder> folders;
    const bool own = fs::exists(folder_ / "kinds") || fs::exists(folder_ / "controls");
    if (!own || read(folder_ / "case.md").find("catalog: shipped") != std::string::npos) {
      auto shipped = read_folder(root / "catalog");
      if (!shipped) return fail({shipped.error()});
      folders.push_back(std::move(*shipped));
    }
    if (own) {
      auto mine = read_folder(folder_);
      if (!mine) return fail({mine.error()});
      std::erase_if(mine->files, [](const File& file) {
        return file.path == "settings.yaml" || file.path == "case.md";
      });
      folders.push_back(std::move(*mine));
    }
    auto catalog = probata::read_catalog(folders);
    if (!catalog) return fail(catalog.error());
    catalog_ = *catalog;
    return true;
  }
  bool read_settings() {
    auto settings =
        probata::read_settings({"settings.yaml", read(folder_ / "settings.yaml")}, *catalog_);
    if (!settings) return fail(settings.error());
    settings_ = std::move(*settings);
    return true;
  }
  bool read_facts() {
    FactFile file = probata::read_facts(read(folder_ / "facts.jsonl"), "facts.jsonl", *catalog_);
    if (!file.errors.empty()) return fail(file.errors);
    for (size_t i = 0; i < file.facts.size(); ++i)
      if (!file.facts[i].seq) file.facts[i].seq = i;
    auto facts = with_disposed(std::move(file.facts), *catalog_);
    if (!facts) return fail({facts.error()});
    facts_ = std::move(*facts);
    if (!facts_.empty()) known_ = static_cast<uint32_t>(*facts_.back().seq + 1);
    for (const Fact& fact : facts_) now_ = std::max(now_, fact.at);
    return true;
  }
  bool read_request() {
    auto request = json::parse(read(folder_ / "request.json"));
    if (!request) return fail({request.error()});
    const auto text = [&](const char* key) -> std::string_view {
      const Value* value = request->find(key);
      return value != nullptr && value->as_string() ? std::string_view(*value->as_string())
                                                    : std::string_view();
    };
    if (const Value* size = request->find("at_size"); size != nullptr && size->as_int())
      known_ = static_cast<uint32_t>(*size->as_int());
    if (!text("as_of").empty()) return read_state(text("as_of"));
    const auto parts = split(text("period"), '/');
    if (parts.size() != 2)
      return fail({Error{.what = "request.json: `period` is START/END", .hint = {}, .place = {}}});
    const auto start = parse_instant(parts[0]), end = parse_instant(parts[1]);
    if (!start || !end)
      return fail({Error{.what = "request.json: two instants", .hint = {}, .place = {}}});
    request_.period = {*start, *end};
    if (text("now").empty()) return true;
    const auto now = parse_instant(text("now"));
    if (!now) return fail({now.error()});
    now_ = *now;
    return true;
  }
  bool read_state(std::string_view text) {
    const auto at = parse_instant(text);
    if (!at) return fail({at.error()});
    request_ = state_at(*at);
    now_ = *at;
    return true;
  }

  void compare(const std::string& text) {
    const auto actual = json::parse(text);
    const auto expected = json::parse(read(folder_ / "expect.json"));
    if (!actual || !expected) {
      fail({!actual ? actual.error() : expected.error()});
      return;
    }
    Difference difference;
    difference.compare(*expected, *actual, "");
    std::ranges::move(difference.lines, std::back_inserter(lines_));
  }

  // Every row can be explained, and the explanation is about that row.
  void check_explanations(const Assessment& assessment, const View& view) {
    for (const ControlResult& control : assessment.controls) {
      for (const TestResult& test : control.tests) {
        for (const Row& row : test.rows) {
          const auto from = row.from ? std::optional(row.from->at) : std::nullopt;
          const auto explanation = explain(view, request_, catalog_->at(test.test), row.item, from);
          if (!explanation) {
            lines_.push_back(
                fmt::format("no explanation of {}: {}", row.item, to_text(explanation.error())));
          } else if (explanation->sentence.empty() || explanation->row.verdict != row.verdict) {
            lines_.push_back(fmt::format("the explanation of {} says {}, the row {}", row.item,
                                         to_text(explanation->row.verdict), to_text(row.verdict)));
          }
        }
      }
    }
  }

  fs::path folder_;
  std::shared_ptr<const Catalog> catalog_;
  Settings settings_;
  std::vector<Fact> facts_;
  Request request_;
  uint32_t known_ = 0;
  Instant now_ = Instant::earliest();
  Lines lines_;
};

class Cases : public testing::TestWithParam<fs::path> {};

TEST_P(Cases, GiveWhatIsExpected) {
  for (const std::string& line : Case(GetParam()).run()) ADD_FAILURE() << line;
}

std::vector<fs::path> folders() {
  std::vector<fs::path> result;
  for (const auto& entry : fs::directory_iterator(root / "tests" / "cases")) {
    if (fs::exists(entry.path() / "expect.json")) result.push_back(entry.path());
  }
  std::ranges::sort(result);
  return result;
}

std::string name(const testing::TestParamInfo<fs::path>& info) {
  std::string text = info.param.filename().string();
  std::ranges::replace_if(text, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return text;
}

INSTANTIATE_TEST_SUITE_P(Folders, Cases, testing::ValuesIn(folders()), name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Cases);

}  // namespace
}  // namespace probata
