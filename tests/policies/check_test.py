#!/usr/bin/env python3
"""Breaks a copy of the policies, or of the catalog, in each way that check.py knows: check_test.py [--catalog DIR]….

The breaks are those of tests/breaks.py.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile

import check

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import breaks  # noqa: E402

LEAVERS = "{test: access-removal/leavers}"
BREAKS = [
    # front matter
    ("access.md", "topic: access\n", "", "front matter has the keys", 1),
    ("access.md", "title: Access policy", "title: [", "front matter has the keys none", 1),
    ("access.md", "owner: security_officer", "owner: chief", "role `chief` is not in roles.yaml", None),
    ("access.md", "applies_to: everybody", "applies_to: [everyone]", "role `everyone` is not in roles.yaml", None),
    ("access.md", "approved_by: management", "approved_by: security_officer", "`security_officer` would approve what is its own", None),
    ("access.md", "policy: access", "policy: entry", "is in a file of another name", None),
    ("access.md", "topic: access", "topic: doors", "topic `doors` is none of", None),
    ("access.md", "profile: lean", "profile: full", "profile `full` is none of lean", None),
    ("access.md", "criteria: [", "criteria: [A1.1, ", "criteria are not those", None),
    # shape
    ("access.md", "## Roles", "## People", "sections are Purpose, Scope, Rules, People", "\n## Purpose"),
    ("access.md", "3. **Sign-in.**", "5. **Sign-in.**", "rule 5 stands where rule 3 is due", None),
    ("access.md", "## Rules\n", "## Rules\n\nThis matters.\n", "words among the rules that are no rule", "This matters"),
    ("access.md", LEAVERS, "{tests: access-removal/leavers}", "is neither {param.NAME} nor", None),
    # what is named
    ("access.md", "{param.triage}. {test: accounts", "{param.trriage}. {test: accounts", "parameter `trriage` is not in", None),
    ("access.md", LEAVERS, "{test: access-removal/goers}", "test `access-removal/goers` is in no control", None),
    ("access.md", LEAVERS, LEAVERS + " {test: host-time/synchronised}", "test `host-time/synchronised` is of the profile host", None),
    ("access.md", "{waiver: toxic-pairs/none}", "{waiver: toxic-pairs/any}", "test `toxic-pairs/any` is in no control", None),
    # controls
    ("access.md", "{test: toxic-pairs/none}", "{test: mfa/enforced}", "control `mfa` is carried by rule 3 of `access` already",
     "No person"),
    ("access.md", "{test: toxic-pairs/none}", "{test: mfa/enforced}",
     "control `toxic-pairs` has neither a rule nor a reason", pathlib.Path("README.md")),
    ("access.md", "{test: mfa/systems}", "{test: mfa/enforced}", "test `mfa/enforced` stands behind a sentence before", "Every system enf"),
    ("access.md", "{test: mfa/systems}", "{test: mfa/enforced}", "rule 3 carries `mfa`, and leaves out its test `mfa/systems`",
     "Every person"),
    ("README.md", "None: each", "- `mfa`: it needs none\n\nEach", "`mfa` has a rule, or is no control of a policy", pathlib.Path("README.md")),
    ("access.md", "{test: toxic-pairs/none}", "{test: toxic-pairs/none} {test: mfa/enforced}", "rule 6 carries several controls: mfa, toxic",
     "No person"),
    ("logging-and-monitoring.md", "{test: second-look/judged}\n\n## Roles", "{test: uptime/kept}\n\n## Roles",
     "control `second-look` has neither a rule nor a reason", pathlib.Path("README.md")),
    # roles and exceptions
    ("access.md", "- **Engineering lead**:", "- **Chief engineer**:", "role `Chief engineer` is not in roles.yaml", None),
    ("access.md", "- **Engineering lead**:", "- **Chief engineer**:", "role `engineering_lead` owns this policy or a control", "## Roles"),
    ("access.md", "**Security officer** or **Management**", "**Management**", "is not waived by management", "**Management**"),
    ("access.md", "{waiver: toxic-pairs/none}", "{waiver: backups/copies}", "or is not of this policy", None),
    ("access.md", "- **Security officer** or **Management**: {waiver: toxic-pairs/none}", "Nobody.", "`toxic-pairs/none` may be waived by",
     "## Exceptions"),
    ("incident-response.md", "topic: incident", "topic: other", "looks for a plan on incident, and no policy is one",
     pathlib.Path("README.md")),
    # the catalog changes, the policy stays
    ("catalog/controls/toxic-pairs.yaml", "profile: lean", "profile: host",
     "test `toxic-pairs/none` is of the profile host", pathlib.Path("access.md")),
    ("catalog/controls/mfa.yaml", "  - id: systems\n", "  - id: all-systems\n", "leaves out its test `mfa/all-systems`",
     pathlib.Path("access.md")),
    ("catalog/controls/backups.yaml", "waivable_by: [security_officer]", "waivable_by: [management]", "is not waived by",
     pathlib.Path("continuity.md")),
    ("catalog/controls/tls.yaml", "CC6.7: [encrypted]", "C1.1: [protected]", "criteria are not those", pathlib.Path("vulnerabilities.md")),
]


def copies(folder, catalogs):
    """A copy of the policies and one of the catalog, all its folders in one."""
    for path in [HERE / "README.md", *(HERE.parent.parent / "catalog" / "policies").glob("*.md")]:
        shutil.copy(path, folder)
    for catalog in filter(pathlib.Path.is_dir, map(pathlib.Path, catalogs)):
        shutil.copytree(catalog, folder / "catalog", dirs_exist_ok=True)


def mistakes(folder):
    found = check.check(folder, [folder / "catalog"])[2]
    return {(path.name, line, message) for mistakes in found.values() for path, line, message in mistakes}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--catalog", action="append", metavar="DIR")
    project = HERE.parent.parent
    catalogs = arguments.parse_args().catalog or [project / "catalog"]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        copies(folder, catalogs)
        return breaks.run(folder, BREAKS, mistakes)


if __name__ == "__main__":
    sys.exit(main())
