#!/usr/bin/env python3
"""Breaks a copy of the catalog and its crosswalks in each way that check.py knows.

The breaks are those of tests/breaks.py.
"""
import pathlib
import shutil
import sys
import tempfile

import check

sys.path.insert(0, str(check.PROJECT / "tests"))
import breaks  # noqa: E402

CHIARO, CSF, ISO = (f"catalog/crosswalks/{name}.yaml" for name in ("chiaro", "nist-csf-2.0", "iso-27001-2022"))
PAGE = "docs/crosswalks.md"
LEAVERS = "A3: {tests: [access-removal/leavers]}"
BREAKS = [
    # the file
    (CHIARO, "version: \"1.6\"\n", "", "key `version` is missing", "crosswalk: chiaro"),
    (CSF, "title:", "text: their words\ntitle:", "key `text` is none of a crosswalk", "text: their words"),
    (ISO, "crosswalk: iso", "crosswalk: iso-", "is in a file of another name", None),
    (ISO, "ids: [", "ids: {[", "is no YAML", pathlib.Path(ISO)),
    (CSF, "controls:\n", "controls:\n  mfa: [PR.AA-03]\n", "`mfa` is there twice", "  mfa: [PR.AA-03]\n  model"),
    (CHIARO, "    A4: {tests: [access-removal/leavers,", "    A3: {tests: [access-removal/leavers,", "`A3` is there twice", None),
    # the identifiers that exist
    (CHIARO, "  IAM-04: [A1, A2,", "  IAM-04: [A1, A22,", "369 identifiers that are not the 369 published ones", "ids:\n"),
    (CSF, "GV.OC-01, GV.OC-02,", "GV.OC-02,", "105 identifiers that are not the 106 published ones", "ids: ["),
    (CSF, "ID.AM-05, ID.AM-07,", "ID.AM-05, ID.AM-06, ID.AM-07,", "107 identifiers that are not the 106", "ids: ["),
    (ISO, "A.5.9, A.5.10,", "A.5.9, A.5.1,", "93 identifiers that are not the 93 published ones", "ids: ["),
    # attributes
    (CHIARO, "    " + LEAVERS + "\n", "", "attribute `IAM-04/A3` is missing", "  IAM-04:\n"),
    (CHIARO, "    " + LEAVERS, "    A33: {tests: [access-removal/leavers]}", "`IAM-04/A33` is no attribute, or one of another", None),
    (CHIARO, "attributes:\n", "attributes:\n  PRI-01:\n    A1: {none: theirs}\n", "`PRI-01/A1` is no attribute, or one of another", "    A1: {none: theirs}"),
    (CHIARO, "  PRI-01: Privacy\n", "", "attribute `PRI-01/A1` is missing", "attributes:\n"),
    (CHIARO, "  PRI-01: Privacy\n", "  PRI-01: Security\n", "`PRI-01` is no control, or `Security` a category", None),
    (CHIARO, "  PRI-01: Privacy\n", "  PRI-01: Privacy\n  PRI-99: Privacy\n", "`PRI-99` is no control", "  PRI-99"),
    # an entry
    (CHIARO, LEAVERS, "A3: {}", "`IAM-04/A3` has neither tests", None),
    (CHIARO, LEAVERS, "A3: access-removal/leavers", "`IAM-04/A3` has neither tests", None),
    (CHIARO, LEAVERS, "A3: {test: [access-removal/leavers]}", "`IAM-04/A3` has neither tests", None),
    (CHIARO, LEAVERS, "A3: {tests: [access-removal/leavers], none: nothing}", "or more than it may", None),
    (CHIARO, LEAVERS, "A3: {none: nothing, missing: nothing}", "or more than it may", None),
    (CHIARO, LEAVERS, "A3: {tests: [access-removal/leavers, access-removal/leavers]}", "`tests` of `IAM-04/A3` is no list", None),
    (CHIARO, LEAVERS, "A3: {tests: access-removal/leavers}", "`tests` of `IAM-04/A3` is no list", None),
    (CHIARO, LEAVERS, "A3: {tests: []}", "`tests` of `IAM-04/A3` is no list", None),
    (CHIARO, LEAVERS, "A3: {policy: access}", "names a policy and no test", None),
    (CHIARO, "A3: {judged: [integrations/least-scope], why: looked at in every half year}", "A3: {judged: [integrations/least-scope]}",
     "`IAM-11/A3` is only judged, and does not say why", None),
    (CHIARO, LEAVERS, "A3: {tests: [access-removal/leavers], why: ''}", "`why` of `IAM-04/A3` is no reason", None),
    (CHIARO, LEAVERS, "A3: {missing: " + "word " * 30 + "}", "`missing` of `IAM-04/A3` is no reason", None),
    # what it names
    (CHIARO, LEAVERS, "A3: {tests: [access-removal/goers]}", "test `access-removal/goers` is in no control", None),
    (CHIARO, LEAVERS, "A3: {tests: [integrations/least-scope]}", "test `integrations/least-scope` is a judgement", None),
    (CHIARO, LEAVERS, "A3: {judged: [access-removal/leavers], why: it is}", "test `access-removal/leavers` is no judgement", None),
    (CHIARO, LEAVERS, "A3: {policy: entry, tests: [access-removal/leavers]}", "policy `entry` is not in the catalog", None),
    (CHIARO, LEAVERS, "A3: {policy: change, tests: [access-removal/leavers]}", "policy `change` says nothing that test `access-removal/leavers`", None),
    # tests that nothing asks for
    (CHIARO, "  host-time: clocks\n", "", "test `host-time/synchronised` answers no attribute", "beyond:\n"),
    (CHIARO, "  host-time: clocks\n", "  host-clock: clocks\n", "`host-clock` is no control or test", None),
    (CHIARO, "  host-time: clocks\n", "  host-time: clocks\n  host-time/synchronised: clocks\n", "or it is there already", "  host-time/sync"),
    (CHIARO, "  host-time: clocks\n", "  host-time: clocks\n  uptime: promises\n", "something asks for it", "  uptime: promises"),
    (CHIARO, "  host-time: clocks\n", "  host-time: ''\n", "`host-time` has no reason", None),
    # controls and identifiers
    (CSF, "  tls: [PR.DS-02]\n", "", "control `tls` is missing", "controls:\n"),
    (ISO, "  tls: [", "  ssl: [", "control `ssl` is not in the catalog", None),
    (CSF, "  tls: [PR.DS-02]", "  tls: [PR.DS-2]", "identifier `PR.DS-2` does not exist", None),
    (CSF, "  tls: [PR.DS-02]", "  tls: [PR.PT-04]", "identifier `PR.PT-04` does not exist", None),
    (ISO, "  backups: [A.8.13]", "  backups: [8.13]", "identifier `8.13` does not exist", None),
    (CSF, "  tls: [PR.DS-02]", "  tls: []", "`tls` has no list of identifiers", None),
    (CSF, "  tls: [PR.DS-02]", "  tls: PR.DS-02", "`tls` has no list of identifiers", None),
    (CSF, "  tls: [PR.DS-02]", "  tls: [PR.DS-02, PR.DS-02]", "`tls` has no list of identifiers", None),
    (ISO, "  uptime: {none: ", "  uptime: {never: ", "`uptime` has no reason", None),
    (ISO, "  A.5.32: no fact tells of licences\n", "", "no control has `A.5.32`", "unmapped:\n"),
    (ISO, "  A.5.32: no", "  A.5.38: no", "identifier `A.5.38` does not exist, or some control has it", None),
    (ISO, "  A.5.32: no fact tells of licences\n", "  A.5.32: no fact tells of licences\n  A.5.1: none\n", "or some control has it", "  A.5.1: none"),
    (ISO, "  A.5.32: no fact tells of licences\n", "  A.5.32: ''\n", "`A.5.32` has no reason", None),
    # the catalog changes, the crosswalk stays
    ("catalog/controls/access-removal.yaml", "- id: leavers", "- id: goers", "test `access-removal/leavers` is in no control", pathlib.Path(CHIARO)),
    ("catalog/controls/access-removal.yaml", "- id: leavers", "- id: goers", "test `access-removal/goers` answers no attribute", pathlib.Path(CHIARO)),
    ("catalog/controls/tls.yaml", "control: tls", "control: encryption", "control `encryption` is missing", pathlib.Path(ISO)),
    ("catalog/controls/integrations.yaml", "    judge:", "    title:", "test `integrations/least-scope` is no judgement", pathlib.Path(CHIARO)),
    ("catalog/policies/access.md", "{test: access-removal/leavers}", "", "policy `access` says nothing that test `access-removal/leavers`", pathlib.Path(CHIARO)),
    # the page for readers
    (CSF, "  tls: [PR.DS-02]", "  tls: {none: nothing}", "does not have the line that is printed of nist-csf-2.0", pathlib.Path(PAGE)),
    (CHIARO, LEAVERS, "A3: {missing: nobody looks}", "does not name `IAM-04/A3`", pathlib.Path(PAGE)),
    (PAGE, "314 attributes", "315 attributes", "does not have the line that is printed of chiaro", pathlib.Path(PAGE)),
]


def mistakes(folder):
    return {(str(path.relative_to(folder)), line, message) for path, line, message in check.check(folder / "catalog")[2]}


def whole_file(folder):
    """A crosswalk that is gone, and one that nothing checks."""
    path = folder / ISO
    other = path.with_name("other.yaml")
    path.rename(other)
    found = {file for file, _, message in mistakes(folder) if message.startswith("is missing")}
    other.rename(path)
    return None if found == {ISO, "catalog/crosswalks/other.yaml"} else f"not noticed: {sorted(found)}"


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in ("catalog", "docs"):
            shutil.copytree(check.PROJECT / part, folder / part)
        return breaks.run(folder, BREAKS, mistakes, [("a file of another name", whole_file(folder))])


if __name__ == "__main__":
    sys.exit(main())
