#!/usr/bin/env python3
"""Compares the crosswalks with the catalog and with the identifiers that exist: check.py [--catalog DIR] prints each mistake as file:line.

Then a line for each crosswalk says what answers what; exit code 1 where there is a mistake. README.md says what each mistake is.
"""
import argparse
import hashlib
import pathlib
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT / "tests" / "policies"))

from catalog import Catalog  # noqa: E402
from crosswalk import Crosswalk  # noqa: E402

# What is published: how many identifiers, and the SHA-256 of them, sorted, a line each. README.md says from where, and how to do it again.
PUBLISHED = {
    "chiaro": (369, "a4e46094bae428e20600c8e205d975ee11cb31b2b27fe93ac54d832eca57d0b2"),
    "iso-27001-2022": (93, "f808d826fd76641a5d20ce4af53beabc1ff0bcaf026477f62f8a8c9814dd207f"),
    "nist-csf-2.0": (106, "efb50b68f872ba44d7186cc7f6d16a559a080c628e0d69214c674bca1f005c96"),
}
HEAD = {"crosswalk", "title", "short", "version", "source"}
KEYS = {"chiaro": HEAD | {"commit", "licence", "credit", "ids", "outside", "attributes", "beyond"}}
KEYS["nist-csf-2.0"] = KEYS["iso-27001-2022"] = HEAD | {"ids", "controls", "unmapped"}
ENTRY = {"tests", "judged", "policy", "why", "lacks", "none", "missing"}
REASONS = ("why", "lacks", "none", "missing")
# A reason is a sentence of ours, never a paragraph of theirs.
LONGEST_REASON = 120


def reason(words):
    return isinstance(words, str) and 0 < len(words.strip()) <= LONGEST_REASON and "\n" not in words


def names(value):
    """A list of names without one twice."""
    return isinstance(value, list) and value and all(isinstance(one, str) for one in value) and len(set(value)) == len(value)


def listed(crosswalk):
    """The identifiers of its list: `CONTROL/ATTRIBUTE` where it is a mapping."""
    ids = crosswalk.all.get("ids")
    if isinstance(ids, dict):
        return [f"{control}/{one}" for control, attributes in ids.items() for one in attributes]
    return ids if isinstance(ids, list) else []


def head(crosswalk, catalog):
    yield from crosswalk.twice
    keys = KEYS[crosswalk.name]
    for key in sorted(set(crosswalk.all) ^ keys):
        yield crosswalk.line(key), f"key `{key}` is missing" if key in keys else f"key `{key}` is none of a crosswalk"
    if crosswalk.all.get("crosswalk") != crosswalk.name:
        yield crosswalk.line("crosswalk"), "is in a file of another name"


def published(crosswalk, catalog):
    ids, (count, digest) = listed(crosswalk), PUBLISHED[crosswalk.name]
    if len(ids) != count or hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest() != digest:
        yield crosswalk.line("ids"), f"{len(ids)} identifiers that are not the {count} published ones"


def entries(crosswalk):
    for control, entries_of in crosswalk.part("attributes").items():
        for attribute, entry in entries_of.items() if isinstance(entries_of, dict) else []:
            yield crosswalk.line("attributes", control, attribute), f"{control}/{attribute}", entry if isinstance(entry, dict) else {}


def attributes(crosswalk, catalog):
    """Each attribute of a category that we have is there, and none besides."""
    outside = crosswalk.part("outside")
    known = {one for one in listed(crosswalk) if one.split("/")[0] not in outside}
    there = {name for _, name, _ in entries(crosswalk)}
    for one in sorted(there - known):
        yield crosswalk.line("attributes", *one.split("/")), f"`{one}` is no attribute, or one of another category"
    for one in sorted(known - there):
        yield crosswalk.line("attributes", one.split("/")[0]), f"attribute `{one}` is missing"
    controls = {one.split("/")[0] for one in listed(crosswalk)}
    for control, category in outside.items():
        if control not in controls or category not in ("Privacy", "Processing Integrity"):
            yield crosswalk.line("outside", control), f"`{control}` is no control, or `{category}` a category that the catalog has"


def shape(crosswalk, catalog):
    for line, name, entry in entries(crosswalk):
        answers, open_ = set(entry) & {"tests", "judged", "policy"}, set(entry) & {"none", "missing"}
        if not entry or set(entry) - ENTRY or len(open_) > 1 or bool(answers) == bool(open_) or (open_ and len(entry) > 1):
            yield line, f"`{name}` has neither tests, judgements or a policy, nor a reason for nothing; or more than it may"
        for key in ("tests", "judged"):
            if key in entry and not names(entry[key]):
                yield line, f"`{key}` of `{name}` is no list of tests, or one is there twice"
        if "policy" in entry and "tests" not in entry:
            yield line, f"`{name}` names a policy and no test that proves what it says"
        if "judged" in entry and "tests" not in entry and "why" not in entry:
            yield line, f"`{name}` is only judged, and does not say why"
        for key in REASONS:
            if key in entry and not reason(entry[key]):
                yield line, f"`{key}` of `{name}` is no reason of one to {LONGEST_REASON} characters"


def tests(crosswalk, catalog):
    for line, name, entry in entries(crosswalk):
        for key in ("tests", "judged"):
            for test in entry.get(key, []):
                if test not in catalog.tests:
                    yield line, f"test `{test}` is in no control"
                elif catalog.tests[test].judged != (key == "judged"):
                    yield line, f"test `{test}` is a judgement" if key == "tests" else f"test `{test}` is no judgement"


def policies(crosswalk, catalog):
    for line, name, entry in entries(crosswalk):
        if "policy" not in entry:
            continue
        path = catalog.folders[0] / "policies" / f"{entry['policy']}.md"
        text = path.read_text(encoding="utf-8") if path.is_file() else None
        if text is None:
            yield line, f"policy `{entry['policy']}` is not in the catalog"
            continue
        for test in entry.get("tests", []):
            if f"{{test: {test}}}" not in text:
                yield line, f"policy `{entry['policy']}` says nothing that test `{test}` proves"


def asked(crosswalk):
    return {test for _, _, entry in entries(crosswalk) for key in ("tests", "judged") for test in entry.get(key, [])}


def beyond(crosswalk, catalog):
    """Each of our tests answers an attribute, or stands among those that none asks for."""
    asked_for, named = asked(crosswalk), set()
    for name, why in crosswalk.part("beyond").items():
        line = crosswalk.line("beyond", name)
        meant = {test for test in catalog.tests if name in (test, catalog.tests[test].control)}
        if not meant or meant & asked_for or meant & named:
            yield line, f"`{name}` is no control or test, or something asks for it, or it is there already"
        if not reason(why):
            yield line, f"`{name}` has no reason of one to {LONGEST_REASON} characters"
        named |= meant
    for test in sorted(set(catalog.tests) - asked_for - named):
        yield crosswalk.line("beyond"), f"test `{test}` answers no attribute, and is not among those beyond"


def controls(crosswalk, catalog):
    there, known = crosswalk.part("controls"), set(listed(crosswalk))
    for control in sorted(set(catalog.controls) - set(there)):
        yield crosswalk.line("controls"), f"control `{control}` is missing"
    for control, ids in there.items():
        line = crosswalk.line("controls", control)
        if control not in catalog.controls:
            yield line, f"control `{control}` is not in the catalog"
        if isinstance(ids, dict) and (set(ids) != {"none"} or not reason(ids["none"])):
            yield line, f"`{control}` has no reason of one to {LONGEST_REASON} characters"
        elif not isinstance(ids, dict) and not names(ids):
            yield line, f"`{control}` has no list of identifiers, or one is there twice"
        for one in ids if isinstance(ids, list) else []:
            if one not in known:
                yield line, f"identifier `{one}` does not exist"


def used(crosswalk):
    return {one for ids in crosswalk.part("controls").values() if isinstance(ids, list) for one in ids}


def unmapped(crosswalk, catalog):
    """Each identifier is one of some control, or stands among those that none helps with."""
    left = crosswalk.part("unmapped")
    for one, why in left.items():
        if one not in listed(crosswalk) or one in used(crosswalk):
            yield crosswalk.line("unmapped", one), f"identifier `{one}` does not exist, or some control has it"
        if not reason(why):
            yield crosswalk.line("unmapped", one), f"`{one}` has no reason of one to {LONGEST_REASON} characters"
    for one in sorted(set(listed(crosswalk)) - used(crosswalk) - set(left)):
        yield crosswalk.line("unmapped"), f"no control has `{one}`, and it is not among the unmapped"


BY_CONTROL = [head, published, controls, unmapped]
RULES = {"chiaro": [head, published, attributes, shape, tests, policies, beyond], "nist-csf-2.0": BY_CONTROL, "iso-27001-2022": BY_CONTROL}


def check(folder):
    """(catalog, crosswalks, mistakes as (file, line, message)) of a catalog's folder."""
    catalog, place = Catalog([folder]), pathlib.Path(folder) / "crosswalks"
    there = {path.stem: Crosswalk(path) for path in sorted(place.glob("*.yaml"))}
    mistakes = {(place / f"{name}.yaml", 1, "is missing, or is a crosswalk that nothing checks") for name in set(there) ^ set(RULES)}
    known = [there[name] for name in sorted(set(there) & set(RULES))]
    mistakes |= {(one.path, line, message) for one in known for rule in RULES[one.name] for line, message in rule(one, catalog)}
    mistakes |= set(told(folder, catalog, known))
    if not catalog.tests:
        mistakes.add((place, 1, "the catalog has no tests: nothing was compared"))
    return catalog, known, sorted(mistakes)


def answered(crosswalk):
    """How the attributes are answered: {way: how many}."""
    ways = {"tests": 0, "tests and a judgement": 0, "text": 0, "judgement": 0, "missing": 0, "none": 0, "part": 0}
    for _, _, entry in entries(crosswalk):
        way = next((way for way in ("missing", "none") if way in entry), None) or ("text" if "policy" in entry else None)
        way = way or ("judgement" if "tests" not in entry else "tests and a judgement" if "judged" in entry else "tests")
        ways[way] += 1
        ways["part"] += "lacks" in entry
    return ways


def summary(crosswalk, catalog):
    if crosswalk.name != "chiaro":
        mapped = sum(isinstance(ids, list) for ids in crosswalk.part("controls").values())
        return f"{mapped} of {len(catalog.controls)} controls mapped, {len(used(crosswalk))} of {len(listed(crosswalk))} identifiers answered"
    ways = answered(crosswalk)
    by_tests, nothing = ways["tests"] + ways["tests and a judgement"], ways["none"] + ways["missing"]
    total = by_tests + ways["text"] + ways["judgement"] + nothing
    return (f"{total} attributes: {by_tests} by tests ({ways['tests and a judgement']} with a judgement), {ways['text']} by an approved text and tests, "
            f"{ways['judgement']} by judgements, {nothing} by nothing ({ways['missing']} of them for want of a test); {ways['part']} of them in part; "
            f"{len(asked(crosswalk))} of {len(catalog.tests)} tests asked for")


def told(folder, catalog, crosswalks):
    """The page for readers has the figures that are printed here, and names each attribute that a machine could decide."""
    page = pathlib.Path(folder).parent / "docs" / "crosswalks.md"
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    for crosswalk in crosswalks:
        if f"{crosswalk.name}: {summary(crosswalk, catalog)}\n" not in text:
            yield page, 1, f"does not have the line that is printed of {crosswalk.name}"
        for _, name, entry in entries(crosswalk):
            if "missing" in entry and f"`{name}`" not in text:
                yield page, 1, f"does not name `{name}`, which a machine could decide"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--catalog", default=PROJECT / "catalog", metavar="DIR")
    catalog, crosswalks, mistakes = check(arguments.parse_args().catalog)
    for path, line, message in mistakes:
        print(f"{path}:{line}: {message}")
    for crosswalk in crosswalks:
        print(f"{crosswalk.name}: {summary(crosswalk, catalog)}")
    print(f"{len(crosswalks)} crosswalks, {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
