#include "cli/arguments.h"

#include <CLI/CLI.hpp>

#include <functional>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/input.h"
#include "cli/usage.h"

namespace probata::cli {
namespace {

// A subcommand's options live until it has run; `chosen` is what to run.
struct Arguments {
  CLI::App app{
      "Probata: the system of record for SOC 2. Every result is a function of an append-only log "
      "of facts.",
      "probata"};
  AssessOptions assess, explain;
  CatalogOptions catalog;
  PolicyOptions policy;
  TryOptions trying;
  MutateOptions mutate;
  AppliesOptions applies;
  DiffOptions check, diff;
  UpgradeOptions upgrade;
  CelOptions cel;
  CollectOptions collect;
  AppendOptions append;
  LedgerOptions ledger;
  DisposeOptions dispose;
  ReportOptions report;
  SimulateOptions simulate;
  ServeOptions serve, init;
  std::string shell;
  std::function<int()> chosen;
};

void common(CLI::App* command, CommonOptions& options, bool data) {
  command
      ->add_option("--catalog", options.catalog,
                   "folder of the catalog; the shipped one where left out")
      ->envname("PROBATA_CATALOG");
  command->add_flag("--json", options.json, "JSON for programs");
  if (data)
    command->add_option("--data", options.data, "the organisation's data directory")
        ->envname("PROBATA_DATA")
        ->capture_default_str();
}

void assessing(CLI::App* command, AssessOptions& options) {
  common(command, options, true);
  command->add_option("--facts", options.facts,
                      "a JSON Lines file of facts, in place of an organisation");
  auto* period = command->add_option("--period", options.period,
                                     "A/B: two days, both included, or two instants");
  command
      ->add_option("--as-of", options.as_of,
                   "the state at an instant, in place of --period and --now")
      ->excludes(period);
  command->add_option("--now", options.now, "the last instant about which anything is claimed");
  command->add_option("--at-size", options.at_size, "as known at this size of the ledger")
      ->check(whole_number);
  command->add_option("--settings", options.settings, "a settings file");
}

void add_assess(Arguments& a) {
  auto* command = a.app.add_subcommand("assess", "test controls over a period");
  assessing(command, a.assess);
  command->add_option("--test", a.assess.test, "only this CONTROL/TEST");
  command->add_flag("--all", a.assess.all, "every item, also those that passed");
  command->add_flag("--reference", a.assess.reference,
                    "a second opinion: by the slow and obvious evaluator, as JSON of all items");
  command->callback([&a] { a.chosen = [&a] { return assess(a.assess); }; });

  auto* explaining = a.app.add_subcommand(
      "explain", "why an item passed, failed or is not known, instant by instant");
  assessing(explaining, a.explain);
  explaining->add_option("test", a.explain.test, "CONTROL/TEST")->required();
  explaining->add_option("item", a.explain.item, "the item, as `account/github/alice` or `company`")
      ->required();
  explaining->add_option("--from", a.explain.from, "the obligation that arose at this instant");
  explaining->callback([&a] { a.chosen = [&a] { return explain(a.explain); }; });
}

void add_mutate(CLI::App& catalog, Arguments& a) {
  auto* command = catalog.add_subcommand(
      "mutate",
      "change each test a little and see whether a case notices; exit 1 where one does not");
  common(command, a.mutate, false);
  command->add_option("what", a.mutate.what,
                      "controls, or tests as CONTROL/TEST; all where left out");
  command
      ->add_option("--cases", a.mutate.cases,
                   "folder of the cases; `mutants.yaml` in it gives reasons for what none notices")
      ->capture_default_str();
  command->add_option("--sample", a.mutate.sample, "only so many of the mutants")
      ->check(whole_number);
  command->add_option("--seed", a.mutate.seed, "which of them")
      ->check(whole_number)
      ->capture_default_str();
  command->callback([&a] { a.chosen = [&a] { return catalog_mutate(a.mutate); }; });
}

void add_policy(CLI::App& catalog, Arguments& a) {
  auto* command =
      catalog.add_subcommand("policy", "the policies with their numbers, as they hold now");
  common(command, a.policy, false);
  command->add_option("name", a.policy.what,
                      "this one whole, as Markdown, or with --json as /api/policies/NAME answers; "
                      "a list of all where left out");
  auto* settings = command->add_option("--settings", a.policy.settings,
                                       "a settings file: profile, numbers, answers");
  command
      ->add_option("--data", a.policy.organisation,
                   "as they hold for the organisation of this data directory")
      ->excludes(settings);
  command->callback([&a] { a.chosen = [&a] { return catalog_policy(a.policy); }; });
}

void add_upgrade(CLI::App& catalog, Arguments& a) {
  auto* command = catalog.add_subcommand(
      "upgrade",
      "what changes, of the catalog and of results, where another one than the accepted is in this "
      "program, --catalog or the overrides; exit 1 where something does");
  common(command, a.upgrade, true);
  command->add_option("--period", a.upgrade.period,
                      "results of A/B: two days, both included, or two instants; the state now "
                      "where left out");
  auto* accept =
      command->add_flag("--accept", a.upgrade.accept,
                        "put it in force, for every start from now on; needs --by and --reason");
  command->add_option("--by", a.upgrade.by, "who accepts it: person/ID")->needs(accept);
  command->add_option("--reason", a.upgrade.reason, "why")->needs(accept);
  command->callback([&a] { a.chosen = [&a] { return catalog_upgrade(a.upgrade); }; });
}

void add_catalog(Arguments& a) {
  auto* command = a.app.add_subcommand("catalog", "read, check and show a catalog");
  command->require_subcommand(1);
  auto* check = command->add_subcommand("check", "every mistake of every file, with its place");
  common(check, a.check, false);
  check->add_option("overrides", a.check.overrides,
                    "a folder of overrides, to be read over the catalog");
  check->callback([&a] { a.chosen = [&a] { return catalog_check(a.check); }; });
  auto* show = command->add_subcommand("show", "controls in words");
  common(show, a.catalog, false);
  show->add_option(
      "what", a.catalog.what,
      "a control or a criterion; all where left out. With --json, what /api/catalog/WHAT answers");
  show->callback([&a] { a.chosen = [&a] { return catalog_show(a.catalog); }; });
  auto* reference =
      command->add_subcommand("reference", "the whole catalog as Markdown: docs/catalog.md");
  common(reference, a.catalog, false);
  reference->callback([&a] { a.chosen = [&a] { return catalog_reference(a.catalog); }; });
  add_policy(*command, a);
  auto* coverage = command->add_subcommand(
      "coverage", "criterion, point of focus, control, test, source; exit 1 where one is missing");
  common(coverage, a.catalog, false);
  coverage->add_option("what", a.catalog.what, "a criterion (CC6.2) or a group (CC6)");
  coverage->callback([&a] { a.chosen = [&a] { return catalog_coverage(a.catalog); }; });
  auto* applies = command->add_subcommand(
      "applies", "which controls apply, and why; with --json, what /api/applies answers");
  common(applies, a.applies, true);
  applies->add_option("--settings", a.applies.settings,
                      "a settings file, in place of an organisation");
  applies->add_option("--at", a.applies.at, "at this instant; now where left out");
  applies->callback([&a] { a.chosen = [&a] { return catalog_applies(a.applies); }; });
  auto* diff = command->add_subcommand(
      "diff",
      "what the overrides change of the catalog that is shipped; of the organisation, or "
      "of a folder");
  common(diff, a.diff, true);
  diff->add_option("folder", a.diff.overrides,
                   "a folder of overrides, in place of the organisation's");
  diff->callback([&a] { a.chosen = [&a] { return catalog_diff(a.diff); }; });
  add_upgrade(*command, a);
  auto* trying = command->add_subcommand(
      "try", "one control over a file of facts, again whenever a file is saved");
  assessing(trying, a.trying);
  trying->add_option("control", a.trying.control, "the control")->required();
  trying->add_flag("--all", a.trying.all, "with --json: every item, also those that passed");
  trying->add_flag("--once", a.trying.once, "do not wait for a file to be saved");
  trying->get_option("--facts")->required();
  trying->callback([&a] {
    a.trying.whole = true;
    a.chosen = [&a] { return catalog_try(a.trying); };
  });
  add_mutate(*command, a);
}

void add_cel(Arguments& a) {
  auto* command =
      a.app.add_subcommand("cel", "evaluate an expression of the Common Expression Language");
  auto* expression = command->add_option("expression", a.cel.expression, "the expression");
  command
      ->add_flag("--jsonl", a.cel.jsonl,
                 "cases from standard input, one a line, in the form of the conformance suite")
      ->excludes(expression);
  command->callback([&a] { a.chosen = [&a] { return cel(a.cel); }; });
}

void add_organisation(Arguments& a) {
  auto* init = a.app.add_subcommand("init", "make the data directory of an organisation");
  common(init, a.init, false);
  init->add_option("directory", a.init.data, "where")->required();
  init->add_option("--name", a.init.name, "the organisation's name, as it stands on its seals")
      ->capture_default_str();
  init->callback([&a] { a.chosen = [&a] { return probata::cli::init(a.init); }; });

  auto* serve = a.app.add_subcommand(
      "serve", "serve an organisation to a browser, and collect from its sources");
  common(serve, a.serve, true);
  serve->add_option("--listen", a.serve.listen, "address and port, of this machine")
      ->envname("PROBATA_LISTEN")
      ->capture_default_str();
  serve->add_option("--name", a.serve.name, "name of a new organisation")->capture_default_str();
  serve->add_flag("--create", a.serve.create, "make the data directory where there is none");
  serve->add_flag("--host", a.serve.host, "collect from this machine");
  auto* demo = serve->add_flag("--demo", a.serve.demo,
                               "and, beside it, a company that does not exist: kept in DATA/demo, "
                               "served below /demo");
  serve->add_option("--demo-people", a.serve.demo_people, "how many work for it")
      ->needs(demo)
      ->check(CLI::Range(20, 2000))
      ->capture_default_str();
  serve->add_option("--repo", a.serve.repositories,
                    "collect from this git repository; may be repeated");
  serve->add_option("--file", a.serve.files,
                    "MAPPING.yaml:DATA, a file to collect from; may be repeated");
  serve->callback([&a] { a.chosen = [&a] { return probata::cli::serve(a.serve); }; });

  auto* append = a.app.add_subcommand("append", "append facts to the ledger");
  common(append, a.append, true);
  append->add_option("file", a.append.file, "JSON Lines; - for standard input")->required();
  append->add_flag("--atomic", a.append.atomic, "none where one is bad");
  append->add_flag("--dry", a.append.dry, "only check");
  append->callback([&a] { a.chosen = [&a] { return probata::cli::append(a.append); }; });
}

void add_collect(Arguments& a) {
  auto* command = a.app.add_subcommand("collect", "one look at a source");
  common(command, a.collect, true);
  command->add_option("source", a.collect.source, "host, git or file")->required();
  command->add_option("--path", a.collect.path, "the repository or the data file");
  command->add_option("--mapping", a.collect.mapping, "how the rows of a file become facts");
  command->add_option("--name", a.collect.name, "the instance, as in connector:file/NAME");
  command->add_option("--out", a.collect.out,
                      "write the facts here, in place of appending them to the organisation");
  command->callback([&a] { a.chosen = [&a] { return collect(a.collect); }; });
}

void add_dispose(CLI::App& ledger, Arguments& a) {
  auto* dispose = ledger.add_subcommand(
      "dispose", "remove for good what entries say; the ledger still proves that they were there");
  common(dispose, a.dispose, true);
  auto* entries =
      dispose->add_option("entry", a.dispose.entries, "the entries' numbers")->check(whole_number);
  auto* kind = dispose->add_option("--kind", a.dispose.kind, "all entries of this kind");
  kind->excludes(entries);
  dispose->add_option("--id", a.dispose.id, "of this thing alone")->needs(kind);
  dispose->add_option("--before", a.dispose.before, "of instants before this one")->needs(kind);
  dispose->add_option("--schedule", a.dispose.schedule, "the retention schedule that ends them")
      ->required();
  dispose->add_option("--reason", a.dispose.reason, "why now, where the schedule does not say it");
  dispose->add_option("--by", a.dispose.by, "who does it: person/ID")->required();
  dispose->add_flag("--yes", a.dispose.yes, "do it; without it only what would go is said");
  dispose->callback([&a] { a.chosen = [&a] { return ledger_dispose(a.dispose); }; });
}

void add_ledger(Arguments& a) {
  auto* command = a.app.add_subcommand("ledger", "check and prove the log of facts");
  command->require_subcommand(1);
  auto* check = command->add_subcommand("check", "recompute everything from the facts");
  common(check, a.ledger, true);
  check->callback([&a] { a.chosen = [&a] { return ledger_check(a.ledger); }; });
  auto* checkpoint = command->add_subcommand("checkpoint", "the signed note of the current size");
  common(checkpoint, a.ledger, true);
  checkpoint->callback([&a] { a.chosen = [&a] { return ledger_checkpoint(a.ledger); }; });
  auto* prove = command->add_subcommand(
      "prove", "that an entry is in the ledger, or that a size grew out of another");
  common(prove, a.ledger, true);
  auto* seq = prove->add_option("entry", a.ledger.seq, "the entry's number")->check(whole_number);
  prove->add_option("--size", a.ledger.size, "in the tree of this size")->check(whole_number);
  prove->add_option("--from", a.ledger.from, "consistency from this size")
      ->excludes(seq)
      ->check(whole_number);
  prove->add_option("--to", a.ledger.to, "to this size; the current one where left out")
      ->check(whole_number);
  prove->callback([&a] { a.chosen = [&a] { return ledger_prove(a.ledger); }; });
  add_dispose(*command, a);
}

void add_report(Arguments& a) {
  auto* command = a.app.add_subcommand("report", "the report as one HTML file that prints well");
  common(command, a.report, true);
  auto* period = command->add_option("--period", a.report.period,
                                     "A/B: two days, both included, or two instants");
  command->add_option("--as-of", a.report.as_of, "the state at an instant")->excludes(period);
  command->add_option("--out", a.report.out, "the folder to write to")->required();
  command->callback([&a] { a.chosen = [&a] { return report(a.report); }; });
}

void add_simulate(Arguments& a) {
  auto* command = a.app.add_subcommand(
      "simulate", "the facts of a company that does not exist, and what is to go wrong in it");
  command->add_option("--people", a.simulate.people, "how many work for it")->capture_default_str();
  command->add_option("--seed", a.simulate.seed, "the same seed gives the same bytes")
      ->check(whole_number)
      ->capture_default_str();
  command->add_option("--period", a.simulate.period, "A/B: two days, both included");
  command->add_option("--violation", a.simulate.names, "what goes wrong, by name; `all` for each");
  command->add_option("--violations", a.simulate.violations,
                      "a file of names, one a line, `count=2` after it");
  command->add_option("--out", a.simulate.out, "write the facts here");
  command->add_option("--truth", a.simulate.truth, "write here which obligations must fail");
  command->add_option("--settings", a.simulate.settings, "write here what the company decided");
  command->add_option("--time-zone", a.simulate.time_zone, "where it works")->capture_default_str();
  command->add_option("--activity", a.simulate.activity, "per cent of the sign-ins and door events")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  command->add_flag("--dirty", a.simulate.dirty,
                    "deliver out of order, twice, and wrong before right");
  command->add_option("--gap", a.simulate.gaps, "what a source never told of, by name");
  command->add_option("--first-look", a.simulate.first_look,
                      "an instant: all history is from before, coverage from then on");
  command->add_flag("--list", a.simulate.list,
                    "the violations: name, what it breaks, what happens; then the gaps");
  command->callback([&a] { a.chosen = [&a] { return probata::cli::simulate(a.simulate); }; });
}

void add_completion(Arguments& a) {
  auto* command =
      a.app.add_subcommand("completion", "a script that completes this command's words in a shell");
  command->add_option("shell", a.shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([&a] {
    a.chosen = [&a] {
      std::vector<std::string> names;
      for (const auto* subcommand : a.app.get_subcommands({}))
        names.push_back(subcommand->get_name());
      return completion(a.shell, names);
    };
  });
}

}  // namespace

int run(int count, const char* const* arguments) {
  Arguments a;
  a.app.set_version_flag("--version", "probata " PROBATA_VERSION);
  a.app.require_subcommand(1);
  a.app.set_help_all_flag("--help-all", "help of all subcommands");
  for (auto* add : {add_assess, add_catalog, add_cel, add_organisation, add_collect, add_ledger,
                    add_report, add_simulate, add_completion})
    add(a);
  const Words words(arguments + 1, arguments + std::max(count, 1));
  if (const auto wrong = wrong_command(a.app, words)) return tell(*wrong, wants_json(words));
  try {
    a.app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return a.app.exit(error);
    return tell(wrong_option(a.app, words, error), wants_json(words));
  }
  return a.chosen();
}

}  // namespace probata::cli
