#include "server/schema_test.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/environment.h"
#include "base/time.h"

namespace probata::server_test {

const yaml::Node& at(const yaml::Node& node, std::string_view key) {
  const auto* found = node.find(key);
  if (found == nullptr) throw std::runtime_error(fmt::format("no `{}` at line {}", key, node.line));
  return *found;
}

struct Contract::Checking {
  const yaml::Node& root;
  std::vector<std::string> wrong;

  void tell(const std::string& path, const std::string& what) {
    wrong.push_back((path.empty() ? "the answer" : path) + ": " + what);
  }

  const yaml::Node& resolve(const yaml::Node& schema) const {
    const auto* reference = schema.find("$ref");
    if (reference == nullptr) return schema;
    const yaml::Node* node = &root;
    std::string_view way = reference->text;
    way.remove_prefix(2);  // `#/`
    while (!way.empty()) {
      auto slash = way.find('/');
      node = &at(*node, way.substr(0, slash));
      way = slash == std::string_view::npos ? "" : way.substr(slash + 1);
    }
    return resolve(*node);
  }

  static bool has_type(const json::Value& value, std::string_view type) {
    if (type == "null") return value.is_null();
    if (type == "string") return value.as_string() != nullptr;
    if (type == "boolean") return value.as_bool() != nullptr;
    if (type == "integer") return value.as_int() != nullptr;
    if (type == "number") return value.as_int() != nullptr || value.as_double() != nullptr;
    if (type == "array") return value.as_array() != nullptr;
    return type == "object" && value.as_object() != nullptr;
  }

  void check_type(const json::Value& value, const yaml::Node& type, const std::string& path) {
    bool fits = type.kind == yaml::Node::Kind::list
                    ? std::ranges::any_of(type.items,
                                          [&](const auto& t) { return has_type(value, t.text); })
                    : has_type(value, type.text);
    if (!fits)
      tell(path, fmt::format("{} does not have the type of line {}",
                             json::write(value).substr(0, 80), type.line));
  }

  void check_enum(const json::Value& value, const yaml::Node& choices, const std::string& path) {
    for (const auto& choice : choices.items) {
      bool null = choice.kind == yaml::Node::Kind::null;
      if (null ? value.is_null() : value.as_string() && *value.as_string() == choice.text) return;
    }
    tell(path,
         fmt::format("{} is none of the choices of line {}", json::write(value), choices.line));
  }

  void check_object(const json::Value& value, const yaml::Node& schema, const std::string& path) {
    if (const auto* required = schema.find("required"))
      for (const auto& key : required->items)
        if (value.find(key.text) == nullptr) tell(path, fmt::format("`{}` is missing", key.text));
    const auto* properties = schema.find("properties");
    const auto* additional = schema.find("additionalProperties");
    for (const auto& member : *value.as_object()) {
      const auto* property = properties == nullptr ? nullptr : properties->find(member.key);
      auto way = path + "." + member.key;
      if (property != nullptr)
        check(member.value, *property, way);
      else if (additional != nullptr && additional->kind == yaml::Node::Kind::mapping)
        check(member.value, *additional, way);
      else if (properties != nullptr && additional == nullptr)
        tell(way, "no schema has it");
    }
  }

  void check_one_of(const json::Value& value, const yaml::Node& choices, const std::string& path) {
    std::vector<std::string> first;
    for (const auto& choice : choices.items) {
      Checking inner{root, {}};
      inner.check(value, choice, path);
      if (inner.wrong.empty()) return;
      if (first.empty()) first = inner.wrong;
    }
    wrong.insert(wrong.end(), first.begin(), first.end());
  }

  void check(const json::Value& value, const yaml::Node& given, const std::string& path) {
    const auto& schema = resolve(given);
    if (const auto* type = schema.find("type")) check_type(value, *type, path);
    if (const auto* choices = schema.find("enum")) check_enum(value, *choices, path);
    if (const auto* one = schema.find("oneOf")) check_one_of(value, *one, path);
    if (const auto* all = schema.find("allOf"))
      for (const auto& part : all->items) check(value, part, path);
    if (const auto* format = schema.find("format"); format && value.as_string())
      if (format->text == "date-time" &&
          (!parse_instant(*value.as_string()) || !value.as_string()->ends_with('Z')))
        tell(path, fmt::format("`{}` is no instant", *value.as_string()));
    if (value.as_object() != nullptr) check_object(value, schema, path);
    if (const auto* items = schema.find("items"); items && value.as_array())
      for (size_t i = 0; i < value.as_array()->size(); ++i)
        check((*value.as_array())[i], *items, fmt::format("{}[{}]", path, i));
  }
};

Contract::Contract() {
  auto text = read_file(PROBATA_SOURCE_DIR "/schemas/openapi.yaml");
  auto parsed = yaml::parse(text.value());
  if (!parsed) throw std::runtime_error(to_text(parsed.error().front()));
  root_ = std::move(*parsed);
}

const yaml::Node& Contract::named(const std::string& schema) const {
  return at(at(at(root_, "components"), "schemas"), schema);
}

std::vector<std::string> Contract::check(const json::Value& value, const yaml::Node& schema) const {
  Checking checking{root_, {}};
  checking.check(value, schema, "");
  return checking.wrong;
}

// The checker itself: it must be able to say no.
TEST(Schema, FindsWhatDoesNotFit) {
  Contract contract;
  auto wrong = [&](const char* text, const char* schema) {
    return contract.check(json::parse(text).value(), contract.named(schema));
  };
  EXPECT_TRUE(
      wrong(R"({"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"})", "Interval").empty());
  EXPECT_FALSE(wrong(R"({"from":"2026-01-01T00:00:00Z"})", "Interval").empty());
  EXPECT_FALSE(wrong(R"({"from":"yesterday","to":"2026-01-02T00:00:00Z"})", "Interval").empty());
  EXPECT_FALSE(wrong(R"({"from":"2026-01-01T00:00:00Z","to":1})", "Interval").empty());
  EXPECT_FALSE(
      wrong(R"({"from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z","x":1})", "Interval")
          .empty());
  EXPECT_FALSE(wrong(R"("fine")", "Conclusion").empty());
  EXPECT_TRUE(wrong(R"({"at":"2026-01-01T00:00:00Z","size":1,"period":null})", "View").empty());
  EXPECT_FALSE(wrong(R"({"at":"2026-01-01T00:00:00Z","size":1,"period":{}})", "View").empty());
}

}  // namespace probata::server_test
