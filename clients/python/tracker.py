"""Reports what a worker does to Tracker, and knows at once what that adds up to.

One file, the standard library, Python 3.9 or newer: copy it to where your program lies, or name its folder in PYTHONPATH.

    from tracker import ProgressTracker

    with ProgressTracker("http://127.0.0.1:8765") as tracker:
        tracker.start_task("fix-login-17", "agent-7", criteria_total=2)
        tracker.update_iteration("fix-login-17", 1)
        tracker.verify_criterion("fix-login-17", 0)
        tracker.complete_task("fix-login-17", True)

An update is put into a bounded queue and sent by another thread; the call returns at once, with the task as it now stands. The local view
follows the rules of the server (docs/fold.md). README.md beside this file says how to begin and what is promised.
"""

from __future__ import annotations

import atexit
import codecs
import contextlib
import copy
import gzip
import http.client
import inspect
import ipaddress
import json
import logging
import math
import operator
import os
import random
import ssl
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections import OrderedDict, deque
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from email.utils import parsedate_to_datetime
from typing import Any, Callable, Iterator, Mapping, NamedTuple, Optional, Sequence, Union

__all__ = ["ProgressTracker", "TaskProgress", "TrackerClosed", "TrackerError", "TrackerQueueFull"]

_LOG = logging.getLogger("tracker")

# Loaded now, not at first use: a process that forks while another thread imports a module leaves its child with half of it.
for _encoding in ("idna", "utf-16-le"):
    codecs.lookup(_encoding)

Outcome = Union[bool, str]
Seconds = Union[int, float, timedelta]


class TrackerError(RuntimeError):
    """An update was not taken. It changed nothing."""


class TrackerQueueFull(TrackerError):
    """There was no room for an update within `max_block`: the server is away or too slow."""


class TrackerClosed(TrackerError):
    """The tracker has been closed."""


# ---------------------------------------------------------------------------------------------------------------------------------------
# What goes in. Texts are mended visibly, because a worker must not stumble over its own output; ids and numbers are refused, because a
# changed one would be a lie. Lengths count UTF-16 units, as everywhere in Tracker.

_MAX_TEXT = 65_536
_MAX_ID = 256
_MAX_SAFE_INTEGER = 2**53 - 1
_MAX_ATTEMPT = 1_000_000
_MAX_ITERATION = 1_000_000_000
_MAX_CRITERIA = 10_000
_MAX_USD = 1_000_000
_MAX_EVENT_BYTES = 1024 * 1024
_PICO = 10**12


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def _abridge(text: str, most: int) -> str:
    """At most so many UTF-16 units, the last of them an ellipsis where something was cut; never half a surrogate pair."""
    if len(text) <= most and _units(text) <= most:
        return text
    kept = text[:most].encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)]
    if kept and 0xD8 <= kept[-1] <= 0xDB:
        kept = kept[:-2]
    return kept.decode("utf-16-le", "surrogatepass") + "\u2026"


def _text(name: str, value: Any, most: int = _MAX_TEXT) -> str:
    if value is None:
        raise TypeError(f"{name} must be a text, not None")
    text = _abridge(value if isinstance(value, str) else str(value), most)
    if "\0" in text:
        text = text.replace("\0", "\u2400")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _id(name: str, value: Any) -> str:
    if isinstance(value, uuid.UUID) or (isinstance(value, int) and not isinstance(value, bool)):
        value = str(value)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    if not 1 <= _units(value) <= _MAX_ID:
        raise ValueError(f"{name} must have 1 to {_MAX_ID} characters, not {_units(value)}")
    if value != value.strip():
        raise ValueError(f"{name} must not begin or end with white space")
    if any(c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in value):
        raise ValueError(f"{name} must not contain control characters or half surrogate pairs")
    return value


def _integer(name: str, value: Any, least: int, most: int) -> int:
    if isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, not {value}")
    try:
        number = operator.index(value)
    except TypeError:
        if not (isinstance(value, float) and value.is_integer()):
            raise TypeError(f"{name} must be a whole number, not {value!r}") from None
        number = int(value)
    if not least <= number <= most:
        raise ValueError(f"{name} must be from {least} to {most}, not {number}")
    return number


def _number(name: str, value: Any, most: int) -> float:
    if isinstance(value, (bool, str, bytes)):
        raise TypeError(f"{name} must be a number, not {value!r}")
    number = float(value)
    if not 0 <= number <= most:  # also false for NaN
        raise ValueError(f"{name} must be from 0 to {most}, not {number}")
    return number + 0.0  # -0.0 is 0.0


def _millis(name: str, value: Seconds) -> int:
    seconds = value.total_seconds() if isinstance(value, timedelta) else value
    return int(_number(name, seconds, _MAX_SAFE_INTEGER // 1000) * 1000)


def _criteria(texts: Optional[Sequence[Any]]) -> list[str]:
    """Cut as the fold would cut them, so that ten thousand long ones still make an event of legal size; an ellipsis stands for each beyond that."""
    if texts is None:
        return []
    if isinstance(texts, (str, bytes)):
        raise TypeError("criteria must be a list of texts, not a text")
    cleaned: list[str] = []
    total = 0
    for text in texts:
        kept = "\u2026" if total > _MAX_CRITERIA_TEXT else _text("criteria", text, _MAX_CRITERION_TEXT)
        total += _units(kept)
        cleaned.append(kept)
    _integer("len(criteria)", len(cleaned), 0, _MAX_CRITERIA)
    return cleaned


def _outcome(value: Outcome) -> str:
    if isinstance(value, str):
        if value not in _STATUS_OF_OUTCOME:
            raise ValueError(f"the outcome must be success, failed or cancelled (or True or False), not {value!r}")
        return value
    return "success" if value else "failed"


def _error_text(error: Any) -> str:
    if isinstance(error, BaseException):
        detail = str(error)
        return _text("error", f"{type(error).__name__}: {detail}" if detail else type(error).__name__)
    return _text("error", error)


def _rfc3339(at: datetime) -> str:
    """UTC, with no, three or six digits behind the second."""
    if at.tzinfo is None:
        raise ValueError("the clock must give times with a time zone")
    utc = at.astimezone(timezone.utc).replace(tzinfo=None)
    micros = utc.microsecond
    return utc.isoformat(timespec="microseconds" if micros % 1000 else "milliseconds" if micros else "seconds") + "Z"


# ---------------------------------------------------------------------------------------------------------------------------------------
# The local view: docs/fold.md, for the events of one worker, which come in order and never twice.

_MAX_LOGS = 10
_GRAPH_LOGS = 5
_MAX_LOG_TEXT = 256
_MAX_TITLE = 200
_MAX_CRITERION_TEXT = 256
_MAX_CRITERIA_TEXT = 65_536
_MAX_FILES = 200
_MAX_PATH = 1_024
_MAX_TOTAL_PATH = 16_384
_MAX_PICO = 2**63 - 1

_GRADES = ("claimed", "self_checked", "observed", "ci")
_STATUS_OF_OUTCOME = {"success": "complete", "failed": "failed", "cancelled": "cancelled"}
_TERMINAL = frozenset(_STATUS_OF_OUTCOME.values())
_TOKENS = ("inputTokens", "outputTokens", "cacheReadTokens", "cacheWriteTokens")


class _Criterion(NamedTuple):
    text: Optional[str] = None
    verified: bool = False
    evidence: Optional[str] = None


class TaskProgress:
    """A task as it stood after an update. A snapshot: ask the tracker again for a newer one. Times are RFC 3339 in UTC."""

    def __init__(self, task_id: str, agent_id: str, project_id: str = "default", attempt: int = 1) -> None:
        self.task_id = task_id
        self.agent_id = agent_id
        self.project_id = project_id
        self.parent_task_id: Optional[str] = None
        self.title: Optional[str] = None
        self.status = "pending"
        self.attempt = attempt
        self.iteration = 0
        self.max_iterations = 0
        self.cost_known = False
        self.model: Optional[str] = None
        self.tokens = dict.fromkeys(_TOKENS, 0)
        self.unlisted_files = 0
        self.actions = 0
        self.failed_actions = 0
        self.errors = 0
        self.transient_errors = 0
        self.late = 0
        self.rejected = 0
        self.waiting = False
        self.started_at: Optional[str] = None
        self.completed_at: Optional[str] = None
        # Never changed in place: snapshots share them.
        self._start_seen = False
        self._percent: Optional[float] = None
        self._declared = 0
        self._criteria: dict[int, _Criterion] = {}
        self._files: dict[str, bool] = {}  # path -> whether it was created
        self._pico = 0
        self._max_pico: Optional[int] = None
        self._logs: tuple[tuple[str, str], ...] = ()

    @property
    def progress_percent(self) -> float:
        """0 to 100: by the declared criteria or, if none are declared, by the worker's own estimate."""
        if self._declared:
            return 100.0 * self.criteria_verified / self._declared
        return self._percent or 0.0

    @property
    def criteria_verified(self) -> int:
        return sum(criterion.verified for criterion in self._criteria.values())

    @property
    def criteria_total(self) -> int:
        """The number declared or, if none is, the number known."""
        return self._declared or len(self._criteria)

    @property
    def files_created(self) -> list[str]:
        return [path for path, created in self._files.items() if created]

    @property
    def files_modified(self) -> list[str]:
        return [path for path, created in self._files.items() if not created]

    @property
    def cost_estimate(self) -> float:
        """US dollars."""
        return self._pico / _PICO

    @property
    def max_cost(self) -> Optional[float]:
        return None if self._max_pico is None else self._max_pico / _PICO

    @property
    def logs(self) -> list[dict[str, str]]:
        """The last ten lines, oldest first."""
        return [{"time": at, "message": message} for at, message in self._logs]

    def to_dict(self) -> dict[str, Any]:
        """The dashboard form."""
        return {
            "taskId": self.task_id,
            "agentId": self.agent_id,
            "status": self.status,
            "iteration": self.iteration,
            "maxIterations": self.max_iterations,
            "progress": self.progress_percent,
            "criteriaVerified": self.criteria_verified,
            "criteriaTotal": self.criteria_total,
            "filesCreated": self.files_created,
            "filesModified": self.files_modified,
            "cost": self.cost_estimate,
            "logs": self.logs,
            "startedAt": self.started_at,
            "completedAt": self.completed_at,
            "projectId": self.project_id,
            "parentTaskId": self.parent_task_id,
            "title": self.title,
            "attempt": self.attempt,
            "costKnown": self.cost_known,
            "maxCost": self.max_cost,
            "model": self.model,
            **self.tokens,
            "unlistedFiles": self.unlisted_files,
            "actions": self.actions,
            "failedActions": self.failed_actions,
            "errors": self.errors,
            "late": self.late,
            "waiting": self.waiting,
        }

    def to_graph_ui(self) -> dict[str, Any]:
        """The agent-control panel's form."""
        indexes = range(self._declared) if self._declared else sorted(self._criteria)
        known = [(index, self._criteria.get(index, _Criterion())) for index in indexes]
        return {
            "sessionId": f"sess_{self.task_id}",
            "iteration": self.iteration,
            "maxIterations": self.max_iterations,
            "cost": self.cost_estimate,
            "maxCost": self.max_cost,
            "progress": self.progress_percent,
            "criteria": [
                {
                    "text": f"Criterion {index + 1}" if criterion.text is None else criterion.text,
                    "status": "pass" if criterion.verified else "pending",
                }
                for index, criterion in known
            ],
            "logs": self.logs[-_GRAPH_LOGS:],
            "status": self.status,
        }

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if isinstance(other, TaskProgress) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<TaskProgress {self.task_id} {self.status} {self.progress_percent:.0f} %>"


def _fold(before: Optional[TaskProgress], event: Mapping[str, Any]) -> TaskProgress:
    """The task after one more event."""
    if before is None:
        task = TaskProgress(event["taskId"], event["agentId"], event["projectId"], event["attempt"])
    else:
        task = copy.copy(before)
    kind = event["type"]
    if event["attempt"] > task.attempt:
        _reopen(task, event)
    if kind == "criterion" and 0 < task._declared <= event["index"]:
        task.rejected += 1
        return task
    settled = task.status in _TERMINAL
    if settled and kind not in ("criterion", "cost"):
        task.late += 1
    if task.parent_task_id is None:
        task.parent_task_id = event.get("parentTaskId")
    if not settled and kind not in ("log", "heartbeat", "cost"):
        task.waiting = kind == "waiting"
    effect = _EFFECTS.get(kind)
    if effect is not None and not (settled and kind == "progress"):
        effect(task, event)
    line = event.get("message") or _log_line(event)
    if line is not None:
        task._logs = (*task._logs[1 - _MAX_LOGS :], (event["timestamp"][11:19], _abridge(line, _MAX_LOG_TEXT)))
    return task


def _reopen(task: TaskProgress, event: Mapping[str, Any]) -> None:
    """A higher attempt: what was achieved starts over, what was spent and seen stays."""
    task.attempt = event["attempt"]
    task.agent_id = event["agentId"]
    task.project_id = event["projectId"]
    task.status = "pending"
    task._start_seen = False
    task.iteration = 0
    task._percent = None
    task._criteria = {index: _Criterion(criterion.text) for index, criterion in task._criteria.items()}
    task.started_at = None
    task.completed_at = None
    task.waiting = False


def _on_start(task: TaskProgress, event: Mapping[str, Any]) -> None:
    task.agent_id = event["agentId"]
    task.project_id = event["projectId"]
    task.parent_task_id = event.get("parentTaskId") or task.parent_task_id
    if "title" in event:
        task.title = _abridge(event["title"], _MAX_TITLE)
    task.max_iterations = event.get("maxIterations") or task.max_iterations
    if "maxCost" in event:
        task._max_pico = _pico(event["maxCost"])
    texts = event.get("criteria")
    declared = len(texts) if texts else event.get("criteriaTotal", 0)
    if declared:
        _declare(task, declared, texts)
    if not task._start_seen:
        task._start_seen = True
        task.started_at = event["timestamp"]
    if task.status == "pending":
        task.status = "in_progress"


def _declare(task: TaskProgress, declared: int, texts: Optional[Sequence[str]]) -> None:
    kept = {index: criterion for index, criterion in task._criteria.items() if index < declared}
    task.rejected += len(task._criteria) - len(kept)
    if texts:
        total = 0
        for index, text in enumerate(texts):
            text = _abridge(text, _MAX_CRITERION_TEXT)
            total += _units(text)
            verdict = kept.get(index, _Criterion())
            kept[index] = verdict._replace(text=text if total <= _MAX_CRITERIA_TEXT else None)
    task._declared = declared
    task._criteria = kept


def _on_iteration(task: TaskProgress, event: Mapping[str, Any]) -> None:
    task.iteration = max(task.iteration, event["iteration"])


def _on_progress(task: TaskProgress, event: Mapping[str, Any]) -> None:
    task._percent = event["percent"]


def _on_criterion(task: TaskProgress, event: Mapping[str, Any]) -> None:
    index, verified, grade = event["index"], event["verified"], event["evidence"]
    known = task._criteria.get(index, _Criterion())
    if verified and known.verified and known.evidence is not None:
        grade = max(grade, known.evidence, key=_GRADES.index)
    task._criteria = {**task._criteria, index: _Criterion(known.text, verified, grade)}


def _on_action(task: TaskProgress, event: Mapping[str, Any]) -> None:
    task.actions += 1
    success = event.get("success")
    if success is False:
        task.failed_actions += 1
    path = event.get("target")
    if success is not True or not path or path in task._files or event["action"] not in ("create", "write", "edit"):
        return
    length = _units(path)
    if length <= _MAX_PATH and len(task._files) < _MAX_FILES and sum(map(_units, task._files)) + length <= _MAX_TOTAL_PATH:
        task._files = {**task._files, path: event["action"] == "create"}
    else:
        task.unlisted_files += 1


def _on_cost(task: TaskProgress, event: Mapping[str, Any]) -> None:
    if "usd" in event:
        task._pico = min(task._pico + _pico(event["usd"]), _MAX_PICO)
        task.cost_known = True
    task.tokens = {name: min(task.tokens[name] + event.get(name, 0), _MAX_PICO) for name in _TOKENS}
    task.model = event.get("model", task.model)


def _on_error(task: TaskProgress, event: Mapping[str, Any]) -> None:
    task.errors += 1
    task.transient_errors += event["transient"]


def _on_complete(task: TaskProgress, event: Mapping[str, Any]) -> None:
    if task.status not in _TERMINAL:
        task.status = _STATUS_OF_OUTCOME[event["outcome"]]
        task.completed_at = event["timestamp"]


_EFFECTS: dict[str, Callable[[TaskProgress, Mapping[str, Any]], None]] = {
    "start": _on_start,
    "iteration": _on_iteration,
    "progress": _on_progress,
    "criterion": _on_criterion,
    "action": _on_action,
    "cost": _on_cost,
    "error": _on_error,
    "complete": _on_complete,
}


def _log_line(event: Mapping[str, Any]) -> Optional[str]:
    kind = event["type"]
    if kind == "start":
        return f"Started: {event['title']}" if "title" in event else "Started"
    if kind == "criterion":
        return f"Criterion {event['index'] + 1} {'' if event['verified'] else 'not '}verified ({event['evidence']})"
    if kind == "action":
        target = event.get("target")
        return event["action"] + (f" {target}" if target else "") + (" failed" if event.get("success") is False else "")
    if kind == "error":
        return f"Error{' (transient)' if event['transient'] else ''}: {event['error']}"
    if kind == "waiting":
        return "Waiting"
    if kind == "complete":
        return _STATUS_OF_OUTCOME[event["outcome"]].capitalize()
    return None


def _pico(usd: float) -> int:
    """US dollars, held in units of 10^-12, so that a sum does not depend on its order."""
    return int((Decimal(repr(usd)) * _PICO).to_integral_value(ROUND_HALF_UP))


# ---------------------------------------------------------------------------------------------------------------------------------------
# The way to the server: POST /v1/events.

_GZIP_FROM_BYTES = 4 * 1024
_MAX_ANSWER_BYTES = 16 * 1024 * 1024


class _Queued:
    """An event that was accepted and not yet decided."""

    __slots__ = ("event", "kind", "line", "number", "size", "taken", "task_id")

    def __init__(self, event: dict[str, Any]) -> None:
        self.event = event
        self.task_id: str = event["taskId"]
        self.kind: str = event["type"]
        self.line = json.dumps(event, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
        self.size = len(self.line) + 512
        self.number = 0
        self.taken = False


class _Answer(NamedTuple):
    """What became of a batch. `fates` has one entry an event: None is "send it again", else (taken, reason)."""

    fates: Optional[list[Optional[tuple[bool, str]]]] = None
    trouble: Optional[str] = None
    retry_after: Optional[float] = None
    divide: bool = False  # the server did not read the batch as a whole
    too_large: bool = False
    hopeless: bool = False  # time alone will not mend it


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token goes to the address that it was given for, and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


class _Ingest:
    """Tracker's HTTP ingest. Used by one thread at a time."""

    def __init__(self, url: str, token: Optional[str], token_file: Optional[str]) -> None:
        self.url = _events_url(url)
        self._token = token
        self._token_file = token_file
        self._gzip = True
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        if _is_loopback(self.url):
            handlers.append(urllib.request.ProxyHandler({}))
        self._opener = urllib.request.build_opener(*handlers)

    def post(self, batch: Sequence[_Queued], timeout: float) -> _Answer:
        body = b"\n".join(queued.line for queued in batch) + b"\n"
        headers = {"Content-Type": "application/x-ndjson", "User-Agent": "tracker-python"}
        if self._gzip and len(body) >= _GZIP_FROM_BYTES:
            body = gzip.compress(body, compresslevel=1)
            headers["Content-Encoding"] = "gzip"
        try:
            token = self._read_token()
        except (OSError, ValueError) as e:
            return _Answer(trouble=f"can't read the token: {e}", hopeless=True)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self.url, data=body, headers=headers, method="POST")
        try:
            try:
                response = self._opener.open(request, timeout=timeout)
            except urllib.error.HTTPError as e:
                response = e  # an answer, too
            with response:
                status, answered, said = response.getcode(), response.headers, response.read(_MAX_ANSWER_BYTES)
        except (OSError, http.client.HTTPException) as e:
            reason = getattr(e, "reason", e)
            # A certificate that is not trusted will not be trusted in a second.
            return _Answer(trouble=f"{self.url} can't be reached: {reason}", hopeless=isinstance(reason, ssl.SSLCertVerificationError))
        if status == 415 and "Content-Encoding" in headers:
            self._gzip = False
            return _Answer(trouble="the server takes no gzip", retry_after=0.0)
        return self._understood(status, answered, said, batch)

    def _read_token(self) -> Optional[str]:
        """Read anew each time: tokens are changed while workers run."""
        token = self._token
        if self._token_file is not None:
            with open(self._token_file, encoding="utf-8") as file:
                token = file.read().strip()
        if token and not (token.isascii() and token.isprintable() and " " not in token):
            raise ValueError("it must be one line of ASCII without blanks")
        return token

    def _understood(self, status: int, headers: Mapping[str, str], body: bytes, batch: Sequence[_Queued]) -> _Answer:
        retry_after = _retry_after(headers.get("Retry-After"))
        fates = _fates(body, len(batch)) if status in (200, 207, 400, 503) else None
        said = f"{self.url} answered {status}{_reason(body)}"
        if fates is not None:
            again = sum(fate is None for fate in fates)
            return _Answer(fates, f"{said}: {again} of {len(batch)} events are to be sent again" if again else None, retry_after)
        if status == 413:
            return _Answer(trouble=said, divide=True, too_large=True)
        if status in (400, 422):
            return _Answer(trouble=said, divide=True)
        if status in (408, 425, 429) or status >= 500:
            return _Answer(trouble=said, retry_after=retry_after)
        hint = {401: " (is the token right?)", 403: " (may this token write to this project?)", 404: " (is it the address of Tracker?)"}
        return _Answer(trouble=said + hint.get(status, " (is it Tracker?)"), retry_after=retry_after, hopeless=True)


def _events_url(url: str) -> str:
    try:
        parts = urllib.parse.urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment or "@" in parts.netloc:
        # The text is not repeated: a link that logs in may have been pasted.
        raise ValueError("the address of Tracker must be of the form http://HOST:PORT or https://HOST, without login or token")
    path = parts.path.rstrip("/")
    if not path.endswith("/v1/events"):
        path += "/v1/events"
    return urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def _is_loopback(url: str) -> bool:
    host = urllib.parse.urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _fates(body: bytes, count: int) -> Optional[list[Optional[tuple[bool, str]]]]:
    """The fate of each event; None if the answer does not tell all of them."""
    try:
        answer = json.loads(body)
        fates: dict[int, Optional[tuple[bool, str]]] = {}
        for result in answer["results"]:
            status = result["status"]
            if status in ("accepted", "duplicate"):
                fates[result["index"]] = (True, status)
            elif status == "refused":
                fates[result["index"]] = (False, ": ".join(str(result[key]) for key in ("code", "reason") if result.get(key)))
            else:
                fates[result["index"]] = None
        if not fates and answer["accepted"] + answer["duplicate"] == count:
            return [(True, "accepted")] * count  # the counts suffice where there is nothing to tell apart
        return [fates[index] for index in range(count)]
    except (ValueError, KeyError, TypeError):
        pass
    return None


def _reason(body: bytes) -> str:
    """What an answer that is no list of results says of itself, if it does."""
    try:
        answer = json.loads(body)
        said = next(answer[key] for key in ("reason", "error", "message", "detail", "title") if isinstance(answer.get(key), str))
        return ": " + _abridge(said, 300)
    except (ValueError, TypeError, AttributeError, StopIteration):
        return ""


def _retry_after(value: Optional[str]) -> Optional[float]:
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - datetime.now(timezone.utc)).total_seconds()
        except (TypeError, ValueError):
            return None
    return min(max(0.0, seconds), _MAX_RETRY_AFTER) if math.isfinite(seconds) else None


# ---------------------------------------------------------------------------------------------------------------------------------------
# Where the server is, when the program does not say.


def _place(
    url: Optional[str], token: Optional[str], token_file: Optional[str], environment: Mapping[str, str]
) -> Optional[tuple[str, Optional[str], Optional[str]]]:
    """(address, token, token file): what is given, else what the variables say, else a running `tracker dev`; None if there is no address."""
    if token and token_file:
        raise ValueError("token and token_file are both given; give one")
    if not (token or token_file):
        token, token_file = environment.get("TRACKER_TOKEN"), environment.get("TRACKER_TOKEN_FILE")
        if token and token_file:
            raise ValueError("both TRACKER_TOKEN and TRACKER_TOKEN_FILE are set; unset one")
    url = environment.get("TRACKER_URL") or None if url is None else url
    folder = environment.get("TRACKER_DATA") or ".tracker"
    dev = _running_dev(folder) or {}
    if url is None:
        url = dev.get("url")
    if url is None:
        return None
    # A token goes only to the server that it is for.
    if not (token or token_file) and dev and _same_address(url, dev["url"]):
        file = dev.get("tokenFile") or "token"
        # A relative one is relative to where dev was started, which need not be here.
        token_file = file if os.path.isabs(file) else os.path.join(folder, os.path.basename(file))
    return url, token or None, token_file or None


def _same_address(one: str, other: str) -> bool:
    return _events_url(one).replace("//localhost", "//127.0.0.1") == _events_url(other).replace("//localhost", "//127.0.0.1")


def _running_dev(folder: str) -> Optional[dict[str, Any]]:
    try:
        with open(os.path.join(folder, "endpoints.json"), encoding="utf-8") as file:
            dev = json.load(file)
        pid = dev.get("pid")
        if pid and os.name == "posix":
            with contextlib.suppress(PermissionError):  # somebody else's process, and alive
                os.kill(int(pid), 0)
        return dev if dev.get("url") else None
    except (OSError, ValueError, AttributeError):
        return None


class _EventIds:
    """UUIDv7 (RFC 9562) that ascend: when the clock stands still or goes back, the generator's own time runs ahead of it. Used under a lock."""

    def __init__(self) -> None:
        self._last = -1

    def next(self) -> str:
        millis = time.time_ns() // 1_000_000
        if millis > self._last >> 12:
            # In the lower half, so that there is room to count.
            self._last = millis << 12 | random.getrandbits(11)
        else:
            self._last += 1
        high = (self._last >> 12) << 16 | 0x7000 | (self._last & 0xFFF)
        return str(uuid.UUID(int=high << 64 | 1 << 63 | int.from_bytes(os.urandom(8), "big") >> 2))


# ---------------------------------------------------------------------------------------------------------------------------------------
# The first tracker's database: any object with update_task and create_log.


class _Database:
    """Tells the database what the first tracker told it. What it throws is counted and logged, and never reaches the worker."""

    KINDS = frozenset({"start", "criterion", "complete"})

    def __init__(self, db: Any) -> None:
        self._db = db
        self.failures = 0
        self.begin()

    def begin(self) -> None:
        """All that belongs to one process."""
        self._lock = threading.RLock()
        self._idle = threading.Condition(self._lock)
        self._tasks: dict[Any, Any] = {}  # event loop -> the last of its tasks
        self._open = 0
        self._own_loop: Any = None

    def persist(self, newest: Callable[[], TaskProgress]) -> None:
        failed: list[Exception] = []
        with self._lock:
            progress = newest()
            fields = {"status": progress.status, "iterations_used": progress.iteration}
            line = {
                "task_id": progress.task_id,
                "agent_id": progress.agent_id,
                "action": "progress_update",
                "message": json.dumps(progress.to_dict()),
                "level": "info",
            }
            calls: list[Callable[[], Any]] = [
                lambda: self._db.update_task(progress.task_id, fields),
                lambda: self._db.create_log(**line),
            ]
            while calls:
                try:
                    result = calls.pop(0)()
                except Exception as e:
                    failed.append(e)
                    continue
                if inspect.isawaitable(result):
                    self._hand_over(progress.task_id, result, calls)
                    break
        for e in failed:
            self._failed(progress.task_id, e)

    def _failed(self, task_id: str, e: BaseException) -> None:
        """Called without the lock: a log may be slow, or lead back to the tracker."""
        with self._lock:
            self.failures += 1
            first = self.failures == 1
        if first:
            _LOG.warning("The database did not take task %s; further failures are only counted", task_id, exc_info=e)

    def _hand_over(self, task_id: str, first: Any, calls: Sequence[Callable[[], Any]]) -> None:
        """The rest is done where coroutines can be waited for: in the caller's event loop or, if there is none, in a thread's own."""
        import asyncio

        async def finish(before: Any) -> None:
            if before is not None:
                await asyncio.wait({before})
            for call in (lambda: first, *calls):
                try:
                    result = call()
                    if inspect.isawaitable(result):
                        await result
                except Exception as e:
                    self._failed(task_id, e)

        def begin(loop: Any) -> None:
            task = loop.create_task(finish(self._tasks.get(loop)))
            self._tasks[loop] = task
            task.add_done_callback(ended)

        def ended(task: Any) -> None:
            if task.cancelled():
                if inspect.iscoroutine(first):
                    first.close()
                self._failed(task_id, asyncio.CancelledError("the event loop ended first; await tracker.drain() before"))
            with self._lock:
                self._open -= 1
                if self._tasks.get(task.get_loop()) is task:
                    del self._tasks[task.get_loop()]
                self._idle.notify_all()

        self._open += 1
        loop = _running_loop()
        if loop is not None:
            begin(loop)
            return
        if self._own_loop is None:
            self._own_loop = asyncio.new_event_loop()
            threading.Thread(target=self._own_loop.run_forever, name="tracker-database", daemon=True).start()
        self._own_loop.call_soon_threadsafe(begin, self._own_loop)

    async def drain(self) -> None:
        import asyncio

        while not self.flush(0):
            task = self._tasks.get(asyncio.get_running_loop())
            await (asyncio.sleep(0.01) if task is None or task.done() else asyncio.wait({task}))

    def flush(self, timeout: float) -> bool:
        """Does not wait in a thread that runs an event loop: the loop would never get on."""
        with self._lock:
            return self._idle.wait_for(lambda: self._open == 0, timeout if _running_loop() is None else 0)


def _running_loop() -> Any:
    """This thread's; None if it runs none. Asks without importing asyncio: who has not imported it has no loop."""
    asyncio = sys.modules.get("asyncio")
    try:
        return None if asyncio is None else asyncio.get_running_loop()
    except RuntimeError:
        return None


# ---------------------------------------------------------------------------------------------------------------------------------------
# The queue and the thread that empties it.

_MAX_BATCH_EVENTS = 500
_MAX_BATCH_BYTES = 512 * 1024
_MIN_BATCH_BYTES = 4 * 1024
_REQUEST_TIMEOUT = 30.0
_MIN_BACKOFF = 0.2
_MAX_BACKOFF = 30.0
_CLOSING_BACKOFF = 0.5
_MAX_RETRY_AFTER = 300.0
_COALESCED = ("progress", "heartbeat")


class _Journal:
    """Counts, and tells the log. What is found out under the tracker's lock is logged without it: a log may be slow, or lead back to the tracker."""

    def __init__(self, lock: threading.RLock) -> None:  # type: ignore[valid-type]
        self._lock = lock
        self._lines: deque[tuple[int, str, tuple[Any, ...], Optional[BaseException]]] = deque(maxlen=100)
        self._troubled = False
        self.last_failure: Optional[str] = None
        self.counts = dict.fromkeys(
            (
                *("accepted", "delivered", "refused", "undelivered", "coalesced", "full", "requests"),
                *("evicted_tasks", "listener_failures", "listener_skips"),
            ),
            0,
        )

    def note(self, level: int, line: str, *values: Any, cause: Optional[BaseException] = None) -> None:
        self._lines.append((level, line, values, cause))

    def trouble(self, reason: str, cause: Optional[BaseException] = None) -> None:
        """One line when trouble begins and one when it ends: an outage must not drown the worker's own log."""
        with self._lock:
            self.last_failure = reason
            if not self._troubled:
                self.note(logging.WARNING, "Updates do not reach Tracker: %s", reason, cause=cause)
            self._troubled = True

    def recovered(self) -> None:
        with self._lock:
            if self._troubled:
                refused, full = self.counts["refused"], self.counts["full"]
                self.note(logging.INFO, "Updates reach Tracker again; so far %d were refused, for %d there was no room", refused, full)
            self._troubled = False

    def speak(self) -> None:
        """Called without the lock."""
        while self._lines:
            with contextlib.suppress(IndexError):  # another thread was quicker
                level, line, values, cause = self._lines.popleft()
                _LOG.log(level, line, *values, exc_info=cause)


class _Lane:
    """One task as this tracker knows it: who does it, how its events are numbered, and what they add up to."""

    __slots__ = ("agent_id", "attempt", "emitter_id", "next_seq", "progress", "tail")

    def __init__(self, agent_id: str, emitter_id: str) -> None:
        self.agent_id = agent_id
        self.emitter_id = emitter_id
        self.attempt = 1
        self.next_seq = 0
        self.progress: Optional[TaskProgress] = None
        # The newest events, as far as they are such that a newer one may take their place.
        self.tail: list[_Queued] = []

    def enter(self, task_id: str, attempt: int) -> None:
        """The further events belong to that attempt, which counts from 0; attempt 0 is the current one."""
        if attempt == 0 or attempt == self.attempt:
            return
        if attempt < self.attempt:
            raise ValueError(f"attempt must be from {self.attempt} (the current one of task {task_id}), not {attempt}")
        self.attempt = attempt
        self.next_seq = 0
        self.tail = []

    def is_finished(self) -> bool:
        return self.progress is not None and self.progress.status in _TERMINAL


class _Outbox:
    """The events that were accepted and not yet decided, bounded in bytes: those that wait, in order, and those in flight. One thread sends them."""

    def __init__(
        self,
        ingest: _Ingest,
        lock: threading.RLock,  # type: ignore[valid-type]
        journal: _Journal,
        max_bytes: int,
        on_refused: Optional[Callable[[dict[str, Any], str], None]],
    ) -> None:
        self._ingest = ingest
        self._lock = lock
        self._journal = journal
        self._max_bytes = max_bytes
        self._on_refused = on_refused
        self._to_send = threading.Condition(lock)
        self._closing = threading.Condition(lock)
        self.decided = threading.Condition(lock)
        self._thread: Optional[threading.Thread] = None
        self._queue: OrderedDict[int, _Queued] = OrderedDict()
        self._in_flight: list[_Queued] = []
        self._last_number = 0
        self._batch_bytes = _MAX_BATCH_BYTES
        self._refusals_told: set[str] = set()
        self._deadline = math.inf
        self._given_up = False
        self._abandoned: set[str] = set()
        self.pending_bytes = 0

    @property
    def pending(self) -> int:
        return len(self._queue) + len(self._in_flight)

    def replaceable(self, lane: _Lane, kind: str) -> list[_Queued]:
        """The task's newest events, if they are still queued and one of this kind says more than they do. Only when the queue backs up.

        A progress replaces progress and heartbeat, a heartbeat replaces heartbeat. Nothing lies between, so the task ends in the same state.
        """
        replaced: list[_Queued] = []
        if kind in _COALESCED and self.pending_bytes > self._max_bytes // 2:
            for queued in reversed(lane.tail):
                if queued.taken or (kind == "heartbeat" and queued.kind != "heartbeat"):
                    break
                replaced.append(queued)
        return replaced

    def offer(self, lane: _Lane, event: dict[str, Any], replaced: Sequence[_Queued]) -> bool:
        """Takes the event in place of those if there is room. Called under the lock."""
        queued = _Queued(event)
        if len(queued.line) > _MAX_EVENT_BYTES:
            raise ValueError(f"the update takes {len(queued.line)} bytes; it may take {_MAX_EVENT_BYTES}")
        others = self.pending_bytes - sum(old.size for old in replaced)
        # One that is larger than the whole queue still goes through an empty one.
        if others > 0 and others + queued.size > self._max_bytes:
            return False
        for old in replaced:
            del self._queue[old.number]
            lane.tail.pop()
        self._last_number += 1
        queued.number = self._last_number
        self._queue[queued.number] = queued
        self.pending_bytes = others + queued.size
        self._journal.counts["accepted"] += 1
        self._journal.counts["coalesced"] += len(replaced)
        lane.tail = [*lane.tail[-1:], queued] if queued.kind in _COALESCED else []
        self._to_send.notify()
        self._start()
        return True

    def is_sender(self) -> bool:
        return threading.current_thread() is self._thread

    def flush(self, timeout: float) -> bool:
        with self._lock:
            last = self._last_number
            if self.is_sender():
                return not self._is_pending(last)
            return self.decided.wait_for(lambda: not self._is_pending(last), timeout)

    def _is_pending(self, last: int) -> bool:
        oldest = self._in_flight[0].number if self._in_flight else next(iter(self._queue), None)
        return oldest is not None and oldest <= last

    def _start(self) -> None:
        if self._thread is not None:
            return
        thread = threading.Thread(target=self._send_all, name="tracker-sender", daemon=True)
        try:
            thread.start()
        except RuntimeError:
            return  # the interpreter is ending, or there are too many threads: close() sends then
        self._thread = thread

    def begin_close(self, deadline: float) -> None:
        with self._lock:
            self._deadline = min(self._deadline, deadline)
            self._to_send.notify_all()
            self._closing.notify_all()
            self.decided.notify_all()

    def close(self) -> tuple[int, list[str]]:
        """Waits for the deadline at most; what is pending then has failed. Says how many, and of which tasks."""
        if self._thread is not None and self._thread.is_alive():
            with self._lock:
                try:
                    self.decided.wait_for(lambda: self._given_up or not self.pending, max(0.0, self._deadline - time.monotonic()))
                except BaseException:
                    # Ctrl-C: who is impatient has waited enough, also for the end of the program.
                    self._give_up()
                    raise
        else:
            self._send_all()
        with self._lock:
            self._give_up()
            return self._journal.counts["undelivered"], sorted(self._abandoned)

    def _give_up(self) -> None:
        with self._lock:
            self._given_up = True
            left = [*self._in_flight, *self._queue.values()]
            self._abandoned.update(queued.task_id for queued in left)
            self._journal.counts["undelivered"] += len(left)
            self._in_flight = []
            self._queue.clear()
            self.pending_bytes = 0
            self.decided.notify_all()
            self._closing.notify_all()

    # The sender's thread.

    def _send_all(self) -> None:
        while self._next_batch():
            try:
                self._deliver()
            except Exception as e:  # nothing may end the thread while there is something to send
                self._journal.trouble(f"unexpected: {e!r}", cause=e)
                self._journal.speak()
                if not self._pause(_MAX_BACKOFF):
                    self._give_up()

    def _next_batch(self) -> bool:
        """Says whether there is something to send; waits for it on the sender's thread."""
        with self._lock:
            if self.is_sender() or self._thread is None:
                self._to_send.wait_for(lambda: self.pending or self._deadline < math.inf)
            if self._given_up:
                return False
            room = self._batch_bytes
            while self._queue and len(self._in_flight) < _MAX_BATCH_EVENTS:
                room -= next(iter(self._queue.values())).size
                if room < 0 and self._in_flight:
                    break
                _, queued = self._queue.popitem(last=False)
                queued.taken = True
                self._in_flight.append(queued)
            return bool(self._in_flight)

    def _deliver(self) -> None:
        """Sends what is in flight until each of it is decided, or time is up."""
        backoff = _MIN_BACKOFF
        at_once = _MAX_BATCH_EVENTS
        while True:
            with self._lock:
                batch = self._in_flight[:at_once]
                left = self._deadline - time.monotonic()
                if self._given_up or not batch:
                    return
                self._journal.counts["requests"] += 1
            if left <= 0:
                self._give_up()
                return
            answer = self._ingest.post(batch, min(_REQUEST_TIMEOUT, max(0.1, left)))
            if self._given_up:
                return
            progressed = answer.fates is not None and self._decide(batch, answer.fates)
            if answer.divide:
                self._divide(batch, answer)
                at_once = max(1, len(batch) // 2)
            elif answer.trouble is None:
                self._journal.recovered()
            else:
                self._journal.trouble(answer.trouble)
            self._journal.speak()
            if answer.divide or answer.trouble is None:
                continue
            if progressed:
                backoff = _MIN_BACKOFF
            if not self._pause(backoff * random.uniform(0.8, 1.2), answer.retry_after, answer.hopeless):
                self._give_up()
                return
            backoff = min(_MAX_BACKOFF, backoff * 2)

    def _decide(self, batch: Sequence[_Queued], fates: Sequence[Optional[tuple[bool, str]]]) -> bool:
        """Says whether any is decided."""
        refused: list[tuple[_Queued, str]] = []
        with self._lock:
            if self._given_up:
                return False
            again = []
            for queued, fate in zip(batch, fates):
                if fate is None:
                    again.append(queued)
                    continue
                taken, reason = fate
                self.pending_bytes -= queued.size
                self._journal.counts["delivered" if taken else "refused"] += 1
                if not taken:
                    refused.append((queued, reason))
            self._in_flight = again + self._in_flight[len(batch) :]
            self.decided.notify_all()
        for queued, reason in refused:
            self._report(queued, reason)
        return len(again) < len(batch)

    def _divide(self, batch: Sequence[_Queued], answer: _Answer) -> None:
        """The server would not read the batch as a whole: it is sent in parts, down to one event, which is then refused."""
        if len(batch) == 1:
            self._decide(batch, [(False, answer.trouble or "unreadable")])
        elif answer.too_large:
            with self._lock:
                self._batch_bytes = max(_MIN_BATCH_BYTES, sum(queued.size for queued in batch) // 2)

    def _report(self, queued: _Queued, reason: str) -> None:
        with self._lock:
            self._journal.last_failure = reason
            code = reason.partition(":")[0]
            if code not in self._refusals_told and len(self._refusals_told) < 100:
                self._refusals_told.add(code)
                line = "The server refused an event (%s of task %s): %s; further ones of this kind are only counted"
                self._journal.note(logging.WARNING, line, queued.kind, queued.task_id, reason)
        if self._on_refused is not None:
            try:
                self._on_refused(dict(queued.event), reason)
            except Exception as e:
                self._journal.note(logging.WARNING, "on_refused failed", cause=e)

    def _pause(self, seconds: float, asked: Optional[float] = None, hopeless: bool = False) -> bool:
        """Waits before the next try, as long as the server asked for; says whether there is to be one.

        At the close a pause of our own is cut short, the server's is not; and what time will not mend is not tried again.
        """
        with self._lock:
            closing = self._deadline < math.inf
            if closing and hopeless:
                return False
            if asked is None and closing:
                seconds = min(seconds, _CLOSING_BACKOFF)
            end = time.monotonic() + (seconds if asked is None else asked)
            while not self._given_up:
                if asked is None and not closing and self._deadline < math.inf:
                    return True
                if end > self._deadline:
                    return False
                left = end - time.monotonic()
                if left <= 0:
                    return True
                self._closing.wait(left)
        return False


# ---------------------------------------------------------------------------------------------------------------------------------------
# The tracker.

_MAX_UNTOLD = 1_024


class _Update(NamedTuple):
    """What a worker says, before it has a number."""

    task_id: str
    kind: str
    fields: dict[str, Any]
    agent_id: Optional[str] = None
    attempt: int = 0


class ProgressTracker:
    """Reports what a worker does, and knows at once what that adds up to. Safe for many threads, for signal handlers, and across a fork.

    db
        The address of Tracker (http://HOST:PORT). Or any object with `update_task` and `create_log`, which then gets the first tracker's calls, and
        nothing is sent. Or nothing: then TRACKER_URL says where, or a `tracker dev` that runs with its data in TRACKER_DATA (`.tracker` if not set);
        where neither is, the tracker says so once and keeps the local view only.
    token, token_file
        What the server knows the writer by; else TRACKER_TOKEN or TRACKER_TOKEN_FILE, else that of the `tracker dev`. A file is read anew each time.
    agent_id, project_id
        Of tasks that name no other; else TRACKER_AGENT_ID and TRACKER_PROJECT_ID, else "python" and "default".
    on_refused
        Called with (event, reason) for each event that the server does not accept, on the sending thread.
    queue_bytes
        Room for events that the server has not yet acknowledged; each counts with its JSON form and 512 bytes.
    max_block
        Seconds that a call waits for room before it raises TrackerQueueFull.
    close_timeout
        Seconds that `close`, the end of a `with` block and the end of the program wait for the server.
    max_tasks, max_finished_tasks
        Bounds of the local view; those that were updated longest ago, or finished first, leave it.
    clock
        Gives the time, with a time zone.
    """

    def __init__(
        self,
        db: Any = None,
        *,
        token: Optional[str] = None,
        token_file: Optional[str] = None,
        agent_id: Optional[str] = None,
        project_id: Optional[str] = None,
        on_refused: Optional[Callable[[dict[str, Any], str], None]] = None,
        queue_bytes: int = 16 * 1024 * 1024,
        max_block: Seconds = 0.1,
        close_timeout: Seconds = 10,
        max_tasks: int = 10_000,
        max_finished_tasks: int = 1_000,
        clock: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._agent_id = _id("agent_id", agent_id or os.environ.get("TRACKER_AGENT_ID") or "python")
        self._project_id = _id("project_id", project_id or os.environ.get("TRACKER_PROJECT_ID") or "default")
        self._on_refused = on_refused
        self._queue_bytes = _integer("queue_bytes", queue_bytes, 64 * 1024, 2**30)
        self._max_block = _millis("max_block", max_block) / 1000
        self._close_timeout = _millis("close_timeout", close_timeout) / 1000
        self._max_tasks = _integer("max_tasks", max_tasks, 1, 10_000_000)
        self._max_finished = _integer("max_finished_tasks", max_finished_tasks, 0, 10_000_000)
        self._clock = clock
        self._database: Optional[_Database] = None
        self._ingest: Optional[_Ingest] = None
        self._listeners: list[Callable[[TaskProgress], None]] = []
        self._lanes: OrderedDict[str, _Lane] = OrderedDict()
        self._finished: deque[str] = deque()
        self._closed = False
        if isinstance(db, str) or db is None:
            place = _place(db, token, token_file, os.environ)
            if place is None:
                _LOG.warning("No Tracker to report to (TRACKER_URL is not set, no `tracker dev` runs here): progress is kept in this process only")
            else:
                self._ingest = _Ingest(*place)
        elif callable(getattr(db, "update_task", None)) and callable(getattr(db, "create_log", None)):
            self._database = _Database(db)
        else:
            raise TypeError("db must be the address of Tracker, or have update_task and create_log")
        self._begin()
        _trackers.add(self)
        process = sys.modules.get("multiprocessing.process")
        if process is not None and process.parent_process() is not None:
            _close_at_the_end_of_a_child()

    def _begin(self) -> None:
        """All that belongs to one process."""
        self._lock = threading.RLock()
        self._journal = _Journal(self._lock)
        self._emitter = os.urandom(5).hex()
        self._event_ids = _EventIds()
        self._outbox: Optional[_Outbox] = None
        if self._ingest is not None:
            self._outbox = _Outbox(self._ingest, self._lock, self._journal, self._queue_bytes, self._on_refused)
        self._busy = False
        self._deferred: list[_Update] = []
        self._telling = False
        self._untold: deque[TaskProgress] = deque()
        self._loss_told = False

    # What a worker says.

    def start_task(
        self,
        task_id: str,
        agent_id: Optional[str] = None,
        criteria_total: int = 0,
        max_iterations: int = 0,
        *,
        criteria: Optional[Sequence[str]] = None,
        max_cost: Optional[float] = None,
        title: Optional[str] = None,
        parent_task_id: Optional[str] = None,
        attempt: int = 0,
    ) -> TaskProgress:
        """A task begins, with so many criteria (0 to 10,000), or with criteria by their texts, and so many iterations at most (0 if unknown).

        A task that has ended stays so: give a new run an id of its own, or a higher `attempt` (0 is the one that this tracker knows, 1 at first).
        """
        task = _id("task_id", task_id)
        fields: dict[str, Any] = {}
        texts = _criteria(criteria)
        total = _integer("criteria_total", criteria_total, 0, _MAX_CRITERIA)
        if texts:
            fields["criteria"] = texts
        elif total:
            fields["criteriaTotal"] = total
        iterations = _integer("max_iterations", max_iterations, 0, _MAX_ITERATION)
        if iterations:
            fields["maxIterations"] = iterations
        if max_cost is not None:
            fields["maxCost"] = _number("max_cost", max_cost, _MAX_USD)
        if title is not None:
            fields["title"] = _text("title", title)
        if parent_task_id is not None:
            fields["parentTaskId"] = _id("parent_task_id", parent_task_id)
            if fields["parentTaskId"] == task:
                raise ValueError("parent_task_id must not be the task itself")
        agent = None if agent_id is None else _id("agent_id", agent_id)
        return self._publish(_Update(task, "start", fields, agent, _integer("attempt", attempt, 0, _MAX_ATTEMPT)))

    def join_task(self, task_id: str, attempt: int) -> None:
        """The further updates belong to that attempt: for a worker that helps with a task which another one started. Sends nothing."""
        task, number = _id("task_id", task_id), _integer("attempt", attempt, 1, _MAX_ATTEMPT)
        with self._lock:
            self._lane(task).enter(task, number)

    def update_iteration(self, task_id: str, iteration: int) -> TaskProgress:
        """The agent is now in that iteration."""
        return self._say(task_id, "iteration", iteration=_integer("iteration", iteration, 0, _MAX_ITERATION))

    def update_progress(self, task_id: str, percent: float) -> TaskProgress:
        """So many percent are done, 0 to 100, by the worker's own estimate. Criteria, where there are any, count more."""
        return self._say(task_id, "progress", percent=_number("percent", percent, 100))

    def verify_criterion(
        self,
        task_id: str,
        criterion_index: Optional[int] = None,
        verified: bool = True,
        evidence: str = "claimed",
        *,
        index: Optional[int] = None,
    ) -> TaskProgress:
        """A criterion, counted from 0, was found met, or not met. The evidence is claimed, self_checked, observed or ci.

        `index` is another name for `criterion_index`.
        """
        if (criterion_index is None) == (index is None):
            raise TypeError("verify_criterion takes the criterion's index, once")
        if evidence not in _GRADES:
            raise ValueError(f"evidence must be one of {', '.join(_GRADES)}, not {evidence!r}")
        number = _integer("index", index if criterion_index is None else criterion_index, 0, _MAX_CRITERIA - 1)
        return self._say(task_id, "criterion", index=number, verified=bool(verified), evidence=evidence)

    def log_action(
        self, task_id: str, action: str, target: Any = None, success: Optional[bool] = True, duration: Optional[Seconds] = None
    ) -> TaskProgress:
        """The agent did something. `create`, `write` and `edit` make the target a created or modified file if they succeed.

        `success` is None where that is not known; `duration` is in seconds.
        """
        fields: dict[str, Any] = {"action": _text("action", action)}
        if target is not None:
            fields["target"] = _text("target", target)
        if success is not None:
            fields["success"] = bool(success)
        if duration is not None:
            fields["durationMs"] = _millis("duration", duration)
        return self._say(task_id, "action", **fields)

    def log_error(self, task_id: str, error: Any, transient: bool = False) -> TaskProgress:
        """Something went wrong, a text or an exception; `transient` if the worker will try again."""
        return self._say(task_id, "error", error=_error_text(error), transient=bool(transient))

    def cost(
        self,
        task_id: str,
        usd: Optional[float] = None,
        input_tokens: Optional[int] = 0,
        output_tokens: Optional[int] = 0,
        cache_read_tokens: Optional[int] = 0,
        cache_write_tokens: Optional[int] = 0,
        model: Optional[str] = None,
    ) -> TaskProgress:
        """Something was spent since the last such update: US dollars (None where only tokens are known), tokens, the model."""
        fields: dict[str, Any] = {
            name: _integer(name, value, 0, _MAX_SAFE_INTEGER)
            for name, value in zip(_TOKENS, (input_tokens, output_tokens, cache_read_tokens, cache_write_tokens))
            if value
        }
        if usd is not None:
            fields["usd"] = _number("usd", usd, _MAX_USD)
        if model is not None:
            fields["model"] = _text("model", model, _MAX_ID)
        return self._say(task_id, "cost", **fields)

    def log(self, task_id: str, message: str) -> TaskProgress:
        """A line for people."""
        return self._say(task_id, "log", message=_text("message", message))

    def heartbeat(self, task_id: str, expected_silence: Seconds = 0) -> TaskProgress:
        """The worker is alive, and may now be silent for so many seconds without being taken for stalled."""
        return self._say(task_id, "heartbeat", **_silence(expected_silence))

    def waiting(self, task_id: str, reason: Optional[str] = None, expected_silence: Seconds = 0) -> TaskProgress:
        """The worker waits for something outside itself: a person, a lock, a quota."""
        fields = _silence(expected_silence)
        if reason is not None:
            fields["message"] = _text("reason", reason)
        return self._say(task_id, "waiting", **fields)

    def complete_task(self, task_id: str, success: Outcome = True, message: Optional[str] = None) -> TaskProgress:
        """The task has ended: True or "success", False or "failed", or "cancelled". Only a higher attempt opens it again."""
        fields: dict[str, Any] = {"outcome": _outcome(success)}
        if message is not None:
            fields["message"] = _text("message", message)
        return self._say(task_id, "complete", **fields)

    def cancel_task(self, task_id: str, reason: Optional[str] = None) -> TaskProgress:
        """The task was called off."""
        return self.complete_task(task_id, "cancelled", reason)

    @contextlib.contextmanager
    def task(self, task_id: str, agent_id: Optional[str] = None, **start: Any) -> Iterator[str]:
        """Starts a task; ends it as a success or, if an exception leaves the block, as failed (as cancelled by Ctrl-C). Gives the task's id."""
        self.start_task(task_id, agent_id, **start)
        try:
            yield task_id
        except BaseException as e:
            with contextlib.suppress(TrackerError):  # the worker's own exception is the one to be seen
                if isinstance(e, SystemExit) and not e.code:
                    self.complete_task(task_id, True)
                elif isinstance(e, KeyboardInterrupt):
                    self.cancel_task(task_id, "Interrupted")
                else:
                    self.log_error(task_id, e)
                    self.complete_task(task_id, False)
            raise
        self.complete_task(task_id, True)

    # What it adds up to.

    def get_progress(self, task_id: str) -> Optional[TaskProgress]:
        """The task as far as this tracker has reported it; None if it has not, or if the task has left the local view."""
        with self._lock:
            lane = self._lanes.get(_id("task_id", task_id))
            return None if lane is None else lane.progress

    def get_all_active(self) -> list[TaskProgress]:
        """All tasks of the local view that have not ended, by task id."""
        with self._lock:
            known = [lane.progress for lane in self._lanes.values() if lane.progress is not None]
        return sorted((task for task in known if task.status not in _TERMINAL), key=lambda task: task.task_id)

    def add_listener(self, callback: Callable[[TaskProgress], None]) -> None:
        """Calls it with the task after every update from now on, in order, without a lock. One that is already there is not added again.

        It runs on the thread of an update and should be quick; what it throws is counted and logged.
        """
        with self._lock:
            if callback not in self._listeners:
                self._listeners = [*self._listeners, callback]

    def remove_listener(self, callback: Callable[[TaskProgress], None]) -> None:
        """Calls it no more."""
        with self._lock:
            self._listeners = [known for known in self._listeners if known != callback]

    def stats(self) -> dict[str, Any]:
        """What became of the updates so far: accepted = delivered + refused + undelivered + coalesced + pending.

        `refused` ones were not accepted by the server; `undelivered` ones were given up at the close; `coalesced` ones were replaced by a newer
        progress or heartbeat of the same task before they were sent; for `full` ones there was no room.
        """
        with self._lock:
            return {
                **self._journal.counts,
                "pending": 0 if self._outbox is None else self._outbox.pending,
                "pending_bytes": 0 if self._outbox is None else self._outbox.pending_bytes,
                "tasks": len(self._lanes),
                "database_failures": 0 if self._database is None else self._database.failures,
                "last_failure": self._journal.last_failure,
            }

    # The end.

    def flush(self, timeout: Seconds = 10) -> bool:
        """Waits until everything accepted before this call is decided; says whether it was within so many seconds."""
        end = time.monotonic() + _millis("timeout", timeout) / 1000
        if self._in_the_midst():
            return False
        sent = self._outbox is None or self._outbox.flush(max(0.0, end - time.monotonic()))
        return sent and (self._database is None or self._database.flush(max(0.0, end - time.monotonic())))

    async def drain(self) -> None:
        """Waits, in an event loop, for what an asynchronous database has been told."""
        if self._database is not None:
            await self._database.drain()

    def close(self, timeout: Optional[Seconds] = None) -> bool:
        """Accepts nothing more, gives the server that many seconds to take what was accepted, and says whether it took all of it.

        What it did not take is counted, and logged once as a warning; nothing is raised, for telemetry must not end the work that it watches. The
        local view can still be read.
        """
        end = time.monotonic() + (self._close_timeout if timeout is None else _millis("timeout", timeout) / 1000)
        if self._in_the_midst() or (self._outbox is not None and self._outbox.is_sender()):
            return False
        self._begin_close(end)
        lost, tasks = (0, []) if self._outbox is None else self._outbox.close()
        if self._database is not None:
            self._database.flush(max(0.0, end - time.monotonic()))
        _trackers.discard(self)
        with self._lock:
            told, self._loss_told = self._loss_told, True
            counts, reason = dict(self._journal.counts), self._journal.last_failure or "there was no time left"
        if lost and not told:
            named = ", ".join(tasks[:10]) + (f" and {len(tasks) - 10} more" if len(tasks) > 10 else "")
            line = "%d accepted updates were not delivered as far as is known (%d were), of task %s: %s"
            self._journal.note(logging.WARNING, line, lost, counts["delivered"], named, reason)
        self._journal.speak()
        return lost == 0 and counts["refused"] == 0

    def _begin_close(self, deadline: float) -> None:
        with self._lock:
            self._closed = True
            if self._outbox is not None:
                self._outbox.begin_close(deadline)

    def _in_the_midst(self) -> bool:
        """Whether this is a signal handler that came in the midst of an update: waiting would last for ever. The end of the program closes."""
        with self._lock:
            return self._busy

    def __enter__(self) -> ProgressTracker:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        target = self._ingest.url if self._ingest else "a database" if self._database else "nowhere"
        return f"<ProgressTracker to {target}>"

    # Taking an update: numbered, queued and folded under one lock, so that the order of the numbers, of the log and of the local view is one.

    def _say(self, task_id: Any, kind: str, **fields: Any) -> TaskProgress:
        return self._publish(_Update(_id("task_id", task_id), kind, fields))

    def _publish(self, update: _Update) -> TaskProgress:
        end = time.monotonic() + self._max_block
        full: Optional[str] = None
        taken: list[tuple[str, TaskProgress]] = []
        try:
            with self._lock:
                if self._busy:
                    # A signal handler in the midst of an update on this very thread: it is taken when that one is through.
                    self._deferred.append(update)
                    return self.get_progress(update.task_id) or TaskProgress(update.task_id, self._agent_id, self._project_id)
                while not self._take_all(update, taken):
                    left = end - time.monotonic()
                    if left <= 0 or self._outbox is None or self._outbox.is_sender():
                        full = self._turn_away(update)
                        break
                    self._outbox.decided.wait(left)
        finally:
            self._tell()
            self._persist(taken)
            self._journal.speak()
        if full is not None:
            raise TrackerQueueFull(full)
        return taken[0][1]

    def _take_all(self, update: _Update, taken: list[tuple[str, TaskProgress]]) -> bool:
        """Takes the update, and then what signal handlers said meanwhile; says whether there was room for it."""
        self._busy = True
        try:
            return self._take(update, taken)
        finally:
            while self._deferred:
                late = self._deferred.pop(0)
                try:
                    if not self._take(late, taken):
                        self._turn_away(late)
                except (TrackerError, ValueError) as e:
                    self._journal.trouble(str(e))
            self._busy = False

    def _take(self, update: _Update, taken: list[tuple[str, TaskProgress]]) -> bool:
        if self._closed:
            raise TrackerClosed("the tracker is closed")
        lane = self._lane(update.task_id)
        lane.enter(update.task_id, update.attempt)
        if update.agent_id is not None:
            lane.agent_id = update.agent_id
        finished_before = lane.is_finished()
        if update.kind == "start" and finished_before and lane.progress is not None and lane.attempt == lane.progress.attempt:
            line = "Task %s has ended and stays so; attempt=%d would open it again"
            self._journal.note(logging.WARNING, line, update.task_id, lane.attempt + 1)
        replaced = [] if self._outbox is None else self._outbox.replaceable(lane, update.kind)
        seq = lane.next_seq - len(replaced)
        event = {
            "eventId": self._event_ids.next(),
            "taskId": update.task_id,
            "agentId": lane.agent_id,
            "projectId": self._project_id,
            "attempt": lane.attempt,
            "seq": seq,
            "emitterId": lane.emitter_id,
            "type": update.kind,
            "timestamp": _rfc3339(self._clock()),
            **update.fields,
        }
        if self._outbox is not None and not self._outbox.offer(lane, event, replaced):
            return False
        lane.next_seq = seq + 1
        lane.progress = _fold(lane.progress, event)
        taken.append((update.kind, lane.progress))
        if self._listeners:
            if len(self._untold) >= _MAX_UNTOLD:
                self._untold.popleft()
                self._journal.counts["listener_skips"] += 1
            self._untold.append(lane.progress)
        if lane.is_finished() and not finished_before:
            self._finish(update.task_id)
        return True

    def _turn_away(self, update: _Update) -> str:
        """No room. The number stays unused, so that every reader of the log sees that something is missing."""
        lane = self._lane(update.task_id)
        lane.next_seq += 1
        lane.tail = []
        self._journal.counts["full"] += 1
        waiting = 0 if self._outbox is None else self._outbox.pending_bytes
        reason = f"no room for an update of task {update.task_id}: {waiting} of {self._queue_bytes} bytes wait for the server"
        cause = self._journal.last_failure
        if cause is not None and not cause.startswith("no room"):
            reason += f" ({cause})"
        self._journal.trouble(reason)
        return reason

    def _lane(self, task_id: str) -> _Lane:
        lane = self._lanes.get(task_id)
        if lane is not None:
            self._lanes.move_to_end(task_id)
            return lane
        # A task that left and comes back counts from 0 again, so it must do so under another emitter's name.
        evicted = self._journal.counts["evicted_tasks"]
        lane = _Lane(self._agent_id, f"{self._emitter}.{evicted}" if evicted else self._emitter)
        self._lanes[task_id] = lane
        if len(self._lanes) > self._max_tasks:
            self._lanes.popitem(last=False)
            self._journal.counts["evicted_tasks"] += 1
        return lane

    def _finish(self, task_id: str) -> None:
        """It may stay until so many others have finished after it."""
        self._finished.append(task_id)
        if len(self._finished) > self._max_finished:
            oldest = self._finished.popleft()
            lane = self._lanes.get(oldest)
            if lane is not None and lane.is_finished():
                del self._lanes[oldest]
                self._journal.counts["evicted_tasks"] += 1

    def _persist(self, taken: Sequence[tuple[str, TaskProgress]]) -> None:
        if self._database is not None:
            for kind, progress in taken:
                if kind in _Database.KINDS:
                    # What is written never goes back, although threads may come here out of order.
                    self._database.persist(lambda known=progress: self.get_progress(known.task_id) or known)

    def _tell(self) -> None:
        """One thread at a time tells the listeners; the others leave their updates to it, so that nobody waits for a listener."""
        while True:
            with self._lock:
                if self._telling or self._busy or not self._untold:
                    return
                self._telling = True
                progress, listeners = self._untold.popleft(), self._listeners
            try:
                for listener in listeners:
                    try:
                        listener(progress)
                    except Exception as e:
                        self._listener_failed(progress, e)
            finally:
                self._telling = False

    def _listener_failed(self, progress: TaskProgress, e: Exception) -> None:
        with self._lock:
            self._journal.counts["listener_failures"] += 1
            if self._journal.counts["listener_failures"] == 1:
                self._journal.note(logging.WARNING, "A listener failed at task %s; further failures are only counted", progress.task_id, cause=e)

    def _after_fork_in_child(self) -> None:
        """What the parent has queued the parent will send. The child is an emitter of its own."""
        self._begin()
        if self._database is not None:
            self._database.begin()
        for lane in self._lanes.values():
            lane.emitter_id = self._emitter
            lane.next_seq = 0
            lane.tail = []


def _silence(expected: Seconds) -> dict[str, Any]:
    millis = _millis("expected_silence", expected)
    return {"expectedSilenceMs": millis} if millis else {}


# ---------------------------------------------------------------------------------------------------------------------------------------
# The end of the program, and its forks.

_trackers: set[ProgressTracker] = set()
_fork_lock = threading.Lock()
_forking: list[ProgressTracker] = []


def _close_all() -> None:
    """All trackers have the same time, not one after the other."""
    trackers = list(_trackers)
    begin = time.monotonic()
    for tracker in trackers:
        tracker._begin_close(begin + tracker._close_timeout)
    for tracker in trackers:
        tracker.close(max(0.0, begin + tracker._close_timeout - time.monotonic()))


def _before_fork() -> None:
    """Nobody is in the midst of an update when the process is copied."""
    _fork_lock.acquire()
    _forking.extend(_trackers)
    for tracker in _forking:
        tracker._lock.acquire()


def _after_fork_in_parent() -> None:
    while _forking:
        _forking.pop()._lock.release()
    _fork_lock.release()


def _after_fork_in_child() -> None:
    global _fork_lock
    _fork_lock = threading.Lock()
    while _forking:
        _forking.pop()._after_fork_in_child()
    util = sys.modules.get("multiprocessing.util")
    if util is not None:
        # Children of multiprocessing end without atexit. Their list of what to do at the end is emptied after this hook, and before this one.
        util.register_after_fork(_fork_lock, _close_at_the_end_of_a_child)


def _close_at_the_end_of_a_child(_: object = None) -> None:
    from multiprocessing.util import Finalize

    Finalize(None, _close_all, exitpriority=10)


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork_in_parent, after_in_child=_after_fork_in_child)
