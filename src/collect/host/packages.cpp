#include "collect/host/packages.h"

#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "collect/host/text.h"

namespace probata::collect {
namespace {

// A stanza of a file of dpkg or apt, as far as it matters here.
struct Stanza {
  std::string_view name, architecture, version, source, status;
};

std::string_view field_of(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':' || !line.starts_with(name)) return {};
  return trim(line.substr(name.size() + 1));
}

template <class F>
void each_stanza(std::string_view text, F f) {
  Stanza stanza;
  const auto finish = [&] {
    if (!stanza.name.empty() && !stanza.version.empty()) f(stanza);
    stanza = {};
  };
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) {
      finish();
      continue;
    }
    switch (line[0]) {
      case 'P':
        if (const auto v = field_of(line, "Package"); !v.empty()) stanza.name = v;
        break;
      case 'A':
        if (const auto v = field_of(line, "Architecture"); !v.empty()) stanza.architecture = v;
        break;
      case 'V':
        if (const auto v = field_of(line, "Version"); !v.empty()) stanza.version = v;
        break;
      case 'S':
        if (const auto v = field_of(line, "Source"); !v.empty()) stanza.source = v;
        if (const auto v = field_of(line, "Status"); !v.empty()) stanza.status = v;
        break;
      default:
        break;
    }
  }
  finish();
}

// `Source: openssl (3.0.11-1)`; without one, the package is its own source.
std::pair<std::string_view, std::string_view> source_of(const Stanza& stanza) {
  if (stanza.source.empty()) return {stanza.name, stanza.version};
  const std::vector<std::string_view> w = words(stanza.source);
  if (w.size() < 2 || w[1].size() < 2) return {w[0], stanza.version};
  return {w[0], w[1].substr(1, w[1].size() - 2)};
}

std::string key_of(const Stanza& stanza) {
  return fmt::format("{} {}", stanza.name, stanza.architecture);
}

int rank(char c) {
  if (c == '~') return -1;
  if (c >= '0' && c <= '9') return 0;
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return static_cast<unsigned char>(c);
  return static_cast<unsigned char>(c) + 256;
}
bool digit(std::string_view text, size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

// Text parts and number parts in turn; the end of a text ranks as a digit does: after `~`, before
// all else.
int compare_part(std::string_view a, std::string_view b) {
  size_t i = 0, j = 0;
  while (i < a.size() || j < b.size()) {
    while ((i < a.size() && !digit(a, i)) || (j < b.size() && !digit(b, j))) {
      const int left = i < a.size() ? rank(a[i]) : 0, right = j < b.size() ? rank(b[j]) : 0;
      if (left != right) return left - right;
      ++i, ++j;
    }
    while (i < a.size() && a[i] == '0') ++i;
    while (j < b.size() && b[j] == '0') ++j;
    int first = 0;
    for (; digit(a, i) && digit(b, j); ++i, ++j)
      if (first == 0) first = a[i] - b[j];
    if (digit(a, i)) return 1;
    if (digit(b, j)) return -1;
    if (first != 0) return first;
  }
  return 0;
}

struct Version {
  int64_t epoch = 0;
  std::string_view upstream, revision;
};
Version parts_of(std::string_view text) {
  Version version;
  if (const size_t colon = text.find(':'); colon != std::string_view::npos) {
    version.epoch = to_integer(text.substr(0, colon)).value_or(0);
    text.remove_prefix(colon + 1);
  }
  const size_t dash = text.rfind('-');
  version.upstream = text.substr(0, dash);
  if (dash != std::string_view::npos) version.revision = text.substr(dash + 1);
  return version;
}

}  // namespace

int compare_versions(std::string_view a, std::string_view b) {
  const Version left = parts_of(a), right = parts_of(b);
  if (left.epoch != right.epoch) return left.epoch < right.epoch ? -1 : 1;
  if (const int order = compare_part(left.upstream, right.upstream); order != 0) return order;
  return compare_part(left.revision, right.revision);
}

std::string reduce_packages(std::string_view status, const std::vector<std::string>& lists) {
  std::unordered_map<std::string, Stanza> offered;
  for (const std::string& list : lists)
    each_stanza(list, [&](const Stanza& stanza) {
      const auto [at, fresh] = offered.emplace(key_of(stanza), stanza);
      if (!fresh && compare_versions(at->second.version, stanza.version) < 0) at->second = stanza;
    });
  std::string result;
  each_stanza(status, [&](const Stanza& installed) {
    const auto offer = offered.find(key_of(installed));
    if (offer == offered.end() || !installed.status.ends_with(" installed")) return;
    const auto [source, offered_source] = source_of(offer->second);
    result += fmt::format("{} {} {} {} {} {} {}\n", installed.name, installed.architecture, source,
                          installed.version, offer->second.version, source_of(installed).second,
                          offered_source);
  });
  return result;
}

Parsed<Offered> parse_packages(std::string_view reduced) {
  Parsed<Offered> result;
  for (const std::string_view line : split(reduced, '\n')) {
    const std::vector<std::string_view> w = words(line);
    if (w.empty()) continue;
    if (w.size() != 7) {
      ++result.rejected;
      continue;
    }
    const auto text = [&](size_t i) { return std::string(w[i]); };
    result.items.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6)});
  }
  return result;
}

std::vector<PendingUpdate> pending_updates(const std::vector<Offered>& packages) {
  std::map<std::string, PendingUpdate> by_source;
  for (const Offered& package : packages) {
    if (compare_versions(package.installed, package.offered) >= 0) continue;
    PendingUpdate& update = by_source[package.source];
    update.source = package.source;
    if (compare_versions(update.version, package.offered_source) < 0)
      update.version = package.offered_source;
    update.packages.push_back(package.name);
    update.installed = package.installed_source;
  }
  std::vector<PendingUpdate> result;
  for (auto& [source, update] : by_source) result.push_back(std::move(update));
  return result;
}

bool still_pending(const std::vector<Offered>& packages, std::string_view source,
                   std::string_view version) {
  for (const Offered& package : packages)
    if (package.source == source && compare_versions(package.installed_source, version) < 0)
      return true;
  return false;
}

std::optional<Instant> release_date(std::string_view text) {
  static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  for (const std::string_view line : split(text.substr(0, 4096), '\n')) {
    // `Mon, 23 Nov 2026 11:22:37 UTC`
    const std::vector<std::string_view> w = words(field_of(line, "Date"));
    if (w.size() < 5) continue;
    const size_t month = w[2].size() == 3 ? months.find(w[2]) : std::string_view::npos;
    if (month == std::string_view::npos || month % 3 != 0) return std::nullopt;
    auto instant =
        parse_instant(fmt::format("{}-{:02}-{:0>2}T{:0>8}Z", w[3], month / 3 + 1, w[1], w[4]));
    return instant ? std::optional(*instant) : std::nullopt;
  }
  return std::nullopt;
}

bool is_security_release(std::string_view text) {
  for (const std::string_view line : split(text.substr(0, 4096), '\n'))
    for (const std::string_view field : {"Label", "Suite", "Codename"})
      if (lower(field_of(line, field)).ends_with("-security")) return true;
  return false;
}

}  // namespace probata::collect
