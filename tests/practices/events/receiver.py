"""Another system: a real HTTP server that checks each signature with the convention's library."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError


@dataclass
class Receiver:
    """`answers` are given one after the other, the last of them for ever: a status, a place to
    redirect to, or seconds to trickle one byte at a time. `held` makes it wait before it answers.
    The library refuses what was signed five minutes ago; on `any_day` the time is not looked at.
    """

    secret: str = ""
    answers: list[int | str | float] = field(default_factory=lambda: [200])
    held: threading.Event | None = None
    any_day: bool = True
    got: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    refused: int = 0
    came: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, headers: dict[str, str], body: bytes) -> int | str | float:
        with self.lock:
            try:
                self.got.append(self.verified(headers, body))
            except WebhookVerificationError:
                self.refused += 1
                return 401
            self.ids.append(headers["webhook-id"])
            self.headers.append(headers)
            self.came.set()
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def verified(self, headers: dict[str, str], body: bytes) -> Any:  # noqa: ANN401  # any JSON
        webhook = Webhook(self.secret)
        if not self.any_day:
            return webhook.verify(body, headers)
        at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), tz=UTC)
        expected = webhook.sign(headers["webhook-id"], at, body.decode())
        if expected not in headers["webhook-signature"].split():
            raise WebhookVerificationError
        return json.loads(body)


@contextlib.contextmanager
def receiving(receiver: Receiver) -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = receiver.take(headers, body)
            if receiver.held is not None:
                receiver.held.wait(30)
            with contextlib.suppress(OSError):
                self._say(answer)

        def _say(self, answer: int | str | float) -> None:
            if isinstance(answer, float):
                until = time.monotonic() + answer
                self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while time.monotonic() < until:
                    self.wfile.write(b"a")
                    self.wfile.flush()
                    time.sleep(0.05)
                return
            self.send_response(302 if isinstance(answer, str) else answer)
            if isinstance(answer, str):
                self.send_header("Location", answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:  # noqa: ANN401  # the library's signature
            """Nothing is said in tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/in"
    try:
        yield receiver
    finally:
        if receiver.held is not None:
            receiver.held.set()
        server.shutdown()
        thread.join()
        server.server_close()
