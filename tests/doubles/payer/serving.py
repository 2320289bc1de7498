"""The clearinghouse as a small server: plain POSTs, and CORE's forms of parts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from billing.eligibility.doors.mime import form, parts_of
from tests.doubles.payer.behaviours import Answer, answer_to

HOST, MARK = "127.0.0.1", "answerboundary"


@dataclass
class Clearinghouse:
    """`behaviour` holds for everybody; "" leaves it to each member's number."""

    behaviour: str = ""
    heard: list[bytes] = field(default_factory=list)

    def answer(self, question: bytes) -> Answer:
        self.heard.append(question)
        return answer_to(question, self.behaviour)


@contextmanager
def serving(house: Clearinghouse, port: int = 0) -> Iterator[str]:
    """Its URL while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kind = self.headers.get("Content-Type") or ""
            is_form = kind.startswith("multipart/")
            told = house.answer(parts_of(kind, body)["Payload"] if is_form else body)
            payload = told.body
            if is_form:
                fields = {"PayloadType": "X12_271_Response_005010X279A1", "ErrorCode": "Success"}
                payload = form(fields, payload, MARK)
            self.send_response(told.status)
            out = f"multipart/form-data; boundary={MARK}" if is_form else "application/edi-x12"
            self.send_header("Content-Type", out)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_: object) -> None:
            """Nobody reads it, and it would name what was asked."""

    server = ThreadingHTTPServer((HOST, port), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
