"""Signed hints, checked against the convention's own library."""

from datetime import UTC, datetime, timedelta

import pytest
from standardwebhooks import Webhook

from billing.submission.clearinghouses import hints
from practices.events.signatures import new_secret

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
