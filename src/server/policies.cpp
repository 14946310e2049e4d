#include "server/policies.h"

#include "server/shown.h"
#include "server/values.h"

namespace probata::api {
namespace {

json::Value role_json(const Catalog& catalog, const std::string& role) {
  return json::Object{{"name", role}, {"title", reader_title(catalog, role)}};
}

json::Value words_json(const PolicyWords& words) {
  return json::Object{
      {"text", words.text},
      {"parameter", words.parameter ? json::Value(words.parameter->name) : json::Value()},
      {"title", words.parameter ? json::Value(title_of(*words.parameter)) : json::Value()}};
}

json::Value sentence_json(const SaidSentence& sentence, const Catalog& catalog) {
  json::Array words, tests;
  for (const PolicyWords& part : sentence.words) words.push_back(words_json(part));
  for (const TestNo number : sentence.tests) {
    const Test& test = catalog.at(number);
    tests.push_back(json::Object{
        {"control", catalog.at(test.control).id}, {"test", test.id}, {"title", test.title}});
  }
  return json::Object{{"words", std::move(words)}, {"tests", std::move(tests)}};
}

json::Value block_json(const SaidBlock& block, const Catalog& catalog) {
  static constexpr std::string_view forms[] = {"paragraph", "item", "rule"};
  json::Array sentences;
  for (const SaidSentence& sentence : block.sentences)
    sentences.push_back(sentence_json(sentence, catalog));
  json::Value control;
  if (block.control)
    control = json::Object{{"id", catalog.at(*block.control).id},
                           {"title", catalog.at(*block.control).title}};
  return json::Object{{"form", forms[static_cast<size_t>(block.form)]},
                      {"number", block.number == 0 ? json::Value() : json::Value(block.number)},
                      {"heading", optional_json(block.heading)},
                      {"control", std::move(control)},
                      {"sentences", std::move(sentences)}};
}

json::Value sections_json(const PolicyText& said, const Catalog& catalog) {
  json::Array sections;
  for (const SaidSection& section : said.sections) {
    json::Array blocks;
    for (const SaidBlock& block : section.blocks) blocks.push_back(block_json(block, catalog));
    sections.push_back(json::Object{{"title", section.title}, {"blocks", std::move(blocks)}});
  }
  return sections;
}

json::Value left_out_json(const PolicyText& said, const Catalog& catalog) {
  json::Array left_out;
  for (const auto& [what, why] : said.left_out) {
    const Control* control = catalog.control(what);
    left_out.push_back(json::Object{{"what", what},
                                    {"title", control ? control->title : catalog.test(what)->title},
                                    {"why", why}});
  }
  return left_out;
}

PolicyText text_at(const Policy& policy, const View& view) {
  return text_of(policy, view.history.catalog(), view.history.settings(), view.now);
}

}  // namespace

json::Value policies_json(std::span<const Policy> policies, const View& view) {
  const Catalog& catalog = view.history.catalog();
  json::Array array;
  for (const Policy& policy : policies) {
    const PolicyText said = text_at(policy, view);
    array.push_back(json::Object{{"name", policy.name},
                                 {"title", policy.title},
                                 {"type", policy.type},
                                 {"owner", role_json(catalog, policy.owner)},
                                 {"rules", said.rules},
                                 {"left_out", said.left_out.size()},
                                 {"criteria", strings_json(said.criteria)}});
  }
  return array;
}

json::Value policy_json(const Policy& policy, const View& view) {
  const Catalog& catalog = view.history.catalog();
  const PolicyText said = text_at(policy, view);
  json::Array applies_to;
  for (const std::string& role : policy.applies_to) applies_to.push_back(role_json(catalog, role));
  return json::Object{{"name", policy.name},
                      {"title", policy.title},
                      {"type", policy.type},
                      {"topic", policy.topic},
                      {"owner", role_json(catalog, policy.owner)},
                      {"approved_by", role_json(catalog, policy.approved_by)},
                      {"applies_to", std::move(applies_to)},
                      {"criteria", strings_json(said.criteria)},
                      {"rules", said.rules},
                      {"sections", sections_json(said, catalog)},
                      {"left_out", left_out_json(said, catalog)}};
}

const Policy* find_policy(std::span<const Policy> policies, std::string_view name) {
  const auto found = std::ranges::find(policies, name, &Policy::name);
  return found == policies.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(std::span<const Policy> policies) {
  std::vector<std::string> names;
  for (const Policy& policy : policies) names.push_back(policy.name);
  return names;
}

}  // namespace probata::api
