"""The served organisation: status, facts in, results out, and the report."""
import json

from support import ProgramTest, Served, fact, look


class ServeTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.organisation()
        self.lines = "".join(json.dumps(line) + "\n" for line in (
            look("2026-06-01T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True),
            fact(at="2026-03-01T02:10:00Z", mfa=False), fact(at="2026-03-01T03:50:00Z", mfa=True)))

    def test_facts_in_results_out(self):
        with Served(self, "--catalog", self.catalog()) as server:
            self.assertEqual(server.get("/api/status")["ledger_size"], 0)
            status, _, body = server.post_facts(self.lines)
            self.assertEqual(status, 200, body)
            self.assertEqual(server.get("/api/status")["ledger_size"], 4)
            control = server.get("/api/controls/mfa?period=2026-01-01/2026-05-31&at=2026-06-01T00:00:00Z")
            self.assertEqual(control["tests"][0]["counts"]["failed"], 1)
            status, _, body = server.request("/api/report?period=2026-01-01/2026-05-31")
            self.assertEqual(status, 200)
            self.assertIn("without second factor", body.decode())
        self.assertEqual(server.process.returncode, 0)

    def test_other_hosts_and_origins_are_refused(self):
        with Served(self, "--catalog", self.catalog()) as server:
            self.assertIn(server.request("/api/status", headers={"Host": "evil.example"})[0], (400, 403, 421))
            status, _, _ = server.request("/api/facts", "POST", self.lines.encode(), {"Content-Type": "application/x-ndjson", "Origin": "https://evil.example"})
            self.assertEqual(status, 403)
            self.assertEqual(server.get("/api/status")["ledger_size"], 0)

    def test_only_loopback(self):
        _, err = self.probata("serve", "--data", self.data, "--listen", "0.0.0.0:0", code=2)
        self.assertIn("loopback", err)

    def test_report_command(self):
        path = self.write("in.jsonl", self.lines)
        self.probata("append", path, "--data", self.data, "--catalog", self.catalog())
        self.probata("report", "--period", "2026-01-01/2026-05-31", "--out", self.folder / "out", "--data", self.data, "--catalog", self.catalog())
        html = (self.folder / "out/report.html").read_text()
        for words in ("without second factor", "acme.example", "exceptions noted", "Population 1", "Not seen", "Seal", "entries 1, 2"):
            self.assertIn(words, html)


class CollectTest(ProgramTest):
    def test_this_machine(self):
        out, _ = self.probata("collect", "host", "--out", self.folder / "host.jsonl")
        self.assertIn("wrote", out)
        facts = [json.loads(line) for line in (self.folder / "host.jsonl").read_text().splitlines()]
        kinds = {fact["kind"] for fact in facts}
        self.assertTrue({"account", "collection"} <= kinds, kinds)
        self.assertTrue(any(fact["id"].endswith("/root") for fact in facts if fact["kind"] == "account"))
        self.assertNotIn("$y$", (self.folder / "host.jsonl").read_text())

    def test_second_look_appends_only_what_changed(self):
        self.organisation()
        self.probata("collect", "host", "--data", self.data)
        out, _ = self.probata("collect", "host", "--data", self.data)
        self.assertLess(int(out.split("appended ")[1].split()[0]), 20)

    MAPPING = "kind: person\nid: row.id\nset:\n  name: row.name\n  email: row.email\n  status: row.status\nwhole: true\nevery: 7d\n"

    def test_a_list_in_a_file(self):
        self.write("hr.mapping.yaml", self.MAPPING)
        path = self.write("hr.csv", "id,name,email,status\np1,Ana,ana@c.example,active\np2,Bo,bo@c.example,departed\n")
        self.probata("collect", "file", "--path", path, "--out", self.folder / "hr.jsonl")
        facts = [json.loads(line) for line in (self.folder / "hr.jsonl").read_text().splitlines()]
        self.assertEqual({fact["id"] for fact in facts if fact["kind"] == "person"}, {"p1", "p2"})

    def test_a_truncated_list_is_named_and_nothing_is_gone(self):
        self.write("hr.mapping.yaml", self.MAPPING)
        path = self.write("hr.csv", 'id,name,email,status\np1,Ana,ana@c.example,active\np2,"Bo,bo@c.example,departed\n')
        _, err = self.probata("collect", "file", "--path", path, "--out", self.folder / "hr.jsonl", code=2)
        self.assertIn("hr.csv:3:", err)
