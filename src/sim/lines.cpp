#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

#include "sim/writer.h"

namespace probata::sim {

namespace {

// The page that comes holds every second entity.
bool on_first_page(std::string_view id) {
  return std::accumulate(id.begin(), id.end(), 0) % 2 == 0;
}

}  // namespace

Lines::Told Lines::told(const std::string& kind, const std::string& id, Instant at,
                        const std::string& by, std::optional<Instant> after) {
  for (const Silence& silence : silences_) {
    const bool silent = silence.by == by && silence.time.start < at && at < silence.time.end;
    if (!silent || kind == "collection" || (silence.page && on_first_page(id))) continue;
    if (silence.log) {
      lost_.insert(kind + "/" + id);
      return {.at = at, .after = {}, .never = true};
    }
    return {.at = silence.time.end, .after = silence.time.start};
  }
  // Of what began in a lost stretch the end is of no use: it would tell of half a thing.
  const bool lost = !lost_.empty() && lost_.contains(kind + "/" + id);
  return {.at = at, .after = after, .never = lost};
}

void Lines::begin(const std::string& kind, const std::string& id, const Told& told) {
  fmt::format_to(std::back_inserter(text_), R"({{"kind":"{}","id":"{}","at":"{}")", kind, id,
                 to_text(told.at));
  if (told.after)
    fmt::format_to(std::back_inserter(text_), R"(,"after":"{}")", to_text(*told.after));
}

void Lines::end(const Told& told, Instant happened, size_t begin, const std::string& by) {
  fmt::format_to(std::back_inserter(text_), R"(,"by":"{}"}})", by);
  lines_.push_back({told.at, happened, begin, static_cast<uint32_t>(text_.size() - begin),
                    static_cast<uint32_t>(lines_.size())});
}

void Lines::add(const std::string& kind, const std::string& id, Instant at, const std::string& by,
                const Fields& fields, std::optional<Instant> after) {
  const Told when = told(kind, id, at, by, after);
  if (when.never) return;
  const size_t from = text_.size();
  begin(kind, id, when);
  text_ += R"(,"set":{)";
  text_ += fields.text();
  text_ += '}';
  end(when, at, from, by);
}

void Lines::gone(const std::string& kind, const std::string& id, Instant at, const std::string& by,
                 std::optional<Instant> after) {
  const Told when = told(kind, id, at, by, after);
  if (when.never) return;
  const size_t from = text_.size();
  begin(kind, id, when);
  text_ += R"(,"gone":true)";
  end(when, at, from, by);
}

void Lines::sort() {
  std::ranges::sort(lines_, [](const Line& a, const Line& b) {
    return std::tie(a.at, a.happened, a.order) < std::tie(b.at, b.happened, b.order);
  });
}

namespace {

// A fact that was wrong when it first came: its copy at the same instant puts it right.
void put_wrong_first(std::string& out, std::string_view line) {
  constexpr std::string_view right = R"("mfa":true)";
  const size_t at = line.find(right);
  if (at == line.npos || line.find(R"("session")") == line.npos) return;
  out += line.substr(0, at);
  out += R"("mfa":false)";
  out += line.substr(at + right.size());
  out += '\n';
}

}  // namespace

std::string Lines::text(bool dirty, Random random) const {
  std::vector<Line> order = lines_;
  for (size_t i = 0; dirty && i + 200 < order.size(); ++i) {
    Line& other = order[i + 1 + random.below(150)];
    if (random.chance(150) && order[i].at != other.at) std::swap(order[i], other);
  }
  std::string out;
  out.reserve(text_.size() + lines_.size());
  std::vector<std::string_view> again;
  for (const Line& line : order) {
    if (dirty && random.chance(100)) put_wrong_first(out, view(line));
    out += view(line);
    out += '\n';
    if (dirty && random.chance(20)) again.push_back(view(line));
    if (again.size() < 30) continue;
    for (const std::string_view twice : again) {
      out += twice;
      out += '\n';
    }
    again.clear();
  }
  return out;
}

}  // namespace probata::sim
