#include "history/fact_rows.h"

#include <algorithm>

namespace probata {

FactRows::FactRows() {
  evidence_.emplace_back();
  evidence_numbers_.emplace(evidence_.front(), 0);
  origins_.push_back({0, 0});  // of numbers that no fact has
  bys_.emplace_back();
}

void FactRows::add(FactNo number, Instant recorded, Instant at, uint32_t origin) {
  const auto n = static_cast<uint32_t>(number);
  if (n > at_.size()) {
    at_.resize(n);
    origin_.resize(n);
  }
  const int64_t seconds = at.us / second.us;
  const bool short_form = at.us >= 0 && seconds * second.us == at.us && seconds < elsewhere;
  at_.push_back(short_form ? static_cast<uint32_t>(seconds) : elsewhere);
  if (!short_form) exact_.push_back({n, at});
  origin_.push_back(origin);
  const Instant kept = recorded == at ? Instant::never_before() : recorded;
  const bool follows =
      !runs_.empty() && (runs_.back().recorded == recorded || runs_.back().recorded == kept);
  if (!follows) runs_.push_back({n, kept});
}

Instant FactRows::at(uint32_t fact) const {
  if (at_[fact] != elsewhere) return {int64_t{at_[fact]} * second.us};
  return std::ranges::lower_bound(exact_, fact, {}, &ExactTime::fact)->at;
}

uint32_t FactRows::origin(std::string_view by, std::span<const std::string> evidence) {
  auto known_by = by_numbers_.find(by);
  if (known_by == by_numbers_.end()) {
    known_by = by_numbers_.emplace(by, static_cast<uint32_t>(bys_.size())).first;
    bys_.emplace_back(by);
  }
  uint32_t list = 0;
  if (!evidence.empty()) {
    const auto [it, fresh] = evidence_numbers_.try_emplace({evidence.begin(), evidence.end()},
                                                           static_cast<uint32_t>(evidence_.size()));
    if (fresh) evidence_.push_back(it->first);
    list = it->second;
  }
  const auto [it, fresh] =
      origin_numbers_.try_emplace({known_by->second, list}, static_cast<uint32_t>(origins_.size()));
  if (fresh) origins_.push_back({known_by->second, list});
  return it->second;
}

size_t FactRows::run_of(uint32_t fact) const {
  return static_cast<size_t>(std::ranges::upper_bound(runs_, fact, {}, &Run::first) -
                             runs_.begin());
}

FactRows::Times FactRows::times_in(size_t run, uint32_t fact) const {
  const Instant recorded = run == 0 ? Instant{} : runs_[run - 1].recorded;
  const Instant time = at(fact);
  return {recorded == Instant::never_before() ? time : recorded, time};
}

FactRows::Times FactRows::times(FactNo fact) const {
  const auto n = static_cast<uint32_t>(fact);
  return times_in(run_of(n), n);
}

History::Provenance FactRows::provenance(FactNo fact) const {
  const Origin& origin = of(fact);
  const Times time = times(fact);
  return {time.recorded, time.at, bys_[origin.by], evidence_[origin.evidence]};
}

void FactRows::write(ArchiveWriter& out) const {
  out.array(at_);
  origin_.write(out);
  out.array(exact_);
  out.array(runs_);
  out.number(bys_.size());
  for (const std::string& by : bys_) out.text(by);
  out.number(evidence_.size());
  for (const auto& list : evidence_) {
    out.number(list.size());
    for (const std::string& digest : list) out.text(digest);
  }
  out.array(std::span<const Origin>(origins_));
}

void FactRows::read(ArchiveReader& in) {
  *this = {};
  at_ = in.array<uint32_t>();
  origin_.read(in);
  exact_ = in.array<ExactTime>();
  runs_ = in.array<Run>();
  bys_.clear();
  for (uint64_t n = in.number(); n > 0 && in.ok(); --n) bys_.emplace_back(in.text());
  evidence_.clear();
  for (uint64_t n = in.number(); n > 0 && in.ok(); --n) {
    auto& list = evidence_.emplace_back();
    for (uint64_t m = in.number(); m > 0 && in.ok(); --m) list.emplace_back(in.text());
  }
  const Flat<Origin> origins = in.array<Origin>();
  origins_.assign(origins.begin(), origins.end());
  evidence_numbers_.clear();
  for (uint32_t n = 1; n < bys_.size(); ++n) by_numbers_.emplace(bys_[n], n);
  for (uint32_t n = 0; n < evidence_.size(); ++n) evidence_numbers_.emplace(evidence_[n], n);
  for (uint32_t n = 1; n < origins_.size(); ++n)
    origin_numbers_.emplace(std::pair(origins_[n].by, origins_[n].evidence), n);
}

void FactRows::fit() {
  at_.fit();
  origin_.fit();
  exact_.fit();
  runs_.fit();
}

size_t FactRows::bytes() const {
  return at_.bytes() + origin_.bytes() + exact_.bytes() + runs_.bytes();
}

}  // namespace probata
