#include "cases/case.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/environment.h"
#include "base/text.h"
#include "fact/erasure.h"

namespace probata::cases {
namespace {

namespace fs = std::filesystem;
using json::Value;

std::string read_or_nothing(const fs::path& path) {
  auto text = read_file(path);
  return text ? *text : std::string();
}

Error error_in(std::string what) { return {std::move(what), {}, {}}; }

class Reader {
 public:
  Reader(const fs::path& folder, const Shipped& shipped) : shipped_(shipped) {
    case_.folder = folder;
  }

  Result<Case, Errors> read() {
    if (!read_catalog() || !read_settings() || !read_facts() || !read_request() || !read_expected())
      return std::unexpected(std::move(errors_));
    return std::move(case_);
  }

 private:
  std::string text_of(std::string_view name) const { return read_or_nothing(case_.folder / name); }
  bool fail(Errors errors) {
    for (Error& error : errors) {
      error.place.file = (case_.folder / error.place.file).string();
      errors_.push_back(std::move(error));
    }
    return false;
  }

  bool read_catalog() {
    if (!has_catalog(case_.folder)) {
      case_.catalog = shipped_.catalog;
      return true;
    }
    std::vector<Folder> folders;
    if (text_of("case.md").find("catalog: shipped") != std::string::npos)
      folders.push_back(shipped_.folder);
    auto mine = read_folder(case_.folder);
    if (!mine) return fail({mine.error()});
    std::erase_if(mine->files, [](const File& file) {
      return file.path == "settings.yaml" || file.path == "case.md";
    });
    folders.push_back(std::move(*mine));
    auto catalog = probata::read_catalog(folders);
    if (!catalog) return fail(catalog.error());
    case_.catalog = *catalog;
    return true;
  }
  bool read_settings() {
    auto settings =
        probata::read_settings({"settings.yaml", text_of("settings.yaml")}, *case_.catalog);
    if (!settings) return fail(settings.error());
    case_.settings = std::move(*settings);
    return true;
  }
  bool read_facts() {
    FactFile file = probata::read_facts(text_of("facts.jsonl"), "facts.jsonl", *case_.catalog);
    if (!file.errors.empty()) return fail(file.errors);
    for (size_t i = 0; i < file.facts.size(); ++i)
      if (!file.facts[i].seq) file.facts[i].seq = i;
    auto facts = with_disposed(std::move(file.facts), *case_.catalog);
    if (!facts) return fail({facts.error()});
    case_.facts = std::move(*facts);
    if (!case_.facts.empty())
      case_.known = FactNo(static_cast<uint32_t>(*case_.facts.back().seq + 1));
    for (const Fact& fact : case_.facts) case_.now = std::max(case_.now, fact.at);
    return true;
  }
  bool read_request() {
    auto request = json::parse(text_of("request.json"));
    if (!request) return fail({request.error()});
    const auto text = [&](const char* key) -> std::string_view {
      const Value* value = request->find(key);
      return value != nullptr && value->as_string() ? std::string_view(*value->as_string())
                                                    : std::string_view();
    };
    if (const Value* size = request->find("at_size"); size != nullptr && size->as_int())
      case_.known = FactNo(static_cast<uint32_t>(*size->as_int()));
    if (!text("as_of").empty()) return read_state(text("as_of"));
    const auto parts = split(text("period"), '/');
    if (parts.size() != 2) return fail({error_in("request.json: `period` is START/END")});
    const auto start = parse_instant(parts[0]), end = parse_instant(parts[1]);
    if (!start || !end) return fail({error_in("request.json: two instants")});
    case_.request.period = {*start, *end};
    if (text("now").empty()) return true;
    const auto now = parse_instant(text("now"));
    if (!now) return fail({now.error()});
    case_.now = *now;
    return true;
  }
  bool read_state(std::string_view text) {
    const auto at = parse_instant(text);
    if (!at) return fail({at.error()});
    case_.request = state_at(*at);
    case_.now = *at;
    return true;
  }
  bool read_expected() {
    auto expected = json::parse(text_of("expect.json"));
    if (!expected) return fail({expected.error()});
    case_.expected = std::move(*expected);
    return true;
  }

  const Shipped& shipped_;
  Case case_;
  Errors errors_;
};

// The member of a list with this id.
const Value* of_id(const Value* list, const std::string& id) {
  if (list == nullptr || list->as_array() == nullptr) return nullptr;
  for (const Value& one : *list->as_array()) {
    const Value* its = one.find("id");
    if (its != nullptr && its->as_string() != nullptr && *its->as_string() == id) return &one;
  }
  return nullptr;
}

}  // namespace

const Value* Case::expected_of(const Test& test) const {
  const std::string control = test.full_id.substr(0, test.full_id.find('/'));
  const Value* expectation = of_id(expected.find("controls"), control);
  return expectation == nullptr ? nullptr : of_id(expectation->find("tests"), test.id);
}

Result<Shipped, Errors> read_shipped(const std::string& directory) {
  auto folder = read_folder(directory);
  if (!folder) return std::unexpected(Errors{folder.error()});
  return read_shipped(std::move(*folder));
}
Result<Shipped, Errors> read_shipped(Folder folder) {
  auto catalog = read_catalog(std::span(&folder, 1));
  if (!catalog) return std::unexpected(std::move(catalog.error()));
  return Shipped{std::move(folder), std::move(*catalog)};
}

bool has_catalog(const fs::path& folder) {
  return fs::exists(folder / "kinds") || fs::exists(folder / "controls");
}

Result<std::vector<fs::path>> case_folders(const fs::path& directory) {
  std::error_code error;
  std::vector<fs::path> result;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    if (fs::exists(it->path() / "expect.json")) result.push_back(it->path());
  if (error)
    return failure(fmt::format("cannot read the folder: {}", error.message()),
                   "give the folder of the cases", {directory.string(), 0, 0});
  std::ranges::sort(result);
  return result;
}

Result<Case, Errors> read_case(const fs::path& folder, const Shipped& shipped) {
  return Reader(folder, shipped).read();
}

History fold(const Case& one, std::shared_ptr<const Catalog> catalog, FactNo known) {
  History history(std::move(catalog), one.settings);
  for (size_t i = 0; i < one.facts.size(); ++i) {
    const Fact& fact = one.facts[i];
    const auto number = FactNo(static_cast<uint32_t>(fact.seq.value_or(i)));
    if (number < known) history.fold(number, fact.recorded.value_or(fact.at), fact);
  }
  return history;
}

}  // namespace probata::cases
