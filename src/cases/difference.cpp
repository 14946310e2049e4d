#include "cases/difference.h"

#include <fmt/format.h>

#include <algorithm>

namespace probata::cases {
namespace {

using json::Value;

class Difference {
 public:
  std::vector<std::string> lines;

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

}  // namespace

std::vector<std::string> differences(const Value& expected, const Value& actual) {
  Difference difference;
  difference.compare(expected, actual, "");
  return std::move(difference.lines);
}

}  // namespace probata::cases
