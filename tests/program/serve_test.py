"""The served organisation: status, facts in, results out, and the report."""
import json
import time

from support import ProgramTest, Served, fact, look


class ServeTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.organisation(self.catalog())
        self.lines = "".join(json.dumps(line) + "\n" for line in (
            look("2026-06-01T00:00:00Z", "2026-01-01T00:00:00Z"), fact(at="2026-02-01T00:00:00Z", status="active", mfa=True),
            fact(at="2026-03-01T02:10:00Z", mfa=False), fact(at="2026-03-01T03:50:00Z", mfa=True)))

    def test_facts_in_results_out(self):
        with Served(self, "--catalog", self.catalog()) as server:
            self.assertEqual(server.get("/api/status")["ledger_size"], 1)
            status, _, body = server.post_facts(self.lines)
            self.assertEqual(status, 200, body)
            self.assertEqual(server.get("/api/status")["ledger_size"], 5)
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
            self.assertEqual(server.get("/api/status")["ledger_size"], 1)

    def test_only_loopback(self):
        _, err = self.probata("serve", "--data", self.data, "--listen", "0.0.0.0:0", code=2)
        self.assertIn("loopback", err)

    def test_report_command(self):
        path = self.write("in.jsonl", self.lines)
        self.probata("append", path, "--data", self.data, "--catalog", self.catalog())
        self.probata("report", "--period", "2026-01-01/2026-05-31", "--out", self.folder / "out", "--data", self.data, "--catalog", self.catalog())
        html = (self.folder / "out/report.html").read_text()
        for words in ("without second factor", "acme.example", "exceptions noted", "Population 1", "Not seen", "Seal", "entries 2, 3", "1 exception in 1 control", "no finding", "<code>account.mfa</code>; when not, for 1 hour at most"):
            self.assertIn(words, html)
        self.assertNotIn("This period is not over", html)


class HomeTest(ProgramTest):
    def test_what_stands_in_the_way_first_of_all_that_nobody_answered(self):
        self.organisation()
        with Served(self) as server:
            blockers = server.get("/api/home")["blockers"]
            self.assertRegex(blockers[0]["sentence"], r"^\d+ answers are assumed, and decide which controls apply$")
            self.assertEqual(blockers[0]["href"], "/applies")
            actions = {blocker["action"] for blocker in blockers}
            self.assertIn("bring what GitHub or GitLab shows as files: serve --file", actions)
            answer = {"kind": "setting", "id": "answers/has_people", "at": "2026-01-05T00:00:00Z", "by": "person/ann", "set": {"value": True}}
            status, _, body = server.post_facts(json.dumps(answer) + "\n")
            self.assertEqual(status, 200, body)
            self.assertNotIn("/applies", [blocker["href"] for blocker in server.get("/api/home")["blockers"]])


class DemoTest(ProgramTest):
    OPTIONS = ("--create", "--name", "acme.example", "--demo", "--demo-people", 20)
    PATIENCE = 300  # seconds; a build without optimisation on a busy machine needs most of a minute

    def wait_for_it(self, server):
        end = time.monotonic() + self.PATIENCE
        while not (status := server.get("/demo/api/status"))["first_look"]["complete"]:
            self.assertNotEqual(status["first_look"]["steps"][0]["state"], "failed", status)
            if (code := server.request("/demo/api/home")[0]) != 503:  # unless it was there by then
                self.assertEqual((code, server.get("/demo/api/status")["first_look"]["complete"]), (200, True))
            self.assertLess(time.monotonic(), end, status)
            time.sleep(0.5)
        return status

    def test_a_company_beside_the_organisation(self):
        with Served(self, *self.OPTIONS) as server:
            self.assertFalse(server.get("/api/status")["demo"], "the organisation is served before the other is there")
            status = self.wait_for_it(server)
            self.assertTrue(status["demo"])
            self.assertEqual(server.get("/api/status")["ledger_size"], 1, "no fact of it is the organisation's")
            self.assertEqual(server.post_facts(json.dumps(fact()) + "\n")[0], 200)
            self.assertEqual([server.get(api + "/status")["ledger_size"] for api in ("/api", "/demo/api")], [2, status["ledger_size"]])
            self.assertEqual(server.request("/demo/api/facts", "POST", b"", {"Content-Type": "application/x-ndjson", "Origin": server.url})[0], 403)
            href = server.get("/api/status")["beside"]["href"]
            home = server.get(href.replace("/demo/", "/demo/api/home"))
            self.assertGreaterEqual(home["headline"]["with_exceptions"], 10, home["headline"])
            self.assertEqual(home["counts"]["not_known"], 0, "its sources see everything")
            self.assertGreater(home["counts"]["not_applicable"], 0, "what is about this machine does not apply")
            self.assertIn("This company does not exist", server.request("/demo/api/report" + href[len("/demo/"):])[2].decode())
        with Served(self, *self.OPTIONS) as server:
            again = self.wait_for_it(server)
        self.assertEqual([again[key] for key in ("ledger_size", "checkpoint", "now")], [status[key] for key in ("ledger_size", "checkpoint", "now")], "it is made once")
        out, _ = self.probata("ledger", "check", "--data", self.data / "demo", "--json")
        self.assertEqual(json.loads(out)["problems"], [])


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
