"""Tests of tracker.sh, by every POSIX shell that is here."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

from standin import StandIn, said, told  # noqa: E402

SHELLS = [shell for shell in ("sh", "bash") if shutil.which(shell)]


class ShellTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.spool = self.folder / "spool"

    if sys.version_info < (3, 11):

        def enterContext(self, context):
            value = context.__enter__()
            self.addCleanup(context.__exit__, None, None, None)
            return value

    def server(self, *script):
        server = StandIn(*script)
        self.addCleanup(server.close)
        return server

    def run_script(self, shell, script, server=None, *arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
        environment.update(TRACKER_URL=server.url if server else "http://127.0.0.1:9", TRACKER_TOKEN="secret", TRACKER_SPOOL=str(self.spool))
        command = [shell, "-euc", f'. "{HERE}/tracker.sh"\n{script}'] if isinstance(script, str) else [shell, str(script), *arguments]
        return subprocess.run(command, env=environment, cwd=self.folder, capture_output=True, text=True, timeout=120)

    def test_should_report_a_job_when_it_runs(self):
        for shell in SHELLS:
            with self.subTest(shell):
                server = self.server()
                (self.folder / "from").mkdir(exist_ok=True)
                (self.folder / "from" / "a").write_text("x")

                ran = self.run_script(shell, HERE / "nightly-backup.sh", server, "from", "to.tar.gz")

                self.assertEqual((0, "", ""), (ran.returncode, ran.stdout, ran.stderr))
                events = server.events()
                types = ["start", "progress", "action", "criterion", "criterion", "log", "complete"]
                self.assertEqual(types, [event["type"] for event in events])
                self.assertEqual(("Nightly backup", 2), (events[0]["title"], events[0]["criteriaTotal"]))
                self.assertRegex(events[0]["taskId"], r"^nightly-backup-\d{8}-\d{6}-\d+$")
                self.assertEqual("success", events[-1]["outcome"])
                self.assertEqual([], list(self.spool.iterdir()))
                self.assertTrue((self.folder / "to.tar.gz").exists())

    def test_should_end_as_it_would_have_when_it_fails_or_is_stopped(self):
        ends = {"false": ("failed", 1), "exit 7": ("failed", 7), "kill -TERM $$": ("cancelled", 143), "true": ("success", 0)}
        for shell in SHELLS:
            for end, (outcome, code) in ends.items():
                with self.subTest(shell=shell, end=end):
                    server = self.server()
                    ran = self.run_script(shell, f"tracker_start job; trap tracker_end EXIT; trap 'exit 143' TERM; {end}", server)
                    self.assertEqual((code, ""), (ran.returncode, ran.stderr))
                    self.assertEqual(outcome, server.events()[-1]["outcome"])

    def test_should_do_its_work_and_keep_the_events_when_tracker_is_away(self):
        for shell in SHELLS:
            with self.subTest(shell):
                script = "tracker_start job; tracker_progress 10; tracker_log away; echo worked"

                ran = self.run_script(shell, script)

                self.assertEqual((0, "worked\n"), (ran.returncode, ran.stdout))
                self.assertEqual(1, ran.stderr.count("can't report"), ran.stderr)
                server = self.server()
                self.run_script(shell, "tracker_start next", server)
                self.assertEqual(["start", "start", "progress", "log"], [event["type"] for event in server.events()])
                self.assertEqual([], list(self.spool.iterdir()))

    def test_should_send_the_same_event_again_when_it_is_not_sure(self):
        server = self.server(said(500), told("accepted", "failed", code=503), told("duplicate", "accepted"))
        ran = self.run_script("sh", "tracker_start job; tracker_progress 10; tracker_progress 20", server)

        self.assertEqual(0, ran.returncode)
        ids = [[event["eventId"] for event in request.events] for request in server.requests]
        self.assertEqual([1, 2, 3], [len(batch) for batch in ids])
        self.assertEqual(ids[2][:2], ids[1])
        self.assertEqual([], list(self.spool.iterdir()))

    def test_should_say_so_and_go_on_when_an_event_is_refused(self):
        server = self.server(told("accepted"), told("refused", code=400))
        ran = self.run_script("sh", "tracker_start job; tracker_progress 10; tracker_progress 20", server)

        self.assertEqual(0, ran.returncode)
        self.assertIn("an event was refused", ran.stderr)
        self.assertEqual(["start", "progress"], [event["type"] for event in server.events()])

    def test_should_send_any_text(self):
        server = self.server()
        text = "\"quoted\" \\ 'x' $HOME `x` @x %s \t\x1b[31m\nünïcödé"
        for shell in SHELLS:
            script = 'tracker_start job; tracker_log "$(cat text)"; tracker_heartbeat 90; tracker_heartbeat'
            (self.folder / "text").write_text(text)
            ran = self.run_script(shell, script, server)
            self.assertEqual((0, ""), (ran.returncode, ran.stderr))

        expected = text.replace("\t", " ").replace("\x1b", " ").replace("\n", " ")
        messages = [event["message"] for event in server.events() if event["type"] == "log"]
        self.assertEqual([expected] * len(SHELLS), messages)
        self.assertEqual([90_000, None], [event.get("expectedSilenceMs") for event in server.events() if event["type"] == "heartbeat"][:2])

    def test_should_not_show_the_token_in_the_list_of_processes(self):
        server = self.server()
        curl = self.folder / "curl"
        curl.write_text(f'#!/bin/sh\necho "$@" >> "{self.folder}/seen"\nexec {shutil.which("curl")} "$@"\n')
        curl.chmod(0o755)

        self.run_script("sh", f'PATH="{self.folder}:$PATH"; tracker_start job', server)

        self.assertEqual(1, len(server.events()))
        self.assertIn("/v1/events", (self.folder / "seen").read_text())
        self.assertNotIn("secret", (self.folder / "seen").read_text())

    def test_should_not_break_the_script_when_used_wrongly(self):
        server = self.server(told("accepted"), told("refused", code=400), told("refused", code=400))
        ran = self.run_script("sh", "tracker_log early; tracker_start job; tracker_progress lots; tracker_heartbeat soon; echo worked", server)
        self.assertEqual((0, "worked\n"), (ran.returncode, ran.stdout))
        self.assertEqual(2, ran.stderr.count("an event was refused"), ran.stderr)


if __name__ == "__main__":
    unittest.main()
