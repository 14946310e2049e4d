// `probata catalog policy`: the policies as an organisation would sign them.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "server/policies.h"

namespace probata::cli {
namespace {

int list(std::span<const Policy> policies, const View& view, bool json) {
  if (json) {
    fmt::print("{}\n", json::write(api::policies_json(policies, view)));
    return done;
  }
  const Catalog& catalog = view.history.catalog();
  for (const Policy& policy : policies) {
    const PolicyText said = text_of(policy, catalog, view.history.settings(), view.now);
    fmt::print("{}  {} ({}), owner {}, {} rules{}\n", policy.name, policy.title, policy.type,
               reader_title(catalog, policy.owner), said.rules,
               said.left_out.empty() ? "" : fmt::format(", {} left out", said.left_out.size()));
  }
  return done;
}

int show(const Policy& policy, const View& view, bool json) {
  if (json) {
    fmt::print("{}\n", json::write(api::policy_json(policy, view)));
    return done;
  }
  const Catalog& catalog = view.history.catalog();
  const PolicyText said = text_of(policy, catalog, view.history.settings(), view.now);
  fmt::print("{}", to_markdown(policy, said, catalog));
  // Beside the text, so that what is piped is the policy alone.
  for (const auto& [what, why] : said.left_out)
    fmt::print(stderr, "probata: `{}` has no rule here: {}\n", what, why);
  return done;
}

int tell_of(const View& view, const PolicyOptions& options) {
  const auto policies = read_policies(view.history.catalog());
  if (!policies) return tell(policies.error(), options.json);
  if (options.what.empty()) return list(*policies, view, options.json);
  const Policy* found = api::find_policy(*policies, options.what);
  if (found != nullptr) return show(*found, view, options.json);
  return tell(Error{fmt::format("there is no policy `{}`", options.what),
                    name_hint(options.what, api::names_of(*policies)),
                    {}},
              options.json);
}

}  // namespace

int catalog_policy(const PolicyOptions& options) {
  if (!options.organisation.empty()) {
    CommonOptions common = options;
    common.data = options.organisation;
    auto organisation = open_organisation(common, true);
    if (!organisation) return tell(organisation.error(), options.json);
    return (*organisation)->read([&](const View& view) { return tell_of(view, options); });
  }
  auto catalog = load_catalog(options);
  if (!catalog) return tell(catalog.error(), options.json);
  auto settings = load_settings(options.settings, **catalog);
  if (!settings) return tell(settings.error(), options.json);
  const History history(*catalog, *settings);
  return tell_of(View{history, FactNo{0}, system_clock()()}, options);
}

}  // namespace probata::cli
