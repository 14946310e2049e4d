#include "organisation/configuration.h"

#include <fmt/format.h>

#include "base/environment.h"
#include "base/text.h"
#include "catalog/yaml.h"

namespace probata {
namespace {

const std::vector<std::string> keys = {"name", "demo", "sources"};
const std::vector<std::string> source_keys = {"type", "instance", "path", "options"};

void check_keys(const yaml::Node& node, const std::vector<std::string>& known,
                const std::string& file, Errors& errors) {
  for (const auto& entry : node.entries)
    if (std::ranges::find(known, entry.key) == known.end())
      errors.push_back({fmt::format("unknown key `{}`", entry.key),
                        name_hint(entry.key, known),
                        {file, entry.line, entry.column}});
}

std::string text_of(const yaml::Node& node, std::string_view key) {
  const auto* value = node.find(key);
  return value == nullptr || !value->scalar() ? std::string() : value->text;
}

SourceSettings source_of(const yaml::Node& node) {
  const auto* options = node.find("options");
  return {text_of(node, "type"), text_of(node, "instance"), text_of(node, "path"),
          options == nullptr ? json::Value(json::Object{}) : yaml::to_json(*options)};
}

}  // namespace

Result<Configuration, Errors> read_configuration(const std::filesystem::path& data) {
  auto path = data / "probata.yaml";
  Configuration configuration;
  if (!std::filesystem::exists(path)) return configuration;
  auto text = read_file(path, 1u << 20);
  if (!text) return std::unexpected(Errors{text.error()});
  auto root = yaml::parse(*text);
  if (!root) {
    for (Error& error : root.error()) error.place.file = path.string();
    return std::unexpected(root.error());
  }
  Errors errors;
  check_keys(*root, keys, path.string(), errors);
  configuration.name = text_of(*root, "name");
  configuration.demo = text_of(*root, "demo") == "true";
  if (const auto* sources = root->find("sources"))
    for (const auto& source : sources->items) {
      check_keys(source, source_keys, path.string(), errors);
      configuration.sources.push_back(source_of(source));
    }
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return configuration;
}

Result<void> write_configuration(const std::filesystem::path& data,
                                 const Configuration& configuration) {
  // JSON is YAML; written so that strings need no rules of their own.
  std::string text = fmt::format("name: {}\n", json::write(json::Value(configuration.name)));
  if (configuration.demo) text += "demo: true\n";
  if (!configuration.sources.empty()) text += "sources:\n";
  for (const auto& source : configuration.sources) {
    json::Value value(
        json::Object{{"type", source.type}, {"instance", source.instance}, {"path", source.path}});
    if (source.options.as_object() != nullptr) value.set("options", source.options);
    text += fmt::format("  - {}\n", json::write(value));
  }
  return write_file_durably(data / "probata.yaml", text);
}

}  // namespace probata
