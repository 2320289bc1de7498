"""Signed as the convention says, by its own library and its published example."""

import base64
from datetime import UTC, datetime

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from practices.events import signatures

BODY = b'{"type":"claim.created"}'


class TestHeaders:
    def test_are_those_of_the_published_example(self) -> None:
        found = signatures.headers(
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            datetime.fromtimestamp(1614265330, tz=UTC),
            b'{"test": 2432232314}',
            ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        )

        assert found["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        assert found["webhook-timestamp"] == "1614265330"

    def test_are_accepted_by_the_reference_library(self) -> None:
        secret = signatures.new_secret()

        found = signatures.headers("msg_1", datetime.now(UTC), BODY, [secret])

        assert Webhook(secret).verify(BODY, found) == {"type": "claim.created"}

    @pytest.mark.parametrize("changed", ["id", "time", "body", "secret"])
    def test_hold_for_nothing_else(self, changed: str) -> None:
        secret = signatures.new_secret()
        found = signatures.headers("msg_1", datetime.now(UTC), BODY, [secret])
        if changed == "id":
            found["webhook-id"] = "msg_2"
        if changed == "time":
            found["webhook-timestamp"] = str(int(found["webhook-timestamp"]) + 1)
        body = b'{"type":"claim.changed"}' if changed == "body" else BODY

        with pytest.raises(WebhookVerificationError):
            Webhook(signatures.new_secret() if changed == "secret" else secret).verify(body, found)

    def test_hold_for_the_old_and_the_new_secret_together(self) -> None:
        new, old = signatures.new_secret(), signatures.new_secret()

        found = signatures.headers("msg_1", datetime.now(UTC), BODY, [new, old])

        assert Webhook(new).verify(BODY, found) == Webhook(old).verify(BODY, found)


def test_a_secret_has_32_random_bytes() -> None:
    made = {signatures.new_secret() for _ in range(100)}

    assert len(made) == 100
    assert {len(base64.b64decode(one.removeprefix("whsec_"))) for one in made} == {32}
