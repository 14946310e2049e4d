#include "demo/demo.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "demo/make.h"

namespace probata::demo {
namespace {

constexpr int gives_way = 5;                            // of 19
constexpr double made_share = 0.4, opened_share = 0.5;  // of the whole time, the rest is testing

std::string per_cent(double share) { return fmt::format("{:.0f} %", share * 100); }

Result<std::string> digest_of(const OrganisationOptions& options) {
  const auto catalog = read_catalog(options.catalog);
  if (!catalog) return std::unexpected(catalog.error().front());
  return to_text((*catalog)->digest);
}

Result<std::unique_ptr<Organisation>> open_made(const OrganisationOptions& options,
                                                const Plan& plan, int people) {
  if (plan.people != people) return failure("it is of another size");
  if (TRY(digest_of(options)) != plan.catalog) return failure("it was made with another catalog");
  OrganisationOptions made = options;
  made.read_only = true;
  made.clock = [end = plan.end()] { return end; };
  return Organisation::open(std::move(made));
}

}  // namespace

std::string_view to_text(Progress::Stage stage) {
  constexpr std::string_view names[] = {"waiting", "running", "done", "failed"};
  return names[static_cast<size_t>(stage)];
}

Company::Company(OrganisationOptions options, int people)
    : options_(std::move(options)), people_(people) {}
Company::~Company() { stop(); }

void Company::start(Ready ready) {
  thread_ = std::jthread([this, ready = std::move(ready)](const std::stop_token& stop) {
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), gives_way);
    if (auto done = run(stop, ready); !done) {
      tell(Progress::Stage::failed, probata::to_text(done.error()));
      if (!stop.stop_requested())
        log::warn(fmt::format("demo company: {}", probata::to_text(done.error())));
    }
  });
}

void Company::stop() {
  if (!thread_.joinable()) return;
  thread_.request_stop();
  thread_.join();
}

Progress Company::progress() const {
  std::scoped_lock lock(mutex_);
  return progress_;
}

void Company::tell(Progress::Stage stage, std::string detail) {
  std::scoped_lock lock(mutex_);
  progress_ = {stage, std::move(detail), options_.clock()};
}

Result<void> Company::run(const std::stop_token& stop, const Ready& ready) {
  tell(Progress::Stage::running, per_cent(0));
  TRY_VOID(open(stop));
  if (stop.stop_requested()) return failure("the making was stopped");
  tell(Progress::Stage::running, per_cent(opened_share));
  ready(*organisation_, period_);
  tell(Progress::Stage::done, fmt::format("{} entries", organisation_->ledger().size()));
  return {};
}

Result<void> Company::open(const std::stop_token& stop) {
  if (const auto plan = read_plan(options_.data)) {
    period_ = plan->period();
    auto made = open_made(options_, *plan, people_);
    if (made) {
      organisation_ = std::move(*made);
      return {};
    }
    log::info(fmt::format("the demo company is made anew: {}", made.error().what));
  }
  const Plan plan = plan_of(options_.clock(), people_, TRY(digest_of(options_)));
  TRY_VOID(make({.options = options_, .plan = plan, .stop = stop, .progress = [&](double share) {
                   tell(Progress::Stage::running, per_cent(made_share * share));
                 }}));
  organisation_ = TRY(open_made(options_, plan, people_));
  period_ = plan.period();
  return {};
}

}  // namespace probata::demo
