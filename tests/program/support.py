"""What the whole-program tests share: the binary, a folder of its own for each test, and a server on a free port."""
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROBATA = os.environ.get("PROBATA", str(ROOT / "build/dev/probata"))

KIND_ACCOUNT = """kind: account
fields:
  status: {type: string, enum: [active, disabled]}
  mfa: bool
  last_login: timestamp
"""
CONTROL_MFA = """control: mfa
title: Second factor
statement: Every active account has a second factor.
tests:
  - id: enforced
    title: Every active account has a second factor
    each: account
    scope: account.status == "active"
    always: account.mfa
    grace: 1h
    says: "{account.status} account without second factor for {late}"
"""


def fact(item="a1", at="2026-03-01T00:00:00Z", by="connector:idp", **fields):
    return {"kind": "account", "id": item, "at": at, "by": by, "set": fields}


def look(to, since=None, kinds=("account",), by="connector:idp", **more):
    values = {"kinds": list(kinds), "how": "events", "to": to, "complete": True} | ({"from": since} if since else {}) | more
    return {"kind": "collection", "id": f"{by.split(':')[1]}/{to}", "at": to, "by": by, "set": values}


class ProgramTest(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="probata-test-")
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)
        self.data = self.folder / "data"

    def probata(self, *arguments, stdin=None, code=0, **options):
        """Runs the command, expects the exit code (or one of several), gives (stdout, stderr)."""
        result = subprocess.run([PROBATA, *map(str, arguments)], input=stdin, capture_output=True, timeout=120, **({"cwd": self.folder} | options))
        out, err = result.stdout.decode(), result.stderr.decode()
        self.assertIn(result.returncode, code if isinstance(code, tuple) else (code,), f"{arguments}\n{out}\n{err}")
        return out, err

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def facts(self, *lines, name="facts.jsonl"):
        return self.write(name, "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines))

    def catalog(self, kind=KIND_ACCOUNT, control=CONTROL_MFA):
        self.write("catalog/kinds/account.yaml", kind)
        self.write("catalog/controls/mfa.yaml", control)
        return self.folder / "catalog"

    def organisation(self, catalog=None):
        """One whose ledger holds one entry: that its catalog, the shipped one where none is given, is in force."""
        self.probata("init", self.data, "--name", "acme.example", *(["--catalog", catalog] if catalog else []))
        return self.data

    def append(self, *lines, code=0, **options):
        return self.probata("append", self.facts(*lines, name="append.jsonl"), "--data", self.data, "--catalog", self.catalog(), code=code, **options)

    def check(self, code=0):
        return self.probata("ledger", "check", "--data", self.data, "--catalog", self.catalog(), "--json", code=code)


class Served:
    """`probata serve` on a free port, for a `with` statement; ends in order."""

    def __init__(self, test, *arguments):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen([PROBATA, "serve", "--data", str(test.data), "--listen", f"127.0.0.1:{self.port}", *map(str, arguments)],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def __enter__(self):
        line = self.process.stdout.readline()
        if "Probata is on" not in line:
            self.process.kill()
            raise AssertionError(f"did not start: {line}{self.process.stderr.read()}")
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stdout.close()
        self.process.stderr.close()

    def request(self, path, method="GET", body=None, headers=None):
        """(status, headers, body)"""
        request = urllib.request.Request(self.url + path, method=method, data=body, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()

    def get(self, path):
        status, _, body = self.request(path)
        assert status == 200, (path, status, body)
        return json.loads(body)

    def post_facts(self, lines, **headers):
        return self.request("/api/facts", "POST", lines.encode(), {"Content-Type": "application/x-ndjson", "Origin": self.url} | headers)


def catalog_of_case(case, folder):
    """The shipped catalog in a new folder, with the controls that a case names: it says nothing of the others, and all take minutes."""
    named = {f"{control['id']}.yaml" for control in json.loads((case / "expect.json").read_text()).get("controls", [])}
    settings = (case / "settings.yaml").read_text() if (case / "settings.yaml").exists() else ""
    named |= {path.name for path in (ROOT / "catalog" / "controls").iterdir() if path.stem in settings}
    shutil.copytree(ROOT / "catalog", folder, ignore=lambda where, names: [name for name in names if where.endswith("controls") and name not in named])
    return folder
