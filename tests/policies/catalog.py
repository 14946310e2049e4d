"""What policies and crosswalks are compared with: parameters, roles, the kind `policy`, and the controls with their tests."""
import functools
import pathlib
import re

import yaml

# Those that a company chooses; what a host does is no policy.
PROFILES = ["lean", "full"]


@functools.cache
def parsed(text):
    return yaml.safe_load(text) or {}


def read(path):
    return parsed(path.read_text(encoding="utf-8"))


class Test:
    def __init__(self, control, test):
        self.control, self.profile = control["control"], control.get("profile")
        self.judged = "judge" in test  # a person decides; the test is that somebody entitled did, in time
        self.adopted = self.profile in PROFILES
        self.text = " ".join(str(value) for field, value in test.items() if field not in ("id", "title", "says", "assign", "severity"))
        self.waivable_by = set(test.get("waivable_by") or [])


class Catalog:
    """One or several folders; a file of a later folder replaces that of the same name."""

    def __init__(self, folders):
        self.folders = [pathlib.Path(folder) for folder in folders if pathlib.Path(folder).is_dir()]
        self.parameters = self._merged("parameters.yaml")
        self.roles = {role: about["title"] for role, about in self._merged("roles.yaml").items()}
        fields = self._merged("kinds/policy.yaml").get("fields", {})
        self.types, self.topics = (set(fields.get(field, {}).get("enum", [])) for field in ("type", "topic"))
        files = {path.name: path for folder in self.folders for path in sorted(folder.glob("controls/*.yaml"))}
        controls = [read(path) for path in files.values()]
        self.controls = {control["control"]: control for control in controls}
        self.adopted = {name for name, control in self.controls.items() if control.get("profile") in PROFILES}
        self.tests = {f"{control['control']}/{test['id']}": Test(control, test) for control in controls for test in control["tests"]}

    def tests_of(self, control):
        return {name for name, test in self.tests.items() if test.control == control}

    def _merged(self, name):
        merged = {}
        for folder in self.folders:
            if (folder / name).is_file():
                merged.update(read(folder / name))
        return merged
