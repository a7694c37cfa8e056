#!/usr/bin/env python3
"""A job that reports what it does, with nothing but the standard library.

Run it from Tracker's folder while `./tracker dev` runs.
"""

import os
import subprocess
import time


class Task:
    """Starts when entered; ends as a success, or as failed if an exception leaves it."""

    def __init__(self, task_id, title, criteria):
        self.id = task_id
        self.title = title
        self.criteria = criteria

    def report(self, event, *values, **fields):
        options = [f"--{name.replace('_', '-')}={value}" for name, value in fields.items()]
        subprocess.run(
            ["./tracker", "emit", *options, "--", self.id, event, *map(str, values)],
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def __enter__(self):
        self.report("start", self.title, criteria_total=self.criteria)
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.report("error", repr(error))
        self.report("complete", "success" if error is None else "failed")


with Task(f"report-{int(time.time())}-{os.getpid()}", "Weekly report", criteria=1) as task:
    task.report("iteration", 1)
    task.report("action", "create", "report.md")
    task.report("cost", 0.0125, model="some-model", input_tokens=1200, output_tokens=340)
    task.report("criterion", 0, evidence="self_checked")

print(task.id)
