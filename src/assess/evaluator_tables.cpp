#include "assess/evaluator_tables.h"

#include <algorithm>

namespace probata {

cel::Cause Tables::cause(const Doubt& doubt) {
  const auto [it, fresh] = causes_.try_emplace(doubt, static_cast<cel::Cause>(doubts_.size()));
  if (fresh) doubts_.push_back(doubt);
  return it->second;
}

Why Tables::why(const std::vector<cel::Cause>& causes) {
  if (causes.empty()) return 0;
  if (const auto it = by_causes_.find(causes); it != by_causes_.end()) return it->second;
  std::vector<Gap> gaps;
  for (const cel::Cause c : causes) gaps.push_back(to_gap(history_, doubts_[c]));
  return by_causes_[causes] = why(std::move(gaps));
}

Why Tables::why(std::vector<Gap> gaps) {
  if (gaps.empty()) return 0;
  std::ranges::sort(gaps);
  const auto repeats = std::ranges::unique(gaps);
  gaps.erase(repeats.begin(), repeats.end());
  const auto [it, fresh] = by_gaps_.try_emplace(std::move(gaps), static_cast<Why>(sets_.size()));
  if (fresh) sets_.push_back(it->first);
  return it->second;
}

}  // namespace probata
