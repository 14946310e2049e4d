"""Nothing acknowledged is lost, nothing half-written is visible, and damage is named."""
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import time

from support import PROBATA, ProgramTest, fact


class LedgerTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.organisation(self.catalog())

    def rows(self):
        return json.loads(self.check()[0])["size"]

    def test_append_check_checkpoint_prove(self):
        self.append(*[fact(f"a{i}", mfa=True) for i in range(100)])
        self.append(*[fact(f"a{i}", mfa=False, at="2026-04-01T00:00:00Z") for i in range(50)])
        self.assertEqual(self.rows(), 151)
        note, _ = self.probata("ledger", "checkpoint", "--data", self.data, "--catalog", self.catalog())
        origin, size, root = note.splitlines()[:3]
        self.assertEqual((size, len(root)), ("151", 44))
        self.assertIn("acme.example", origin)
        proof, _ = self.probata("ledger", "prove", "17", "--data", self.data, "--catalog", self.catalog())
        self.assertTrue(json.loads(proof)["hashes"])
        proof, _ = self.probata("ledger", "prove", "--from", "100", "--data", self.data, "--catalog", self.catalog())
        self.assertTrue(json.loads(proof)["hashes"])
        self.probata("ledger", "prove", "151", "--data", self.data, "--catalog", self.catalog(), code=2)

    def test_dispose_says_what_would_go_and_then_removes_it(self):
        self.append(*[fact(f"a{i}", mfa=True) for i in range(20)])
        where = ["--data", self.data, "--catalog", self.catalog()]
        given = ["--kind", "account", "--id", "a7", "--schedule", "sign-in data, 90 days", "--by", "person/p1"]
        said, _ = self.probata("ledger", "dispose", *given, *where)
        self.assertIn("1 entries would go", said)
        self.assertEqual(json.loads(self.check()[0])["disposed"], 0)
        said, _ = self.probata("ledger", "dispose", *given, "--yes", *where)
        self.assertIn("entry 21 says so", said)
        told = json.loads(self.check()[0])
        self.assertEqual((told["size"], told["disposed"], told["problems"]), (22, 1, []))
        _, error = self.probata("ledger", "dispose", *given, "--yes", *where, code=2)
        self.assertIn("nothing to dispose of", error)
        _, error = self.probata("ledger", "dispose", "21", "--schedule", "x", "--by", "person/p1", *where, code=2)
        self.assertIn("built-in kind `erasure`", error)

    def test_a_changed_byte_is_found_and_named(self):
        self.append(*[fact(f"a{i}", mfa=True) for i in range(20)])
        database = sqlite3.connect(self.data / "ledger.db")
        table, = [name for name, in database.execute("select name from sqlite_master where type='table'")
                  if "body" in [column[1] for column in database.execute(f"pragma table_info({name})")]]
        database.execute(f"update {table} set body = cast(replace(cast(body as text), 'true', 'null') as blob) where seq = 7")
        database.commit()
        database.close()
        result = subprocess.run([PROBATA, "ledger", "check", "--data", self.data, "--catalog", self.catalog()], capture_output=True, text=True)
        self.assertEqual(result.returncode, 1, result)
        self.assertRegex(result.stdout + result.stderr, r"\b7\b")

    def test_a_truncated_database_is_found(self):
        self.append(*[fact(f"a{i}", mfa=True) for i in range(2000)])
        path = self.data / "ledger.db"
        os.truncate(path, path.stat().st_size // 2)
        result = subprocess.run([PROBATA, "ledger", "check", "--data", self.data, "--catalog", self.catalog()], capture_output=True, text=True)
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("ledger.db", result.stdout + result.stderr)

    def test_kill_minus_nine_during_append(self):
        """Random instants from a fixed seed: what was acknowledged is there, an append is there whole or not at all."""
        chance, size, acknowledged = random.Random(7), 3000, 0
        path = self.facts(*[fact(f"a{i}", mfa=True) for i in range(size)])
        for _ in range(12):
            before = self.rows()
            process = subprocess.Popen([PROBATA, "append", path, "--data", self.data, "--catalog", self.catalog()], stdout=subprocess.PIPE)
            time.sleep(chance.uniform(0.0, 0.6))
            process.kill()
            told = b"appended" in process.communicate()[0]
            after = self.rows()
            self.assertIn(after - before, (0, size))
            self.assertTrue(after - before == size or not told)
            acknowledged += told
        self.append(fact("last", mfa=True))

    def test_disk_full(self):
        self.append(*[fact(f"a{i}", mfa=True) for i in range(10)])
        path = self.facts(*[fact(f"b{i}", mfa=True, at="2026-05-01T00:00:00Z") for i in range(20000)])

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (512 * 1024, 512 * 1024))

        result = subprocess.run([PROBATA, "append", path, "--data", self.data, "--catalog", self.catalog()], capture_output=True, text=True,
                                preexec_fn=small_disk)
        self.assertEqual(result.returncode, 2, result)
        self.assertNotIn("appended 20000", result.stdout)
        self.assertEqual(self.rows(), 11)

    def test_one_process_at_a_time(self):
        from support import Served
        with Served(self):
            _, err = self.append(fact("a1", mfa=True), code=2)
            self.assertIn("in use by process", err)
            self.assertEqual(self.rows(), 1)
