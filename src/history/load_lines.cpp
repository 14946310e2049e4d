// A file of facts into a history: read on one thread and folded on another, as long as the numbers
// of the facts grow and none was disposed of; else sorted first.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/environment.h"
#include "fact/erasure.h"
#include "history/load.h"

namespace probata {
namespace {

constexpr size_t block_size = size_t{1} << 18;  // about a thousand lines

// Whole lines, some at a time; empty: no more. They lie in `text`, or in what lives longer.
using Blocks = std::function<Result<std::string_view>(std::string& text)>;

Blocks blocks_of(std::string_view whole) {
  return [whole](std::string&) mutable -> Result<std::string_view> {
    size_t end = std::min(whole.size(), block_size);
    if (end < whole.size()) end = std::min(whole.size(), whole.find('\n', end)) + 1;
    const std::string_view block = whole.substr(0, end);
    whole.remove_prefix(block.size());
    return block;
  };
}

Blocks blocks_of(std::shared_ptr<ReadingFile> file) {
  return [file = std::move(file),
          rest = std::string()](std::string& text) mutable -> Result<std::string_view> {
    text = rest;
    rest.clear();
    for (;;) {
      if (TRY(file->read(text, block_size)) == 0) return text;
      const size_t end = text.rfind('\n');
      if (end == std::string::npos) continue;
      rest = text.substr(end + 1);
      return std::string_view(text).substr(0, end + 1);
    }
  };
}

// A fact that says that it corrects another, and where.
struct Correcting {
  Fact fact;
  Place place;
};

int column_of(std::string_view line) {
  const size_t at = line.find("\"corrects\"");
  return at == std::string_view::npos ? 1 : static_cast<int>(at) + 1;
}

Errors wrong_corrections(const History& history, const std::vector<Correcting>& all) {
  Errors errors;
  for (const Correcting& one : all)
    if (auto right = check_correction(history, one.fact); !right)
      errors.push_back({right.error().what, right.error().hint, one.place});
  return errors;
}

class LineReader {
 public:
  LineReader(const std::string& file, const Catalog& catalog)
      : file_(file), erasure_(catalog.kind("erasure")), reader_(catalog) {}

  void read(const Blocks& blocks, BatchQueue& queue) {
    for (;;) {
      auto batch = queue.free();
      const auto block = blocks(batch->text);
      if (!block) errors.push_back(block.error());
      if (!block || block->empty()) return;
      each_line(
          *block,
          [&](std::string_view line, int number) {
            read(line, number, *batch);
            return in_order;
          },
          next_line_);
      next_line_ += static_cast<int>(std::ranges::count(*block, '\n'));
      queue.put(std::move(batch));
      if (!in_order) return;
    }
  }

  Errors errors;
  std::vector<Correcting> correcting;
  bool in_order = true;  // numbers grow, and no fact speaks of facts before it
  uint64_t size = 0;
  Instant latest = Instant::earliest();

 private:
  void read(std::string_view line, int number, FactBatch& batch) {
    const Place place{file_, number, 1};
    if (auto short_enough = check_length(line, place); !short_enough) {
      errors.push_back(std::move(short_enough.error()));
      return;
    }
    const size_t others = batch.others.size();
    auto taken = reader_.read(line, place, FactNo{static_cast<uint32_t>(number - 1)}, {}, batch);
    if (!taken) {
      errors.insert(errors.end(), taken.error().begin(), taken.error().end());
      return;
    }
    const auto seq = static_cast<uint64_t>(taken->number);
    if (batch.others.size() > others && batch.others.back().fact.corrects) {
      correcting.push_back({batch.others.back().fact, {file_, number, column_of(line)}});
      correcting.back().fact.seq = seq;
    }
    in_order = in_order && seq >= size && !ends_in_erasure(batch);
    size = std::max(size, seq + 1);
    latest = std::max(latest, taken->at);
  }

  bool ends_in_erasure(const FactBatch& batch) const {
    return erasure_ && !batch.others.empty() && batch.others.back().fact.kind == erasure_->number;
  }

  const std::string& file_;
  const Kind* erasure_;
  BatchReader reader_;
  int next_line_ = 1;
};

// Gives each fact its number, and says which have one that another has.
Errors numbered(FactFile& read, const std::string& file) {
  Errors errors;
  std::set<uint64_t> known;
  for (size_t i = 0; i < read.facts.size(); ++i) {
    auto& seq = read.facts[i].seq;
    if (!seq) seq = static_cast<uint64_t>(read.lines[i] - 1);
    if (known.insert(*seq).second) continue;
    errors.push_back({fmt::format("there is a fact {} already", *seq),
                      "each fact has a `seq` of its own",
                      {file, read.lines[i], 1}});
  }
  return errors;
}

Result<LoadedFile, Errors> load_unsorted(std::string_view text, const std::string& file,
                                         const std::shared_ptr<const Catalog>& catalog,
                                         const Settings& settings) {
  auto read = read_facts(text, file, *catalog);
  if (!read.errors.empty()) return std::unexpected(std::move(read.errors));
  Errors errors = numbered(read, file);
  std::vector<Correcting> correcting;
  each_line(text, [&, i = size_t{0}](std::string_view line, int number) mutable {
    const Fact& fact = read.facts.at(i++);
    if (fact.corrects) correcting.push_back({fact, {file, number, column_of(line)}});
    return true;
  });
  auto facts = with_disposed(std::move(read.facts), *catalog);
  if (!facts) errors.push_back({facts.error().what, facts.error().hint, {file, 0, 0}});
  if (!errors.empty()) return std::unexpected(std::move(errors));
  LoadedFile loaded{History(catalog, settings)};
  for (const Fact& fact : *facts) {
    const uint64_t seq = *fact.seq;
    loaded.history.fold(FactNo{static_cast<uint32_t>(seq)}, fact.recorded.value_or(fact.at), fact);
    loaded.latest = std::max(loaded.latest, fact.at);
    loaded.size = seq + 1;
  }
  if (auto wrong = wrong_corrections(loaded.history, correcting); !wrong.empty())
    return std::unexpected(std::move(wrong));
  return loaded;
}

Result<LoadedFile, Errors> load(const Blocks& blocks,
                                const std::function<Result<std::string>()>& whole,
                                const std::string& file,
                                const std::shared_ptr<const Catalog>& catalog,
                                const Settings& settings) {
  BulkFold bulk(catalog, settings);
  LineReader reader(file, *catalog);
  fold_batches(bulk, [&](BatchQueue& queue) { reader.read(blocks, queue); });
  if (!reader.in_order) {
    const auto text = whole();
    if (!text) return std::unexpected(Errors{text.error()});
    return load_unsorted(*text, file, catalog, settings);
  }
  if (!reader.errors.empty()) return std::unexpected(std::move(reader.errors));
  LoadedFile loaded{std::move(bulk).finish(), reader.size, reader.latest};
  if (auto wrong = wrong_corrections(loaded.history, reader.correcting); !wrong.empty())
    return std::unexpected(std::move(wrong));
  return loaded;
}

}  // namespace

Result<LoadedFile, Errors> load_lines(std::string_view text, const std::string& file,
                                      const std::shared_ptr<const Catalog>& catalog,
                                      const Settings& settings) {
  return load(blocks_of(text), [&] { return std::string(text); }, file, catalog, settings);
}

Result<LoadedFile, Errors> load_file(const std::string& path,
                                     const std::shared_ptr<const Catalog>& catalog,
                                     const Settings& settings) {
  auto file = ReadingFile::open(path);
  if (!file) return std::unexpected(Errors{file.error()});
  if (file->size() == 0) {  // a pipe can be read only once
    const auto text = read_file(path);
    if (!text) return std::unexpected(Errors{text.error()});
    return load_lines(*text, path, catalog, settings);
  }
  return load(
      blocks_of(std::make_shared<ReadingFile>(std::move(*file))), [&] { return read_file(path); },
      path, catalog, settings);
}

}  // namespace probata
