"""The protocol: keys in a header, JSON both ways, pages, and faults on demand."""

import contextlib
import json
import re
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.doubles.open_dental import reading, writing
from tests.doubles.open_dental.database import Database
from tests.doubles.open_dental.faults import Faults, Kind, Late
from tests.doubles.open_dental.reading import RESOURCES, BadRequest, Page
from tests.doubles.open_dental.shapes import NotFound

BASE = "/api/v1/"
CONTROL = "/_double/faults"
DEVELOPER_KEY, CUSTOMER_KEY = "dev-key", "office-key"
AWAY = "The office's eConnector is not running."
AWAY_AFTER = "Network timeout between eConnector and office."
Answer = tuple[int, object]


class Api:
    """One office. `asked` are the calls it got; `spacing` refuses what comes sooner by 429."""

    def __init__(self, database: Database, *, page_rows: int = 100, spacing: float = 0.0) -> None:
        self.database, self.page_rows, self.spacing = database, page_rows, spacing
        self.faults = Faults()
        self.asked: list[str] = []
        self.missing: set[str] = set()
        self.url = ""
        self._last = -1e9
        self._late: list[Late] = []

    def answer(self, method: str, target: str, headers: dict[str, str], body: bytes) -> Answer:
        """What is answered, with status 0 for a connection that breaks."""
        split = urlsplit(target)
        path = split.path.removeprefix(BASE)
        early = self._door(method, path, headers)
        if early:
            return early
        call = f"{method} {path}"
        self.asked.append(call)
        fault = self.faults.of(call)
        asked = dict(parse_qsl(split.query))
        if fault is None:
            return self._carry_out(method, path, asked, body)
        return self._faulty(fault, method, path, asked, body)

    def settle(self) -> None:
        """Whatever was to be written later is written when this returns."""
        while self._late:
            self._late.pop().happen()

    def _door(self, method: str, path: str, headers: dict[str, str]) -> Answer | None:
        told = {name.lower(): value for name, value in headers.items()}
        if told.get("authorization") != f"ODFHIR {DEVELOPER_KEY}/{CUSTOMER_KEY}":
            return 401, "Invalid credentials."
        if told.get("content-type") != "application/json":
            return 400, "Content-Type must be application/json."
        if f"{method} {re.sub(r'[0-9]+', '#', path)}" in self.missing:
            return 401, "The API key has no permission for this method."
        since, self._last = time.monotonic() - self._last, time.monotonic()
        return (429, "Too many requests.") if since < self.spacing else None

    def _carry_out(self, method: str, path: str, asked: dict[str, str], body: bytes) -> Answer:
        try:
            with self.database.whole():
                if method == "GET":
                    return 200, self._read(path, asked)
                return self._write(method, path, json.loads(body or b"{}"))
        except NotFound as why:
            return 404, str(why)
        except (BadRequest, ValueError) as why:
            return 400, str(why)

    def _read(self, path: str, asked: dict[str, str]) -> object:
        name, _, key = path.partition("/")
        resource = RESOURCES.get(name)
        if resource is None:
            raise NotFound(f"{name} is no resource.")
        if key:
            if not key.isdigit():
                raise BadRequest(f"{key} is not a valid method.")
            return reading.single(self.database, resource, int(key))
        return reading.listed(self.database, resource, Page(self.page_rows, asked))

    def _write(self, method: str, path: str, told: dict[str, Any]) -> Answer:
        call = writing.CALLS.get((method, re.sub(r"/[0-9]+", "/#", path)))
        if call is None:
            known = path.partition("/")[0] in RESOURCES
            raise (BadRequest if known else NotFound)(f"{method} is not a valid method.")
        number = re.search(r"/([0-9]+)", path)
        table, key = call(self.database, int(number[1]) if number else 0, told)
        if not key:
            return 200, ""
        resource = next(one for one in RESOURCES.values() if one.table == table)
        made = reading.single(self.database, resource, key)
        return (201 if method == "POST" else 200), made

    def _faulty(
        self, fault: Kind, method: str, path: str, asked: dict[str, str], body: bytes
    ) -> Answer:
        if fault in {"dropped_after", "timeout_after", "office_away_after"}:
            self._carry_out(method, path, asked, body)
        if fault == "timeout_then":
            late = Late(lambda: self._carry_out(method, path, asked, body))
            self._late.append(late)
            late.after(self.faults.late_seconds)
        return _ANSWERS[fault]


_ANSWERS: dict[Kind, Answer] = {
    "dropped_before": (0, ""),
    "dropped_after": (0, ""),
    "timeout_before": (504, "The request took longer than 60 seconds."),
    "timeout_after": (504, "The request took longer than 60 seconds."),
    "timeout_then": (504, "The request took longer than 60 seconds."),
    "office_away": (400, AWAY),
    "office_away_after": (400, AWAY_AFTER),
    "busy": (429, "Too many requests."),
    "denied": (401, "The API key has no permission for this method."),
    "refused": (400, "The claim is locked by another user."),
    "nothing": (200, ""),
}


@contextlib.contextmanager
def serving(api: Api, port: int = 0) -> Iterator[Api]:
    """On this machine alone, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, told = self.told(body)
            if not status:
                self.close_connection = True
                self.connection.close()
                return
            content = json.dumps(told).encode()
            self.send_response(status)
            if status == 429:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def told(self, body: bytes) -> Answer:
            if self.path == CONTROL:
                return _control(api, self.command, body)
            return api.answer(self.command, self.path, dict(self.headers.items()), body)

        do_GET = do_POST = do_PUT = do_DELETE = do

        def log_message(self, *_: Any) -> None:  # noqa: ANN401  # the library's signature
            """Nothing is said."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:  # noqa: ANN401  # as above
            """A connection that was broken on purpose is no error."""

    server = Server(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_port}{BASE}".rstrip("/")
    try:
        yield api
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        api.settle()


def _control(api: Api, method: str, body: bytes) -> Answer:
    """Planning faults from outside: POST a list of {kind, call, times}, DELETE to have none."""
    if method == "DELETE":
        api.faults.clear()
        return 200, ""
    try:
        for told in json.loads(body or b"[]"):
            api.faults.plan(**told)
    except (TypeError, ValueError) as why:
        return 400, str(why)
    return 200, ""
