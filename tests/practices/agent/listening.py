"""An HTTP server of a thread that answers as it is told and proves every signature."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from practices.wire import signing

Answer = tuple[int, object, dict[str, str]]


class Platform:
    """`answers` says what comes back for method, path and body; `asked` what was asked."""

    def __init__(self, public_key: bytes, answers: Callable[[str, str, bytes], Answer]) -> None:
        self.public_key, self.answers = public_key, answers
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.asked: list[tuple[str, str]] = []
        self.url = ""

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        self.asked.append((method, path))
        request = signing.Request(method, self.url + path, headers, body)
        try:
            signing.verify(request, public_key_of=lambda _: self.public_key, now=self.now())
        except signing.ClockOff:
            problem = {"code": "clock", "detail": "", "now": self.now().isoformat()}
            return 401, problem, {}
        except signing.NotSigned:
            return 401, {"code": "signature", "detail": "not signed by the key it names"}, {}
        return self.answers(method, path, body)


@contextlib.contextmanager
def listening(platform: Platform) -> Iterator[Platform]:
    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, told, headers = platform.answer(
                self.command, self.path, dict(self.headers.items()), body
            )
            content = msgspec.json.encode(told)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do

        def log_message(self, *_: Any) -> None:  # noqa: ANN401  # the library's signature
            """Nothing is said in tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    platform.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield platform
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
