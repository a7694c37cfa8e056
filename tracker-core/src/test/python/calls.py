"""Makes the calls that come in, one JSON object a line, on a tracker of its own; says after each how its task looks."""

import json
import sys
from datetime import datetime

from tracker import ProgressTracker

now = None
tracker = ProgressTracker(agent_id="agent-1", clock=lambda: now)
for line in sys.stdin:
    call = json.loads(line)
    now = datetime.fromisoformat(call["now"])
    try:
        getattr(tracker, call["method"])(call["taskId"], *call.get("values", ()), **call.get("named", {}))
    except (TypeError, ValueError) as e:
        print(json.dumps({"refused": type(e).__name__}))
        continue
    task = tracker.get_progress(call["taskId"])
    print(json.dumps({"dashboard": task.to_dict(), "graph": task.to_graph_ui()}))
