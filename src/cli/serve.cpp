#include <fmt/format.h>
#include <signal.h>

#include <thread>

#include "base/log.h"
#include "cli/assets.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "demo/demo.h"
#include "organisation/collectors.h"
#include "organisation/configuration.h"
#include "server/server.h"

namespace probata::cli {
namespace {

const Duration look_every = minute * 10;

// What the command line names is added to what probata.yaml has.
std::vector<SourceSettings> sources_of(const ServeOptions& options,
                                       const Configuration& configuration) {
  auto sources = configuration.sources;
  auto add = [&](std::string type, std::string path, json::Value more) {
    bool there = std::ranges::any_of(
        sources, [&](const auto& s) { return s.type == type && s.path == path; });
    if (!there) sources.push_back({std::move(type), {}, std::move(path), std::move(more)});
  };
  if (options.host) add("host", {}, json::Value(json::Object{}));
  for (const auto& path : options.repositories) add("git", path, json::Value(json::Object{}));
  for (const auto& file : options.files) {
    auto colon = file.find(':');
    if (colon != std::string::npos)
      add("file", file.substr(colon + 1),
          json::Value(json::Object{{"mapping", file.substr(0, colon)}}));
  }
  return sources;
}

std::string title_of(const SourceState& state) {
  if (state.settings.type == "host") return "This machine";
  if (state.settings.type == "git") return "Git repository " + state.settings.path;
  return "File " + state.settings.path;
}

std::vector<LookStep> steps_of(const Collectors& collectors) {
  std::vector<LookStep> steps;
  for (const auto& state : collectors.states())
    steps.push_back({state.by.empty() ? state.settings.type : state.by, title_of(state),
                     std::string(to_text(state.stage)), state.detail, state.at});
  return steps;
}

LookStep step_of(const demo::Company& company) {
  const auto progress = company.progress();
  return {"demo", "Make the demo company", std::string(demo::to_text(progress.stage)),
          progress.detail, progress.at};
}

// Beside the organisation's own data, of the same catalog but for what the organisation overrides.
Result<std::unique_ptr<demo::Company>> demo_of(const ServeOptions& options) {
  if (!options.demo) return nullptr;
  auto kept = TRY(organisation_options(options));
  kept.data /= "demo";
  return std::make_unique<demo::Company>(std::move(kept), options.demo_people);
}

ServerOptions server_options(const ServeOptions& options, const Collectors& collectors,
                             const demo::Company* company) {
  ServerOptions server;
  server.listen = options.listen;
  for (const Asset& asset : web_assets()) server.files.push_back({asset.path, asset.bytes});
  server.version = PROBATA_VERSION;
  server.steps = [&collectors] { return steps_of(collectors); };
  server.first_look_complete = [&collectors] { return collectors.first_look_complete(); };
  if (company != nullptr) server.demo = [company] { return step_of(*company); };
  server.ready = [](std::string_view url) {
    fmt::print("Probata is on {} (this machine only, no sign-in yet). Stop with Ctrl-C.\n", url);
    std::fflush(stdout);
  };
  return server;
}

// Signals are blocked in every thread and taken here, so that stopping is ordinary code.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

}  // namespace

int serve(const ServeOptions& options) {
  log::start(log::Format::text, false);
  auto signals = block_signals();
  auto organisation = open_or_make(options);
  if (!organisation) return tell(organisation.error(), options.json);
  auto configuration = read_configuration(options.data);
  if (!configuration) return tell(configuration.error(), options.json);
  Collectors collectors(**organisation, sources_of(options, *configuration), system_clock(),
                        look_every);
  auto company = demo_of(options);
  if (!company) return tell(company.error(), options.json);
  auto server = Server::make(**organisation, server_options(options, collectors, company->get()));
  if (!server) return tell(server.error(), options.json);
  std::thread([signals, &server] {
    int signal = 0;
    sigwait(&signals, &signal);
    (*server)->stop();
  }).detach();
  collectors.start({});
  if (*company)
    (*company)->start([&server](Organisation& made, const std::string& period) {
      (*server)->serve_demo(made, period);
    });
  auto served = (*server)->run();
  if (*company) (*company)->stop();  // it hands over to the server, which goes first
  if (!served) return tell(served.error(), options.json);
  return done;
}

}  // namespace probata::cli
