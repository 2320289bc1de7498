"""Signed hints, checked against the convention's own library."""

import http.server
from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from billing.submission.clearinghouses import hints
from practices.events.signatures import new_secret
from tests.doubles.clearinghouse.hooking import hook

NOW = datetime.now(UTC)
BODY = b'{"type": "inbox.waits"}'


def signed(secret: str, at: datetime = NOW, number: str = "msg_1") -> dict[str, str]:
    return {
        "Webhook-Id": number,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(number, at, BODY.decode()),
    }


def test_theirs_is_heard() -> None:
    secret = new_secret()
    assert hints.check(signed(secret), BODY, [new_secret(), secret], NOW) == "msg_1"


def test_what_is_not_theirs_is_not() -> None:
    secret = new_secret()
    good = signed(secret)
    for headers, body, now in (
        (good, BODY + b" ", NOW),
        (good | {"Webhook-Id": "msg_2"}, BODY, NOW),
        (good | {"webhook-signature": "v1,AAAA v2,x"}, BODY, NOW),
        (good | {"webhook-signature": "v1,\xe9"}, BODY, NOW),
        (good | {"webhook-timestamp": "soon"}, BODY, NOW),
        (good | {"webhook-timestamp": "999999999999"}, BODY, NOW),
        (good, BODY, NOW + timedelta(minutes=6)),
        (good, BODY, NOW - timedelta(minutes=6)),
        ({}, BODY, NOW),
    ):
        with pytest.raises(hints.NotTheirs):
            hints.check(headers, body, [secret], now)
    with pytest.raises(hints.NotTheirs):
        hints.check(good, BODY, [], NOW)


def test_the_double_signs_as_we_check() -> None:
    secret, heard = new_secret(), list[tuple[dict[str, str], bytes]]()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((dict(self.headers), body))
            self.send_response(204)
            self.end_headers()

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    server.timeout = 10
    hook(f"http://127.0.0.1:{server.server_address[1]}/", secret)("000001.999")
    server.handle_request()
    server.server_close()
    headers, body = heard[0]
    assert hints.check(headers, body, [secret], datetime.now(UTC)).startswith("msg_")
