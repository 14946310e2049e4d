#!/usr/bin/env python3
"""Compares the policies with the controls: check.py [--catalog DIR]… [FOLDER] prints each mistake as file:line: what is wrong.

FOLDER has the policies, catalog/policies by default. Without --catalog it reads catalog/ of the project. It says how much it compared, and
ends with `N passed, N failed`, a check each of the functions below; exit code 1 where one failed. README.md says what each mistake is.
"""
import argparse
import pathlib
import re
import sys

from catalog import Catalog
from policy import Policy

SECTIONS = ["Purpose", "Scope", "Rules", "Roles", "Exceptions", "Review"]
KEYS = ["policy", "title", "type", "topic", "profile", "owner", "applies_to", "approved_by", "criteria"]
# People whom a relation names and no role.
RELATIONS = {"Everybody", "Manager"}


def front_matter(policy, catalog):
    front = policy.front
    if list(front) != KEYS:
        yield 0, f"front matter has the keys {', '.join(front) or 'none'}; it needs {', '.join(KEYS)}, in this order"
        return
    for key in ("owner", "approved_by", "applies_to"):
        named = front[key] if isinstance(front[key], list) else [front[key]]
        known = set(catalog.roles) | ({"everybody"} if key == "applies_to" else set())
        yield from ((policy.key(key), f"role `{role}` is not in roles.yaml") for role in named if role not in known)
    if front["policy"] != policy.path.stem:
        yield policy.key("policy"), f"policy `{front['policy']}` is in a file of another name"
    if front["owner"] == front["approved_by"]:
        yield policy.key("approved_by"), f"`{front['owner']}` would approve what is its own"
    for key, known in (("profile", {least_profile(policy, catalog)}), ("type", catalog.types), ("topic", catalog.topics)):
        if front[key] not in known:
            yield policy.key(key), f"{key} `{front[key]}` is none of {', '.join(sorted(known))}"
    carried = {criterion for name in carries(policy, catalog) for criterion in catalog.controls[name]["criteria"]}
    if front["criteria"] != sorted(carried, key=in_order):
        theirs = ", ".join(sorted(carried, key=in_order))
        yield policy.key("criteria"), f"criteria are not those of the controls of its rules: [{theirs}]"


def least_profile(policy, catalog):
    """The one in which the policy has a rule."""
    profiles = {catalog.controls[name].get("profile") for name in carries(policy, catalog)}
    return "full" if profiles == {"full"} else "lean"


def in_order(criterion):
    """CC1.1 before CC2.1 before A1.1 before C1.1."""
    letters, numbers = re.fullmatch(r"([A-Z]+)(.*)", criterion).groups()
    return ["CC", "A", "C"].index(letters), [int(number) for number in numbers.split(".")]


def carries(policy, catalog):
    return {catalog.tests[test].control for sentence in policy.rules() for test in sentence.tests if test in catalog.tests}


def shape(policy, catalog):
    if policy.titles != SECTIONS:
        yield policy.body, f"sections are {', '.join(policy.titles)}; they are {', '.join(SECTIONS)}, in this order"
    for place, (number, offset) in enumerate(policy.numbers, 1):
        if number != place:
            yield offset, f"rule {number} stands where rule {place} is due"
    for sentence in policy.sentences:
        if sentence.section == "Rules" and sentence.rule is None:
            yield sentence.offset, "words among the rules that are no rule"


def names(policy, catalog):
    for form, name, offset in policy.braces():
        if form is None:
            yield offset, f"`{name}` is neither {{param.NAME}} nor {{test: CONTROL/TEST}} nor {{waiver: CONTROL/TEST}}"
        elif form == "param" and name not in catalog.parameters:
            yield offset, f"parameter `{name}` is not in parameters.yaml"
        elif form != "param" and name not in catalog.tests:
            yield offset, f"test `{name}` is in no control"
        elif form != "param" and not catalog.tests[name].adopted:
            yield offset, f"test `{name}` is of the profile {catalog.tests[name].profile}, which no company adopts as a policy"


def roles(policy, catalog):
    begin = policy.sections.get("Roles", (policy.body, 0))[0]
    named = {found[1]: begin + found.start() for found in re.finditer(r"^- \*\*([^*\n]+)\*\*:", policy.section("Roles"), re.M)}
    for title in set(named) - set(catalog.roles.values()) - RELATIONS:
        yield named[title], f"role `{title}` is not in roles.yaml"
    owners = {catalog.controls[name].get("owner") for name in carries(policy, catalog)} | {policy.front.get("owner")}
    for owner in sorted(filter(None, owners)):
        if catalog.roles.get(owner) not in named:
            yield begin, f"role `{owner}` owns this policy or a control that it carries, and is not among the roles"


def exceptions(policy, catalog):
    """Who may waive what is what the tests say, whole and no more."""
    begin = policy.sections.get("Exceptions", (policy.body, 0))[0]
    granted, by_title = {}, {title: role for role, title in catalog.roles.items()}
    for found in re.finditer(r"^- (\*\*.*?)(?=^- |^\s*$|\Z)", policy.section("Exceptions"), re.M | re.S):
        who = {by_title.get(title, title) for title in re.findall(r"\*\*([^*\n]+)\*\*", found[1])}
        for test in re.findall(r"\{waiver: ([^{}]*)\}", found[1]):
            granted[test] = who, begin + found.start()
    carried = {test for name in carries(policy, catalog) for test in catalog.tests_of(name)}
    for test, (who, offset) in granted.items():
        if test not in carried or who != catalog.tests[test].waivable_by:
            yield offset, f"`{test}` is not waived by {' or '.join(sorted(who))}, or is not of this policy"
    for test in sorted(carried - set(granted)):
        if catalog.tests[test].waivable_by:
            yield begin, f"`{test}` may be waived by {' or '.join(sorted(catalog.tests[test].waivable_by))}, and the policy does not say so"


def carried_once(policies, catalog):
    """A control is carried by one rule of one policy, and that rule names each of its tests, once."""
    place, named = {}, set()
    for policy in policies:
        for sentence in policy.rules():
            for test in sentence.tests:
                control = catalog.tests[test].control if test in catalog.tests else None
                here = policy.front.get("policy"), sentence.rule
                if control and place.setdefault(control, here + (policy, sentence))[:2] != here:
                    there = "rule {1} of `{0}`".format(*place[control])
                    yield policy, sentence.offset, f"control `{control}` is carried by {there} already"
                elif test in named:
                    yield policy, sentence.offset, f"test `{test}` stands behind a sentence before"
                named.add(test)
    for policy, rule, sentence, controls in several(policies, catalog):
        yield policy, sentence.offset, f"rule {rule} carries several controls: {', '.join(sorted(controls))}"
    for control, (_, rule, policy, sentence) in place.items():
        for test in sorted(catalog.tests_of(control) - named):
            yield policy, sentence.offset, f"rule {rule} carries `{control}`, and leaves out its test `{test}`"


def several(policies, catalog):
    """A rule is left out with its control, so it carries one."""
    for policy in policies:
        rules = {}
        for sentence in policy.rules():
            controls = {catalog.tests[test].control for test in sentence.tests if test in catalog.tests}
            first, so_far = rules.setdefault(sentence.rule, (sentence, set()))
            so_far |= controls
        yield from ((policy, rule, first, controls) for rule, (first, controls) in rules.items() if len(controls) > 1)


def left_out(policies, catalog, readme):
    """Every control of the profiles lean and full has a rule or, in README.md, a reason why it has none."""
    begin = readme.find("\n## Controls without a rule")
    line = readme.count("\n", 0, begin + 1) + 1
    reasons = set(re.findall(r"^- `([\w-]+)`: \S", readme[begin:], re.M)) if begin >= 0 else set()
    carried = set().union(*(carries(policy, catalog) for policy in policies))
    yield from ((line, f"control `{name}` has neither a rule nor a reason") for name in sorted(catalog.adopted - carried - reasons))
    yield from ((line, f"`{name}` has a rule, or is no control of a policy") for name in sorted(reasons - (catalog.adopted - carried)))


def types_needed(policies, catalog, readme):
    """Some tests look for a policy of one type and topic, such as the plan for incidents: the set has it."""
    there = {(policy.front.get("type"), topic) for policy in policies for topic in (policy.front.get("topic"), "")}
    for name, test in sorted(catalog.tests.items()):
        for found in re.findall(r'policy\.type == "(\w+)"(?: && \w+\.policy\.topic == "(\w+)")?', test.text) if test.adopted else []:
            if found not in there:
                yield 1, f"test `{name}` looks for a {' on '.join(filter(None, found))}, and no policy is one"


def something(policies, catalog, readme):
    if not policies or not catalog.adopted:
        yield 1, "no policy or no control was found: nothing was compared"


# What looks at one policy, at all of them, and at what the set leaves out: `(offset, …)`, `(policy, offset, …)` and `(line, …)`.
OF_ONE = [front_matter, shape, names, roles, exceptions]
OF_ALL = [carried_once]
OF_THE_SET = [something, left_out, types_needed]


def check(folder, catalogs):
    """(policies, catalog, {what looked: its mistakes as (file, line, message)})."""
    catalog = Catalog(catalogs)
    policies = [Policy(path) for path in sorted(pathlib.Path(folder).glob("*.md")) if path.name != "README.md"]
    readme = pathlib.Path(folder, "README.md")
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    found = {rule: {(p.path, p.line(offset), message) for p in policies for offset, message in rule(p, catalog)} for rule in OF_ONE}
    found |= {rule: {(p.path, p.line(offset), message) for p, offset, message in rule(policies, catalog)} for rule in OF_ALL}
    found |= {rule: {(readme, line, message) for line, message in rule(policies, catalog, text)} for rule in OF_THE_SET}
    return policies, catalog, {rule.__name__: sorted(mistakes) for rule, mistakes in found.items()}


def main():
    here = pathlib.Path(__file__).resolve().parent
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--catalog", action="append", metavar="DIR")
    arguments.add_argument("folder", nargs="?", default=here.parent.parent / "catalog" / "policies", metavar="FOLDER")
    given = arguments.parse_args()
    project = here.parent.parent
    policies, catalog, found = check(given.folder, given.catalog or [project / "catalog"])
    for path, line, message in sorted(mistake for mistakes in found.values() for mistake in mistakes):
        print(f"{path}:{line}: {message}")
    carried = len(set().union(*(carries(policy, catalog) for policy in policies)))
    print(f"{len(policies)} policies, {sum(len(policy.numbers) for policy in policies)} rules, {carried} of {len(catalog.adopted)} controls")
    failed = sum(bool(mistakes) for mistakes in found.values())
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
