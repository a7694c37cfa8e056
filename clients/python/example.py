#!/usr/bin/env python3
"""A job that reports what it does. Run it with tracker.py beside it, while `./tracker dev` runs."""

import os
import time

from tracker import ProgressTracker

files = ["customers.csv", "orders.csv", "returns.csv"]
task_id = f"import-{int(time.time())}-{os.getpid()}"  # a new one for each run: a task that has ended stays so

with ProgressTracker() as tracker:
    with tracker.task(task_id, "importer", title="Nightly import", criteria=["all files read", "totals agree"]):
        for number, name in enumerate(files, start=1):
            tracker.update_iteration(task_id, number)
            time.sleep(0.2)  # the work itself
            tracker.log_action(task_id, "read", name)
            tracker.log(task_id, f"{name}: {number} of {len(files)}")
        tracker.verify_criterion(task_id, 0, evidence="observed")
        tracker.verify_criterion(task_id, 1, evidence="observed")

print(task_id)
