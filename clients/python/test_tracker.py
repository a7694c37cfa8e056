"""Tests of tracker.py: python3 -m unittest, in this folder. What the local view adds up to is compared with Java's by PythonAgreesTest of tracker-core."""

import asyncio
import contextlib
import json
import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import unittest
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

import tracker as module
from standin import StandIn, hung_up, said, told
from tracker import ProgressTracker, TaskProgress, TrackerClosed, TrackerQueueFull

HERE = Path(__file__).resolve().parent
NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=timezone.utc)
PATIENCE = 30


class Case(unittest.TestCase):
    """No variable of the machine's, no `tracker dev` of the folder's, and no line on the screen."""

    def setUp(self):
        self.folder = self.enter(tempfile.TemporaryDirectory())
        clean = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
        self.enter(mock.patch.dict(os.environ, {**clean, "TRACKER_DATA": self.folder}, clear=True))
        logged = self.enter(self.assertLogs("tracker", logging.INFO))
        self.lines = logged.output
        logging.getLogger("tracker").info("begin")  # assertLogs wants at least one

    def enter(self, context):
        value = context.__enter__()
        self.addCleanup(context.__exit__, None, None, None)
        return value

    def server(self, *script, **settings):
        server = StandIn(*script, **settings)
        self.addCleanup(server.close)
        return server

    def tracker(self, server, **settings):
        tracker = ProgressTracker(server.url, **{"token": "secret", **settings})
        self.addCleanup(tracker.close, 0)
        return tracker

    def local(self, **settings):
        tracker = ProgressTracker(**settings)
        self.addCleanup(tracker.close, 0)
        return tracker

    def warnings(self):
        return [line for line in self.lines if line.startswith(("WARNING", "ERROR"))]

    def assert_delivered(self, tracker):
        self.assertTrue(tracker.flush(PATIENCE), tracker.stats())


class SeedTest(Case):
    """The first tracker's exit criteria, as its users call it."""

    def test_should_start_a_task_when_called_by_position_or_by_name(self):
        tracker = self.local(clock=lambda: NOW)

        by_position = tracker.start_task("task_1", "agent_1", 3)
        by_name = tracker.start_task(task_id="task_2", agent_id="agent_1", criteria_total=3, max_iterations=20)

        self.assertEqual(("task_1", "agent_1", "in_progress", 3), (by_position.task_id, by_position.agent_id, by_position.status, by_position.criteria_total))
        self.assertEqual((3, 20), (by_name.criteria_total, by_name.max_iterations))
        self.assertEqual("2026-03-01T12:00:00Z", by_name.started_at)
        self.assertEqual(["task_1", "task_2"], [task.task_id for task in tracker.get_all_active()])

    def test_should_count_criteria_as_a_set_when_they_are_verified_in_any_order(self):
        tracker = self.local()
        tracker.start_task("t", "a", criteria_total=4)

        tracker.verify_criterion("t", 2)
        tracker.verify_criterion("t", criterion_index=2)
        tracker.verify_criterion("t", index=0)

        task = tracker.get_progress("t")
        self.assertEqual((2, 50), (task.criteria_verified, task.progress_percent))
        self.assertEqual(["pass", "pending", "pass", "pending"], [entry["status"] for entry in task.to_graph_ui()["criteria"]])

    def test_should_divide_nothing_when_there_are_no_criteria(self):
        tracker = self.local()
        tracker.start_task("t", "a", criteria_total=0)

        tracker.update_progress("t", 30)
        tracker.verify_criterion("t", 0)

        self.assertEqual(30, tracker.get_progress("t").progress_percent)

    def test_should_list_a_file_once_when_it_is_created_and_then_edited(self):
        tracker = self.local()
        tracker.start_task("t", "a", 0)

        tracker.log_action("t", "create", "a.py", True)
        tracker.log_action("t", "edit", "a.py", True)
        tracker.log_action("t", "edit", "b.py", success=True)
        tracker.log_action("t", "edit", "c.py", False)

        form = tracker.get_progress("t").to_dict()
        self.assertEqual((["a.py"], ["b.py"]), (form["filesCreated"], form["filesModified"]))

    def test_should_show_ten_and_five_lines_when_there_are_more(self):
        tracker = self.local(clock=lambda: NOW)
        for number in range(12):
            tracker.log("t", f"line {number}")

        task = tracker.get_progress("t")
        self.assertEqual([f"line {number}" for number in range(2, 12)], [line["message"] for line in task.to_dict()["logs"]])
        self.assertEqual([{"time": "12:00:00", "message": f"line {number}"} for number in range(7, 12)], task.to_graph_ui()["logs"])

    def test_should_stay_ended_when_more_is_said(self):
        tracker = self.local()
        tracker.start_task("t", "a", 0)
        tracker.complete_task("t", False)

        tracker.complete_task("t", success=True)
        tracker.update_progress("t", 90)

        task = tracker.get_progress("t")
        self.assertEqual(("failed", 0, 2), (task.status, task.progress_percent, task.late))
        self.assertEqual([], tracker.get_all_active())

    def test_should_open_again_when_a_higher_attempt_starts(self):
        tracker = self.local()
        tracker.start_task("t", "a", 2)
        tracker.verify_criterion("t", 0)
        tracker.cost("t", 1.5)
        tracker.complete_task("t", False)

        tracker.start_task("t", "a")
        self.assertIn("has ended", self.warnings()[-1])
        task = tracker.start_task("t", "a", attempt=2)

        self.assertEqual(("in_progress", 0, 2, 1.5), (task.status, task.criteria_verified, task.attempt, task.cost_estimate))
        with self.assertRaisesRegex(ValueError, "attempt must be from 2"):
            tracker.start_task("t", "a", attempt=1)

    def test_should_make_a_placeholder_when_the_task_is_unknown(self):
        tracker = self.local(agent_id="nightly")

        tracker.log_error("t", ValueError("no rows"))

        task = tracker.get_progress("t")
        self.assertEqual(("pending", "nightly", 1), (task.status, task.agent_id, task.errors))
        self.assertEqual("Error: ValueError: no rows", task.logs[-1]["message"])
        self.assertIsNone(tracker.get_progress("other"))

    def test_should_tell_listeners_of_every_update_when_one_of_them_fails(self):
        tracker = self.local()
        heard = []

        def broken(_):
            raise RuntimeError("broken")

        tracker.add_listener(broken)
        tracker.add_listener(heard.append)
        tracker.add_listener(heard.append)
        tracker.start_task("t", "a", criteria_total=4)
        tracker.verify_criterion("t", 0)
        tracker.remove_listener(heard.append)
        tracker.remove_listener(broken)
        tracker.complete_task("t", True)

        self.assertEqual([0, 25], [task.progress_percent for task in heard])
        self.assertEqual(2, tracker.stats()["listener_failures"])
        self.assertEqual(1, sum("listener" in line for line in self.warnings()))

    def test_should_tell_in_order_when_a_listener_updates_the_task(self):
        tracker = self.local()
        heard = []

        def follow(task):
            heard.append(task.iteration)
            if task.iteration < 3:
                tracker.update_iteration("t", task.iteration + 1)

        tracker.add_listener(follow)
        tracker.update_iteration("t", 1)

        self.assertEqual([1, 2, 3], heard)

    def test_should_end_the_task_by_what_happens_in_the_block(self):
        tracker = self.local()

        with tracker.task("good", "a", title="Good"):
            tracker.update_progress("good", 10)
        for task_id, exception in (("bad", ValueError("no")), ("stopped", KeyboardInterrupt()), ("left", SystemExit(0))):
            with self.assertRaises(type(exception)):
                with tracker.task(task_id):
                    raise exception

        statuses = [tracker.get_progress(task_id).status for task_id in ("good", "bad", "stopped", "left")]
        self.assertEqual(["complete", "failed", "cancelled", "complete"], statuses)

    def test_should_refuse_what_no_reader_would_take(self):
        tracker = self.local()
        bad = [
            (ValueError, lambda: tracker.start_task("")),
            (ValueError, lambda: tracker.start_task(" a")),
            (ValueError, lambda: tracker.start_task("a\nb")),
            (ValueError, lambda: tracker.start_task("a" * 257)),
            (ValueError, lambda: tracker.start_task("a\ud800")),
            (TypeError, lambda: tracker.start_task(None)),
            (ValueError, lambda: tracker.start_task("a", criteria_total=10_001)),
            (TypeError, lambda: tracker.start_task("a", criteria="compiles")),
            (ValueError, lambda: tracker.start_task("a", parent_task_id="a")),
            (ValueError, lambda: tracker.update_progress("a", 100.5)),
            (ValueError, lambda: tracker.update_progress("a", float("nan"))),
            (TypeError, lambda: tracker.update_progress("a", "40")),
            (ValueError, lambda: tracker.update_iteration("a", -1)),
            (TypeError, lambda: tracker.update_iteration("a", 1.5)),
            (TypeError, lambda: tracker.verify_criterion("a")),
            (TypeError, lambda: tracker.verify_criterion("a", 1, index=1)),
            (ValueError, lambda: tracker.verify_criterion("a", 1, evidence="rumour")),
            (ValueError, lambda: tracker.cost("a", -0.1)),
            (ValueError, lambda: tracker.cost("a", float("inf"))),
            (ValueError, lambda: tracker.complete_task("a", "done")),
            (ValueError, lambda: tracker.heartbeat("a", -1)),
        ]
        for exception, call in bad:
            with self.subTest(line=call.__code__.co_firstlineno), self.assertRaises(exception):
                call()
        self.assertIsNone(tracker.get_progress("a"))

    def test_should_bound_the_local_view_when_there_are_many_tasks(self):
        tracker = self.local(max_tasks=3, max_finished_tasks=1)
        for number in range(5):
            tracker.heartbeat(f"t{number}")
        self.assertEqual(["t2", "t3", "t4"], [task.task_id for task in tracker.get_all_active()])

        self.assertEqual("complete", tracker.complete_task("t2").status)
        self.assertEqual("complete", tracker.complete_task("t3").status)

        self.assertIsNone(tracker.get_progress("t2"))
        self.assertEqual((2, 3), (tracker.stats()["tasks"], tracker.stats()["evicted_tasks"]))


class FirstDatabase:
    """The first tracker's."""

    def __init__(self):
        self.calls = []

    def update_task(self, task_id, fields):
        self.calls.append(("update_task", task_id, fields))

    def create_log(self, **fields):
        self.calls.append(("create_log", fields))


class AsyncDatabase(FirstDatabase):
    async def update_task(self, task_id, fields):
        await asyncio.sleep(0)
        super().update_task(task_id, fields)

    async def create_log(self, **fields):
        await asyncio.sleep(0)
        super().create_log(**fields)


class DatabaseTest(Case):
    def work(self, tracker):
        self.addCleanup(tracker.close, 0)
        tracker.start_task("t", "a", 2)
        tracker.update_iteration("t", 4)
        tracker.verify_criterion("t", 0)
        tracker.complete_task("t", True)

    def assert_told(self, db):
        updates = [call[2] for call in db.calls if call[0] == "update_task"]
        logs = [call[1] for call in db.calls if call[0] == "create_log"]
        self.assertEqual(["update_task", "create_log"] * 3, [call[0] for call in db.calls])
        self.assertEqual({"status": "in_progress", "iterations_used": 4}, updates[1])
        self.assertEqual(["in_progress", "in_progress", "complete"], [fields["status"] for fields in updates])
        self.assertEqual({"task_id", "agent_id", "action", "message", "level"}, set(logs[0]))
        self.assertEqual(50, json.loads(logs[1]["message"])["progress"])

    def test_should_get_the_first_trackers_calls_when_it_is_a_database(self):
        db = FirstDatabase()
        self.work(ProgressTracker(db))
        self.assert_told(db)

    def test_should_not_harm_the_worker_when_the_database_fails(self):
        class Broken(FirstDatabase):
            def update_task(self, task_id, fields):
                raise OSError("disk full")

        db = Broken()
        tracker = ProgressTracker(db)
        self.work(tracker)

        self.assertEqual("complete", tracker.get_progress("t").status)
        self.assertEqual(["create_log"] * 3, [call[0] for call in db.calls])
        self.assertEqual(3, tracker.stats()["database_failures"])
        self.assertEqual(1, len(self.warnings()))

    def test_should_wait_for_its_coroutines_when_it_is_asynchronous_and_there_is_no_loop(self):
        db = AsyncDatabase()
        with ProgressTracker(db) as tracker:
            self.work(tracker)
        self.assert_told(db)

    def test_should_use_the_callers_loop_when_it_is_asynchronous_and_there_is_one(self):
        db = AsyncDatabase()

        async def main():
            tracker = ProgressTracker(db)
            self.work(tracker)
            await tracker.drain()
            self.assertTrue(tracker.flush(0))

        asyncio.run(main())
        self.assert_told(db)

    def test_should_say_so_when_the_loop_ends_before_the_database_has_it(self):
        tracker = ProgressTracker(AsyncDatabase())

        async def main():
            tracker.start_task("t", "a")

        asyncio.run(main())

        self.assertTrue(tracker.close(PATIENCE))
        self.assertEqual(1, tracker.stats()["database_failures"])
        self.assertIn("await tracker.drain() before", self.warnings()[0])

    def test_should_be_refused_when_it_is_neither_address_nor_database(self):
        with self.assertRaisesRegex(TypeError, "address of Tracker"):
            ProgressTracker(42)


class PlaceTest(Case):
    def dev(self, server, pid, token="secret"):
        Path(self.folder, "token").write_text(token + "\n")
        # Relative to where `tracker dev` was started, as it writes it.
        endpoints = {"bootstrap": "x", "jdbcUrl": "x", "url": server.url, "tokenFile": ".tracker/token", "pid": pid}
        Path(self.folder, "endpoints.json").write_text(json.dumps(endpoints))

    def report(self, tracker):
        self.addCleanup(tracker.close, 0)
        tracker.heartbeat("t")
        self.assert_delivered(tracker)

    def test_should_find_a_running_dev_and_its_token_when_told_nothing(self):
        server = self.server()
        self.dev(server, os.getpid())

        self.report(ProgressTracker())
        self.report(ProgressTracker(server.url))
        self.report(ProgressTracker(server.url.replace("127.0.0.1", "localhost")))

        self.assertEqual(3, len(server.events("t")))

    def test_should_not_give_the_token_of_dev_to_another_server(self):
        dev, other = self.server(), self.server()
        self.dev(dev, os.getpid())

        tracker = ProgressTracker(other.url)
        self.addCleanup(tracker.close, 0)
        tracker.heartbeat("t")

        self.assertIsNone(other.await_requests(1).headers["Authorization"])

    def test_should_take_the_variables_when_they_are_set(self):
        server, dev = self.server(token="from the file".replace(" ", "-")), self.server()
        self.dev(dev, os.getpid())
        file = Path(self.folder, "other")
        file.write_text("from-the-file\n")
        variables = {"TRACKER_URL": server.url + "/", "TRACKER_TOKEN_FILE": str(file), "TRACKER_AGENT_ID": "night", "TRACKER_PROJECT_ID": "p"}
        with mock.patch.dict(os.environ, variables):
            self.report(ProgressTracker())
            with mock.patch.dict(os.environ, {"TRACKER_TOKEN": "x"}), self.assertRaisesRegex(ValueError, "both"):
                ProgressTracker()

        (event,) = server.events()
        self.assertEqual(("night", "p"), (event["agentId"], event["projectId"]))

    def test_should_say_so_and_keep_the_local_view_when_there_is_nobody_to_report_to(self):
        process = subprocess.Popen([sys.executable, "-c", ""])
        process.wait()
        self.dev(self.server(), process.pid)

        tracker = self.local()
        tracker.update_progress("t", 5)

        self.assertEqual(5, tracker.get_progress("t").progress_percent)
        self.assertEqual(0, tracker.stats()["accepted"])
        self.assertIn("No Tracker to report to", self.warnings()[0])

    def test_should_not_repeat_a_secret_when_the_address_is_wrong(self):
        for address in ("http://u:hush@host", "http://host/?token=hush", "http://host#hush", "hush", "ftp://hush", "http://host:hush"):
            with self.subTest(address), self.assertRaises(ValueError) as raised:
                ProgressTracker(address)
            self.assertNotIn("hush", str(raised.exception))


class SendingTest(Case):
    def test_should_send_numbered_events_in_order_when_a_worker_reports(self):
        server = self.server()
        tracker = self.tracker(server, project_id="p")

        tracker.start_task("t", "a", 0, 3, criteria=["compiles", "tests pass"], max_cost=2.5, title="T", parent_task_id="up")
        tracker.update_iteration("t", 1)
        tracker.update_progress("t", 40)
        tracker.verify_criterion("t", 1, evidence="ci")
        tracker.log_action("t", "run", "make", None, duration=timedelta(seconds=1.5))
        tracker.log_error("t", "flaky", transient=True)
        tracker.cost("t", 0.0184, 5200, 640, model="some-model")
        tracker.log("t", "ünïcödé \U0001f600")
        tracker.heartbeat("t", expected_silence=90)
        tracker.waiting("t", "for a person", 3600)
        tracker.complete_task("t", True)
        self.assert_delivered(tracker)

        events = server.events("t")
        types = ["start", "iteration", "progress", "criterion", "action", "error", "cost", "log", "heartbeat", "waiting", "complete"]
        self.assertEqual(types, [event["type"] for event in events])
        self.assertEqual(list(range(11)), [event["seq"] for event in events])
        self.assertEqual({(1, "a", "p")}, {(event["attempt"], event["agentId"], event["projectId"]) for event in events})
        self.assertEqual(1, len({event["emitterId"] for event in events}))
        ids = [uuid.UUID(event["eventId"]) for event in events]
        self.assertEqual({7}, {id.version for id in ids})
        self.assertEqual(sorted(ids), ids)
        self.assertEqual((["compiles", "tests pass"], 2.5, "up"), tuple(events[0][key] for key in ("criteria", "maxCost", "parentTaskId")))
        self.assertEqual(1500, events[4]["durationMs"])
        self.assertNotIn("success", events[4])
        self.assertEqual((0.0184, 5200, 640, "some-model"), tuple(events[6][key] for key in ("usd", "inputTokens", "outputTokens", "model")))
        self.assertEqual((90_000, 3_600_000), (events[8]["expectedSilenceMs"], events[9]["expectedSilenceMs"]))
        self.assertEqual("application/x-ndjson", server.requests[0].headers["Content-Type"])
        self.assertEqual((11, 0), (tracker.stats()["delivered"], tracker.stats()["pending"]))
        self.assertEqual([], self.warnings())

    def test_should_count_from_zero_when_an_attempt_begins(self):
        server = self.server()
        tracker = self.tracker(server)
        tracker.heartbeat("t")
        tracker.heartbeat("t")
        tracker.join_task("t", 2)
        tracker.heartbeat("t")
        self.assert_delivered(tracker)

        self.assertEqual([(1, 0), (1, 1), (2, 0)], [(event["attempt"], event["seq"]) for event in server.events()])

    def test_should_send_many_together_and_compressed_when_they_have_gathered(self):
        server = self.server()
        server.gate.clear()
        tracker = self.tracker(server)
        tracker.heartbeat("first")
        server.await_requests(1)
        for number in range(700):
            tracker.log("t", f"line {number}")
        server.gate.set()
        self.assert_delivered(tracker)

        self.assertEqual([1, 500, 200], [len(request.events) for request in server.requests])
        self.assertEqual([None, "gzip", "gzip"], [request.headers["Content-Encoding"] for request in server.requests])

    def paused(self):
        """Pauses are noted and not waited for."""
        pauses = []

        def pause(outbox, seconds, asked=None, hopeless=False):
            pauses.append(asked)
            return not outbox._given_up

        self.enter(mock.patch.object(module._Outbox, "_pause", pause))
        return pauses

    def test_should_send_the_same_again_when_the_server_is_away_or_busy(self):
        pauses = self.paused()
        server = self.server(
            said(429, headers={"Retry-After": "7"}), said(503, headers={"Retry-After": "2"}), said(500), hung_up, said(502, "<html>"), told("duplicate")
        )
        tracker = self.tracker(server)
        tracker.start_task("t", "a")
        self.assert_delivered(tracker)

        self.assertEqual(6, len(server.requests))
        self.assertEqual(1, len({request.body for request in server.requests}))
        self.assertEqual([7, 2, None, None, None], pauses)
        self.assertEqual(1, len(self.warnings()), self.lines)
        self.assertIn("reach Tracker again", self.lines[-1])

    def test_should_send_again_only_what_failed_when_the_server_took_a_part(self):
        pauses = self.paused()
        server = self.server(told("accepted"), told("accepted", "failed", "failed", "accepted", code=503, headers={"Retry-After": "1"}))
        server.gate.clear()
        tracker = self.tracker(server)
        tracker.log("t", "first")
        server.await_requests(1)
        for number in range(4):
            tracker.log("t", f"line {number}")
        server.gate.set()
        self.assert_delivered(tracker)

        self.assertEqual([[0], [1, 2, 3, 4], [2, 3]], [[event["seq"] for event in request.events] for request in server.requests])
        self.assertEqual((5, 5), (len(server.events()), tracker.stats()["delivered"]))
        self.assertEqual([1], pauses)

    def test_should_report_the_refused_and_deliver_the_rest(self):
        reported = []
        server = self.server(told("accepted"), told("accepted", "refused", "refused", "accepted", code=207), told("refused", code=400))
        server.gate.clear()
        tracker = self.tracker(server, on_refused=lambda event, reason: reported.append((event["message"], reason)))
        tracker.log("t", "first")
        server.await_requests(1)
        for number in range(4):
            tracker.log("t", f"line {number}")
        server.gate.set()
        self.assert_delivered(tracker)
        tracker.log("t", "last")
        self.assert_delivered(tracker)

        self.assertEqual([(message, "wrong_type: made to be refused") for message in ("line 1", "line 2", "last")], reported)
        self.assertEqual((3, 3), (tracker.stats()["delivered"], tracker.stats()["refused"]))
        self.assertEqual(1, sum("refused an event" in line for line in self.warnings()))
        self.assertFalse(tracker.close(PATIENCE))

    def test_should_go_on_when_on_refused_fails(self):
        server = self.server(told("refused", code=400))
        tracker = self.tracker(server, on_refused=lambda event, reason: 1 / 0)
        tracker.log("t", "first")
        self.assert_delivered(tracker)
        tracker.log("t", "second")
        self.assert_delivered(tracker)

        self.assertEqual(["second"], [event["message"] for event in server.events()])

    def test_should_find_the_one_that_is_too_large_when_the_server_says_only_that(self):
        def limit(request):
            return (said(413) if len(request.events) > 1 or request.events[0]["message"] == "line 3" else told("accepted"))(request)

        server = self.server(told("accepted"), *[limit] * 40)
        server.gate.clear()
        tracker = self.tracker(server)
        tracker.log("t", "first")
        server.await_requests(1)
        for number in range(8):
            tracker.log("t", f"line {number}")
        server.gate.set()
        self.assert_delivered(tracker)

        self.assertEqual({0, 1, 2, 3, 5, 6, 7, 8}, {event["seq"] for event in server.events()})
        self.assertEqual(1, tracker.stats()["refused"])
        self.assertIn("413", tracker.stats()["last_failure"])

    def test_should_do_without_compression_when_the_server_takes_none(self):
        server = self.server(said(415))
        tracker = self.tracker(server)
        tracker.log("t", "x" * 10_000)
        self.assert_delivered(tracker)

        self.assertEqual(["gzip", None], [request.headers["Content-Encoding"] for request in server.requests])

    def test_should_deliver_after_all_when_the_token_is_corrected(self):
        file = Path(self.folder, "t")
        file.write_text("wrong")
        server = self.server()
        tracker = self.tracker(server, token=None, token_file=str(file))

        def correct(outbox, seconds, asked=None, hopeless=False):
            self.assertTrue(hopeless)
            file.write_text("secret\n")
            return True

        with mock.patch.object(module._Outbox, "_pause", correct):
            tracker.heartbeat("t")
            self.assert_delivered(tracker)

        self.assertIn("401: not authorized (is the token right?)", self.warnings()[0])
        self.assertNotIn("wrong", "".join(self.lines) + repr(tracker) + str(tracker.stats()))

    def test_should_not_take_any_answer_for_a_receipt(self):
        answers = {
            "a page": said(200, "<html>welcome"),
            "an object": said(200, "{}"),
            "a result too few": lambda request: (200, {}, {"accepted": 1, "results": [{"index": 5, "status": "accepted"}]}),
            "counts that are too low": said(200, '{"accepted": 0, "duplicate": 0, "results": []}'),
            "another address": said(301, headers={"Location": "/elsewhere"}),
        }
        self.paused()
        for name, answer in answers.items():
            with self.subTest(name):
                server = self.server(answer)
                tracker = self.tracker(server)
                tracker.heartbeat("t")
                self.assert_delivered(tracker)

                self.assertEqual(2, len(server.requests))
                self.assertEqual((1, 0), (len(server.stored), server.strays))

    def test_should_be_content_with_counts_when_there_is_nothing_to_tell_apart(self):
        server = self.server(said(200, '{"accepted": 1, "duplicate": 0, "refused": 0, "results": []}'))
        tracker = self.tracker(server)
        tracker.heartbeat("t")
        self.assert_delivered(tracker)

        self.assertEqual(1, len(server.requests))

    def test_should_turn_away_and_say_so_when_the_queue_is_full(self):
        server = self.server()
        server.gate.clear()
        tracker = self.tracker(server, queue_bytes=65_536, max_block=0)
        before = None
        with self.assertRaisesRegex(TrackerQueueFull, "no room for an update of task t: [0-9]+ of 65536 bytes"):
            while True:
                before = tracker.log("t", "x" * 1_000)
        taken = tracker.stats()["accepted"]

        self.assertEqual(before, tracker.get_progress("t"))
        self.assertEqual((1, taken), (tracker.stats()["full"], tracker.stats()["pending"]))
        self.assertLessEqual(tracker.stats()["pending_bytes"], 65_536)
        self.assertEqual(1, len(self.warnings()))
        server.gate.set()
        self.assert_delivered(tracker)
        tracker.log("t", "again")
        self.assert_delivered(tracker)
        self.assertEqual([*range(taken), taken + 1], [event["seq"] for event in server.events()])

    def test_should_go_on_and_end_in_time_when_sending_fails_in_an_unforeseen_way(self):
        server = self.server()
        tracker = self.tracker(server)
        with mock.patch.object(module._Ingest, "post", side_effect=RuntimeError("made to fail")):
            tracker.heartbeat("t")
            self.assertFalse(tracker.close(0.3))

        self.assertEqual(2, len(self.warnings()), self.warnings())
        self.assertIn("unexpected: RuntimeError('made to fail')", self.warnings()[-1])

    def test_should_wait_for_room_when_there_is_some_in_time(self):
        server = self.server()
        server.gate.clear()
        tracker = self.tracker(server, queue_bytes=65_536, max_block=PATIENCE)
        threading.Timer(0.1, server.gate.set).start()
        for number in range(200):
            tracker.log("t", "x" * 1_000)
        self.assert_delivered(tracker)

        self.assertEqual(list(range(200)), [event["seq"] for event in server.events()])

    def test_should_replace_progress_and_heartbeats_only_when_the_queue_backs_up(self):
        server = self.server()
        server.gate.clear()
        tracker = self.tracker(server, queue_bytes=65_536, max_block=0)
        tracker.heartbeat("t")
        server.await_requests(1)
        tracker.update_progress("early", 1)
        tracker.update_progress("early", 2)
        while tracker.stats()["pending_bytes"] <= 32_768:
            tracker.log("other", "x" * 1_000)
        self.assertEqual(0, tracker.stats()["coalesced"])
        pending = tracker.stats()["pending"]

        for number in range(1_000):
            tracker.heartbeat("t")
            tracker.update_progress("t", number / 10)
        tracker.start_task("t", "a", 4)
        tracker.verify_criterion("t", 1)
        tracker.cost("t", 1)
        tracker.update_progress("t", 1)
        tracker.update_progress("t", 2)
        tracker.complete_task("t", True)
        tracker.update_progress("t", 3)

        self.assertEqual(pending + 7, tracker.stats()["pending"])
        server.gate.set()
        self.assert_delivered(tracker)
        events = server.events("t")
        kinds = ["heartbeat", "progress", "start", "criterion", "cost", "progress", "complete", "progress"]
        self.assertEqual(kinds, [event["type"] for event in events])
        self.assertEqual(list(range(8)), [event["seq"] for event in events])
        self.assertEqual([99.9, 2, 3], [event["percent"] for event in events if event["type"] == "progress"])
        stats = tracker.stats()
        self.assertEqual(stats["accepted"], stats["delivered"] + stats["coalesced"])
        self.assertEqual(2_000, stats["coalesced"])

    def test_should_number_in_the_order_of_the_log_when_threads_report_about_one_task(self):
        server = self.server()
        tracker = self.tracker(server)
        heard = []
        tracker.add_listener(lambda task: heard.append(task.actions))

        def work():
            for _ in range(100):
                tracker.log_action("t", "run")

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assert_delivered(tracker)

        self.assertEqual(list(range(800)), [event["seq"] for event in server.events()])
        self.assertEqual(list(range(1, 801)), heard)
        self.assertEqual(800, tracker.get_progress("t").actions)

    def test_should_take_what_a_signal_handler_says_in_the_midst_of_an_update(self):
        server = self.server()
        interrupted = []

        def clock():
            if not interrupted:
                interrupted.append(tracker.cancel_task("t", "SIGTERM"))
                interrupted.append(tracker.close(0))
                interrupted.append(tracker.flush(0))
            return NOW

        tracker = self.tracker(server, clock=clock)
        tracker.start_task("t", "a")
        self.assert_delivered(tracker)

        self.assertEqual([("start", 0), ("complete", 1)], [(event["type"], event["seq"]) for event in server.events()])
        self.assertEqual("cancelled", tracker.get_progress("t").status)
        self.assertEqual([False, False], interrupted[1:])

    def test_should_not_hang_when_the_log_leads_back_to_the_tracker(self):
        server = self.server(said(500))
        tracker = self.tracker(server)

        class Handler(logging.Handler):
            def emit(self, record):
                tracker.log("t", record.getMessage())

        handler = Handler()
        logging.getLogger("tracker").addHandler(handler)
        self.addCleanup(logging.getLogger("tracker").removeHandler, handler)
        tracker.heartbeat("t")

        self.assert_delivered(tracker)
        self.assert_delivered(tracker)  # also what the handler said meanwhile
        self.assertIn("do not reach Tracker", server.events()[1]["message"])


class EndTest(Case):
    def test_should_say_what_is_lost_when_closed_in_vain(self):
        server = self.server()
        server.gate.clear()
        tracker = self.tracker(server)
        tracker.start_task("a", "x")
        tracker.heartbeat("b")

        self.assertFalse(tracker.close(0.05))
        self.assertFalse(tracker.close())

        warning = self.warnings()[-1]
        self.assertIn("2 accepted updates were not delivered as far as is known (0 were), of task a, b", warning)
        self.assertEqual((2, 0), (tracker.stats()["undelivered"], tracker.stats()["pending"]))
        self.assertEqual("in_progress", tracker.get_progress("a").status)
        with self.assertRaises(TrackerClosed):
            tracker.heartbeat("a")

    def test_should_wait_no_more_when_the_wait_is_interrupted(self):
        server = self.server()
        server.gate.clear()
        tracker = self.tracker(server)
        tracker.heartbeat("t")
        with mock.patch.object(tracker._outbox.decided, "wait_for", side_effect=KeyboardInterrupt):
            with self.assertRaises(KeyboardInterrupt):
                tracker.close(PATIENCE)

        self.assertFalse(tracker.close(PATIENCE))
        self.assertEqual(1, tracker.stats()["undelivered"])

    def test_should_give_up_at_once_when_the_server_asks_for_more_time_than_there_is(self):
        server = self.server(*[said(429, headers={"Retry-After": "3600"})] * 3)
        tracker = self.tracker(server)
        tracker.heartbeat("t")
        server.await_requests(1)

        self.assertFalse(tracker.close(PATIENCE))

        self.assertEqual(1, len(server.requests))
        self.assertIn("429", self.warnings()[-1])

    def test_should_try_once_more_when_closed_in_a_pause(self):
        server = self.server(said(500))
        pausing = threading.Event()
        pause = module._Outbox._pause

        def noted(*arguments):
            pausing.set()
            return pause(*arguments)

        with mock.patch.object(module._Outbox, "_pause", noted), mock.patch.object(module, "_MIN_BACKOFF", 3600):
            tracker = self.tracker(server)
            tracker.heartbeat("t")
            self.assertTrue(pausing.wait(PATIENCE))
            self.assertTrue(tracker.close(PATIENCE))

        self.assertEqual(1, len(server.events()))

    def test_should_deliver_everything_when_the_block_ends(self):
        server = self.server()
        with self.tracker(server) as tracker:
            for number in range(1_200):
                tracker.log("t", f"line {number}")
        self.assertEqual(list(range(1_200)), [event["seq"] for event in server.events()])

    def test_should_start_no_thread_and_still_deliver_when_there_can_be_none(self):
        server = self.server()
        tracker = self.tracker(server)
        with mock.patch.object(threading.Thread, "start", side_effect=RuntimeError("can't start new thread")):
            tracker.heartbeat("t")
        self.assertTrue(tracker.close(PATIENCE))
        self.assertEqual(1, len(server.events()))

    def run_script(self, server, script):
        """A program of its own; gives its exit code and what it said on stderr."""
        environment = {**os.environ, "TRACKER_URL": server.url if server else "http://127.0.0.1:9", "TRACKER_TOKEN": "secret", "PYTHONPATH": str(HERE)}
        ran = subprocess.run(
            [sys.executable, "-W", "ignore::DeprecationWarning", "-c", textwrap.dedent(script)], env=environment, capture_output=True, text=True, timeout=60
        )
        return ran.returncode, ran.stderr

    def test_should_deliver_at_the_end_of_the_program_when_nobody_closes(self):
        server = self.server()
        script = """
            from tracker import ProgressTracker
            tracker = ProgressTracker()
            tracker.start_task("t", "a")
            tracker.complete_task("t", False)
            raise SystemExit(3)
        """
        self.assertEqual((3, ""), self.run_script(server, script))
        self.assertEqual(["start", "complete"], [event["type"] for event in server.events()])

    def test_should_end_the_program_as_it_would_have_when_the_server_is_away(self):
        script = """
            from tracker import ProgressTracker
            tracker = ProgressTracker(close_timeout=0.2)
            tracker.start_task("t", "a")
        """
        code, errors = self.run_script(None, script)
        self.assertEqual(0, code)
        self.assertIn("1 accepted updates were not delivered", errors)
        self.assertNotIn("Traceback", errors)

    def test_should_report_as_written_when_the_example_runs(self):
        server = self.server()
        environment = {**os.environ, "TRACKER_URL": server.url, "TRACKER_TOKEN": "secret"}
        ran = subprocess.run([sys.executable, str(HERE / "example.py")], env=environment, capture_output=True, text=True, timeout=60)

        self.assertEqual((0, ""), (ran.returncode, ran.stderr))
        events = server.events(ran.stdout.strip())
        self.assertEqual(("Nightly import", "importer"), (events[0]["title"], events[0]["agentId"]))
        self.assertEqual("success", events[-1]["outcome"])
        self.assertEqual(2, sum(event["type"] == "criterion" for event in events))

    @unittest.skipUnless(hasattr(os, "fork"), "no fork here")
    def test_should_count_for_itself_when_the_process_forks(self):
        server = self.server()
        script = """
            import os, sys
            from tracker import ProgressTracker
            tracker = ProgressTracker()
            for number in range(50):
                tracker.heartbeat("t")
            child = os.fork()
            tracker.log("t", "parent" if child else "child")
            if child:
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """
        self.assertEqual((0, ""), self.run_script(server, script))

        emitters = {}
        for event in server.events():
            emitters.setdefault(event["emitterId"], []).append((event["seq"], event.get("message")))
        by_size = sorted(emitters.values(), key=len)
        self.assertEqual([(0, "child")], by_size[0])
        self.assertEqual(list(range(51)), [seq for seq, _ in by_size[1]])

    def test_should_deliver_what_children_of_multiprocessing_report_when_they_end(self):
        script = """
            import multiprocessing, sys
            from tracker import ProgressTracker
            shared = ProgressTracker()
            def work(name):
                shared.log("t", name)
                ProgressTracker().log("t", name)
            if __name__ == "__main__":
                multiprocessing.set_start_method(sys.argv[1])
                children = [multiprocessing.Process(target=work, args=(f"child {number}",)) for number in range(2)]
                for child in children: child.start()
                for child in children: child.join()
                sys.exit(max(child.exitcode for child in children))
        """
        path = Path(self.folder, "script.py")
        path.write_text(textwrap.dedent(script))
        for method in ("fork", "forkserver"):
            if method not in multiprocessing.get_all_start_methods():
                continue
            with self.subTest(method):
                server = self.server()
                environment = {**os.environ, "TRACKER_URL": server.url, "TRACKER_TOKEN": "secret", "PYTHONPATH": str(HERE)}
                ran = subprocess.run([sys.executable, str(path), method], env=environment, capture_output=True, text=True, timeout=60)
                self.assertEqual(0, ran.returncode, ran.stderr)
                self.assertEqual(["child 0", "child 0", "child 1", "child 1"], sorted(event["message"] for event in server.events()))

    @unittest.skipUnless(os.name == "posix", "no SIGTERM here")
    def test_should_deliver_the_last_word_when_a_signal_ends_the_program(self):
        server = self.server()
        script = """
            import signal, sys
            from tracker import ProgressTracker
            tracker = ProgressTracker()
            def stop(number, frame):
                tracker.cancel_task("t", "SIGTERM")
                sys.exit(143)
            signal.signal(signal.SIGTERM, stop)
            tracker.start_task("t", "a")
            while True:
                tracker.heartbeat("t")
        """
        environment = {**os.environ, "TRACKER_URL": server.url, "TRACKER_TOKEN": "secret", "PYTHONPATH": str(HERE)}
        process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], env=environment, stderr=subprocess.PIPE, text=True)
        with contextlib.closing(process.stderr):
            server.await_requests(3)
            process.send_signal(signal.SIGTERM)
            self.assertEqual(143, process.wait(PATIENCE), process.stderr.read())
        self.assertEqual("cancelled", server.events()[-1].get("outcome"))


class FormTest(unittest.TestCase):
    def test_should_have_the_first_trackers_names_first(self):
        names = list(TaskProgress("t", "a").to_dict())[:14]
        self.assertEqual(
            "taskId agentId status iteration maxIterations progress criteriaVerified criteriaTotal "
            "filesCreated filesModified cost logs startedAt completedAt".split(),
            names,
        )


if __name__ == "__main__":
    unittest.main()
