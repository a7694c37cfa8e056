"""A small server that keeps the contract of Tracker's HTTP ingest, and breaks it where a test says so."""

import gzip
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def parsed(line):
    try:
        return json.loads(line)
    except ValueError:
        return {"eventId": None, "type": "unreadable"}


class Request:
    """What the server was sent."""

    def __init__(self, headers, body):
        self.headers = headers
        self.body = body
        plain = gzip.decompress(body) if headers.get("Content-Encoding") == "gzip" else body
        self.events = [parsed(line) for line in plain.splitlines() if line.strip()]

    def __repr__(self):
        return f"<Request of {len(self.events)} events>"


def told(*statuses, code=200, headers=None):
    """An answer with these statuses, the last of which holds for the rest of the events."""

    def answer(request):
        results = []
        for index, event in enumerate(request.events):
            status = statuses[min(index, len(statuses) - 1)] if event["eventId"] else "refused"
            result = {"index": index, "eventId": event["eventId"], "status": status}
            if status == "refused":
                result.update(code="wrong_type", reason="made to be refused")
            results.append(result)
        counts = {name: sum(result["status"] == name for result in results) for name in ("accepted", "duplicate", "refused")}
        return code, headers or {}, {**counts, "results": results}

    return answer


def said(code, body="", headers=None):
    """An answer that is no list of results."""
    return lambda _: (code, headers or {}, body)


def hung_up(_):
    """No answer at all."""
    return None


class StandIn:
    """Answers with what is scripted, in order, and accepts everything when nothing is left. Events are stored by id, once."""

    def __init__(self, *script, token="secret"):
        self.token = token
        self.script = list(script)
        self.requests = []
        self.strays = 0
        self.stored = {}
        self.changed = threading.Condition()
        self.gate = threading.Event()  # while it is clear, requests are read and not answered
        self.gate.set()
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                stand_in.handle(self)

            def do_GET(self):
                stand_in.strays += 1
                self.send_error(404)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, request, client_address):
                if not isinstance(sys.exc_info()[1], ConnectionError):  # a client that left is no error here
                    super().handle_error(request, client_address)

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def handle(self, handler):
        request = Request(handler.headers, handler.rfile.read(int(handler.headers["Content-Length"])))
        with self.changed:
            self.requests.append(request)
            answer = self.script.pop(0) if self.script else told("accepted")
            self.changed.notify_all()
        self.gate.wait()
        if handler.path != "/v1/events":
            response = 404, {}, "nothing here"
        elif handler.headers.get("Authorization") != f"Bearer {self.token}":
            response = 401, {}, {"reason": "not authorized"}
        else:
            response = answer(request)
        if response is None:
            handler.close_connection = True
            return
        code, headers, body = response
        with self.changed:
            if isinstance(body, dict):
                for event, result in zip(request.events, body.get("results", [])):
                    if result["status"] == "accepted":
                        self.stored.setdefault(event["eventId"], event)
            self.changed.notify_all()
        data = (body if isinstance(body, str) else json.dumps(body)).encode()
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    def await_requests(self, count):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.requests) >= count, 30):
                raise AssertionError(f"only {len(self.requests)} of {count} requests came")
        return self.requests[count - 1]

    def events(self, task_id=None):
        """What is stored, in the order of its arrival."""
        return [event for event in self.stored.values() if task_id in (None, event["taskId"])]

    def close(self):
        self.gate.set()
        self.server.shutdown()
        self.server.server_close()
