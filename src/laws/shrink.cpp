// Smaller companies, and the folder that keeps one.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "fact/erasure.h"
#include "laws/files.h"

namespace probata::laws {
namespace {

Company without_fact(const Company& company, size_t i) {
  Company less = company;
  less.facts.erase(less.facts.begin() + static_cast<std::ptrdiff_t>(i));
  for (Telling& t : less.facts) {
    if (t.corrects == i) t.corrects.reset();
    if (t.corrects && *t.corrects > i) --*t.corrects;
  }
  return less;
}

// A test without one of its lines that may be left out.
void add_shorter_tests(std::vector<Company>& result, const Company& company) {
  for (size_t start = 0; start < company.test.size();) {
    const size_t end = company.test.find('\n', start) + 1;
    Company less = company;
    less.test.erase(start, end - start);
    result.push_back(std::move(less));
    start = end;
  }
}

void add_shorter_sets(std::vector<Company>& result, const Company& company, size_t i) {
  const auto set = json::parse(company.facts[i].set);
  if (!set || !set->as_object() || company.facts[i].kind == "collection") return;
  for (size_t member = 0; member < set->as_object()->size(); ++member) {
    json::Object fewer = *set->as_object();
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(member));
    Company less = company;
    less.facts[i].set = json::write(json::Value(fewer));
    result.push_back(std::move(less));
  }
}

void write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

}  // namespace

std::vector<Company> smaller(const Company& company) {
  std::vector<Company> result;
  for (size_t i = 0; i < company.facts.size(); ++i) result.push_back(without_fact(company, i));
  for (size_t i = 0; i < company.settings.size(); ++i) {
    result.push_back(company);
    result.back().settings.erase(result.back().settings.begin() + static_cast<std::ptrdiff_t>(i));
  }
  if (company.undecided) {
    result.push_back(company);
    result.back().undecided = false;
  }
  if (!company.control.empty()) {
    result.push_back(company);
    result.back().control.pop_back();
  }
  add_shorter_tests(result, company);
  for (size_t i = 0; i < company.facts.size(); ++i) {
    add_shorter_sets(result, company, i);
    if (company.facts[i].after) {
      result.push_back(company);
      result.back().facts[i].after.reset();
    }
    if (company.facts[i].disposed) {
      result.push_back(company);
      result.back().facts[i].disposed = false;
    }
    if (company.facts[i].delay > 0) {
      result.push_back(company);
      result.back().facts[i].delay = 0;
    }
    if (company.facts[i].corrects) {
      result.push_back(company);
      result.back().facts[i].corrects.reset();
    }
  }
  std::erase_if(result, [](const Company& less) { return !read(less); });
  return result;
}

// A line each; what was disposed of is named by an erasure at the end.
static std::string lines_of(const Company& company) {
  std::string lines;
  std::vector<Fact> disposed;
  const auto reading = read(company);
  for (size_t i = 0; i < company.facts.size(); ++i) {
    const Telling& t = company.facts[i];
    if (t.disposed && reading)
      disposed.push_back(reading->facts[i]);
    else
      lines += fmt::format("{{\"seq\":{},{}\n", i, line_of(t).substr(1));
  }
  if (disposed.empty()) return lines;
  const json::Value value = erasure_of(disposed, "a schedule", "", *reading->catalog);
  return lines + fmt::format(
                     "{{\"seq\":{},\"kind\":\"erasure\",\"id\":\"e\",\"at\":\"{}\",\"by\":"
                     "\"probata\",\"set\":"
                     "{{\"value\":{}}}}}\n",
                     company.facts.size(), to_text(at(company.now)), json::write(value));
}

std::string write_case(const Company& company, const std::string& title,
                       const json::Value& expect) {
  static int number = 0;
  std::string word = title.substr(0, title.find_first_of(" ,:"));
  const auto folder =
      std::filesystem::temp_directory_path() / "probata-laws" / (word + std::to_string(++number));
  std::filesystem::remove_all(folder);
  for (const File& file : files_of(company)) write_file(folder / file.path, file.text);
  write_file(folder / "facts.jsonl", lines_of(company));
  write_file(folder / "case.md", "# " + title + "\n");
  if (!company.settings.empty()) write_file(folder / "settings.yaml", settings_of(company));
  json::Value request;
  if (company.state) request.set("as_of", to_text(at(company.now)));
  if (!company.state) {
    request.set("period", to_text(at(company.start)) + "/" + to_text(at(company.end)));
    request.set("now", to_text(at(company.now)));
  }
  write_file(folder / "request.json", json::write(request) + "\n");
  json::Value kept;
  if (const json::Value* controls = expect.find("controls")) kept.set("controls", *controls);
  write_file(folder / "expect.json", json::write_pretty(kept) + "\n");
  return folder.string();
}

}  // namespace probata::laws
