"""What the program writes, and the files that it ships, fit the schemas of schemas/."""
import json
import shutil
import subprocess

import jsonschema
import yaml

from support import PROBATA, ROOT, ProgramTest, catalog_of_case


def validator(name):
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class SchemaTest(ProgramTest):
    def fits(self, check, value, where):
        problems = [f"{where}: {'/'.join(map(str, e.absolute_path))}: {e.message}" for e in check.iter_errors(value)]
        self.assertEqual(problems, [])

    def test_shipped_sources(self):
        check, count = validator("source"), 0
        for path in sorted((ROOT / "catalog" / "sources").glob("*.yaml")):
            self.fits(check, yaml.load(path.read_text(), yaml.BaseLoader), path.name)
            count += 1
        self.assertGreater(count, 0)

    def test_results_of_every_case(self):
        assessment, explanation, explained = validator("assessment"), validator("explanation"), set()
        for case in sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expect.json")):
            arguments = self.arguments_of(case)
            if arguments is None:
                continue
            done = subprocess.run([PROBATA, "assess", *map(str, arguments), "--json", "--all"], capture_output=True, timeout=60)
            self.assertIn(done.returncode, (0, 1), f"{case.name}: {done.stderr.decode()}")
            result = json.loads(done.stdout)
            self.fits(assessment, result, case.name)
            for test, row in self.rows(result):
                # Explanations differ by what became of the row, not by its test.
                kind = row["verdict"], row["cause"], row["carried"], row["found"], row["ended_by"], bool(row["gaps"]), row["item"].split("/")[0]
                if kind in explained or row["from"] is None:
                    continue
                explained.add(kind)
                out, _ = self.probata("explain", test, row["item"], "--from", row["from"], *arguments, "--json")
                self.fits(explanation, json.loads(out), case.name)
        self.assertGreater(len(explained), 30)

    @staticmethod
    def rows(result):
        for control in result["controls"]:
            for test in control["tests"]:
                for row in test["obligations"]:
                    yield f"{control['id']}/{test['id']}", row

    def arguments_of(self, case):
        request = json.loads((case / "request.json").read_text())
        if "catalog: shipped" in (case / "case.md").read_text() and (case / "controls").exists():
            return None  # a catalog on top of the shipped one: the command takes one
        own = (case / "kinds").exists() or (case / "controls").exists()
        catalog = self.catalog_of(case) if own else catalog_of_case(case, self.folder / case.name)
        arguments = ["--facts", case / "facts.jsonl", "--catalog", catalog]
        if (case / "settings.yaml").exists():
            arguments += ["--settings", case / "settings.yaml"]
        for key, option in {"period": "--period", "now": "--now", "as_of": "--as-of", "at_size": "--at-size"}.items():
            if key in request:
                arguments += [option, str(request[key])]
        return arguments

    def catalog_of(self, case):
        return shutil.copytree(case, self.folder / case.name, ignore=shutil.ignore_patterns("settings.yaml"))
