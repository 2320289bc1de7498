"""The cloud over HTTP, on this machine alone."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.doubles.rest.cloud import Answer, Cloud

BASE, TOKEN = "/v1", "/oauth2/token"
SLOW_SECONDS = 1.0


@contextlib.contextmanager
def serving(cloud: Cloud) -> Iterator[Cloud]:
    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = cloud.faults.pop(0) if cloud.faults else ""
            if fault == "slow":
                time.sleep(SLOW_SECONDS)
            if fault in {"dropped", "slow"}:
                self.close_connection = True
                self.connection.close()
                return
            self.tell(_FAULTS.get(fault) or self.answered(body), plain=fault == "html")

        def answered(self, body: bytes) -> Answer:
            split = urlsplit(self.path)
            path, login = split.path.removeprefix(BASE), self.headers.get("Authorization", "")
            if path == TOKEN:
                return cloud.token(login, dict(parse_qsl(body.decode())))
            return cloud.answer(path, dict(parse_qsl(split.query)), login)

        def tell(self, answer: Answer, *, plain: bool) -> None:
            status, told, headers = answer
            content = b"<html>" if plain else json.dumps(told).encode()
            self.send_response_only(status)
            self.send_header("Date", format_datetime(cloud.now(), usegmt=True))
            self.send_header("Content-Length", str(len(content)))
            given = {"Retry-After": cloud.retry_after} if status == 429 else headers
            for name, value in given.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do

        def log_message(self, *_: Any) -> None:  # noqa: ANN401  # the library's signature
            """Nothing is said."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:  # noqa: ANN401  # as above
            """A connection that was broken on purpose is no error."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    cloud.url = f"http://127.0.0.1:{server.server_port}{BASE}"
    try:
        yield cloud
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


_FAULTS: dict[str, Answer] = {
    "busy": (429, {}, {}),
    "fault": (503, {}, {}),
    "denied": (403, {}, {}),
    "html": (200, None, {}),
    "expired": (401, {}, {}),
}
