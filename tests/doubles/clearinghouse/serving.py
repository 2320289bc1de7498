"""The clearinghouse by HTTP: what `billing.submission.clearinghouses.http` says, and its clock.

POST /clock    {"days": 1} (or hours, minutes): time passes; {"now": …}
GET  /ledger   what it got, what came twice, and the truth about each claim
"""

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from billing.submission.clearinghouses.http import digest_of
from tests.doubles.clearinghouse.house import House
from tests.doubles.clearinghouse.telling import ledger_of, page_of, submission_of

HOST = "127.0.0.1"
Told = tuple[int, object]


class Handler(BaseHTTPRequestHandler):
    house: House
    token: str

    def do_GET(self) -> None:
        self._answer(lambda: self._get(self.path))

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return
        self._answer(lambda: self._post(urlsplit(self.path).path, body))

    def _get(self, url: str) -> Told:
        parts, asked = urlsplit(url), parse_qs(urlsplit(url).query)
        match [unquote(part) for part in parts.path.strip("/").split("/")]:
            case ["ledger"]:
                return 200, ledger_of(self.house)
            case ["submissions", key] if self.house.script.honours_keys:
                known = self.house.known(key)
                return (200, submission_of(known)) if known else (404, {})
            case ["inbox"]:
                return 200, page_of(self.house, asked.get("after", [""])[0])
            case ["inbox", name]:
                path = self.house.mailbox.root / "in" / name
                is_there = path in self.house.mailbox.waiting()
                return (200, path.read_bytes()) if is_there else (404, {})
        return 404, {}

    def _post(self, path: str, body: bytes) -> Told:
        match [unquote(part) for part in path.strip("/").split("/")]:
            case ["clock"]:
                return 200, {"now": self.house.advance(**json.loads(body)).isoformat()}
            case ["submissions"]:
                return self._submit(body)
            case ["inbox", name, "taken"]:
                return (200, {}) if self.house.mailbox.put_aside(name) else (404, {})
        return 404, {}

    def _submit(self, body: bytes) -> Told:
        key, name = self.headers["Idempotency-Key"], self.headers["X-File-Name"]
        if self.headers["Repr-Digest"] != digest_of(body):
            return 400, {}
        taking, known = self.house.submit(key, name, body)
        assert known is not None
        if taking == "other_body":
            return 409, {}
        if taking == "taken" and self.house.script.strikes("dropped", key):
            return 0, {}
        return 201 if taking == "taken" else 200, submission_of(known)

    def _answer(self, told: Callable[[], Told]) -> None:
        """Status 0 drops the line instead."""
        status: int
        body: object
        with self.house.lock:
            is_ours = self.path.startswith(("/clock", "/ledger"))
            if self.house.is_away and not is_ours:
                status, body = 503, None
            elif not is_ours and not self._is_signed_in():
                status, body = 401, None
            else:
                status, body = told()
        if status == 0:
            self.close_connection = True
            return
        with contextlib.suppress(OSError):
            self._write(status, body if isinstance(body, bytes) else json.dumps(body).encode())

    def _write(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _is_signed_in(self) -> bool:
        return not self.token or self.headers.get("Authorization") == f"Bearer {self.token}"

    def log_message(self, *_: object) -> None:
        """Nobody reads it, and it would name what was sent."""


@contextmanager
def serving(house: House, port: int = 0, token: str = "") -> Iterator[str]:
    """Its URL while the block runs."""
    kind = type("Bound", (Handler,), {"house": house, "token": token})
    server = ThreadingHTTPServer((HOST, port), kind)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
