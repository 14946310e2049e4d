"""Every example of docs/writing-a-control.md, run as it stands there. PROBATA_WRITE=1 writes what the program prints into the page."""
import os
import re
import shlex
import subprocess

from support import CONTROL_MFA, PROBATA, ROOT, ProgramTest, fact, look

PAGE = ROOT / "docs" / "writing-a-control.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.M | re.S)


class WritingAControlTest(ProgramTest):
    maxDiff = None

    def test_every_example(self):
        page = PAGE.read_text()
        parts = re.split(r"(?m)^(?=## \d)", page)
        examples = [part for part in parts if re.match(r"## \d", part)]
        self.assertEqual(len(examples), 10)
        written = page
        for number, example in enumerate(examples, 1):
            with self.subTest(example.splitlines()[0]):
                before, printed = self.run_example(number, example)
                if os.environ.get("PROBATA_WRITE"):
                    written = written.replace(example, example.replace(before, printed))
                else:
                    self.assertEqual(before, printed)
        if written != page:
            PAGE.write_text(written)

    def run_example(self, number, example):
        """What the page shows of the command, and what it prints."""
        folder, shown, command = self.folder / str(number), None, None
        for language, name, text in BLOCK.findall(example):
            if language == "console":
                shown, command = text, text.splitlines()[0].removeprefix("$ probata ")
            else:
                self.write(f"{number}/{name}", text)
        out, _ = self.probata(*shlex.split(command), code=(0, 1), cwd=folder)
        return shown, f"$ probata {command}\n{out}"


class TryTest(ProgramTest):
    def test_it_runs_again_when_a_file_is_saved(self):
        facts = self.facts(fact(mfa=False, status="active"), look("2026-03-09T00:00:00Z", since="2026-02-01T00:00:00Z"))
        command = [PROBATA, "catalog", "try", "mfa", "--catalog", self.catalog(), "--facts", facts]
        with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
            try:
                self.assertIn("1 failed", self.one_run(process))
                self.write("catalog/controls/mfa.yaml", CONTROL_MFA.replace("always: account.mfa", "always: account.mfaa"))
                self.assertIn("has no field `mfaa`", self.one_run(process))
                self.write("catalog/controls/mfa.yaml", CONTROL_MFA.replace("1h", "30d"))
                self.assertIn("pending", self.one_run(process))
            finally:
                process.kill()

    def test_an_unknown_control_is_named(self):
        _, err = self.probata("catalog", "try", "mfaa", "--once", "--catalog", self.catalog(), "--facts", self.facts(fact(mfa=True)), code=2)
        self.assertIn("there is no control `mfaa`", err)
        self.assertIn("mfa", err)

    def test_once_ends_with_the_code_of_assess(self):
        arguments = ("--catalog", self.catalog(), "--facts", self.facts(fact(mfa=False, status="active"), look("2026-03-09T00:00:00Z", since="2026-02-01T00:00:00Z")))
        self.probata("assess", *arguments, "--period", "2026-02-01/2026-03-08", code=1)
        self.probata("catalog", "try", "mfa", "--once", *arguments, code=1)

    @staticmethod
    def one_run(process):
        text = ""
        for line in process.stdout:
            text += line
            if line.startswith("save a file"):
                break
        return text
