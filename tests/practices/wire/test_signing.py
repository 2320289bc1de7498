from datetime import UTC, datetime, timedelta

import pytest

from practices.wire import signing
from practices.wire.signing import ClockOff, NotSigned, Request

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
KEY = signing.new_key()
PUBLIC = KEY.public_key().public_bytes_raw()
KEY_ID = signing.key_id_of(PUBLIC)
KEYS = {KEY_ID: PUBLIC}
NO_KEYS: dict[str, bytes] = {}


def signed() -> Request:
    request = Request(
        "PUT", "https://platform.example/agent/v1/x?y=1", {"Content-Encoding": "zstd"}, b"rows"
    )
    signing.sign(request, key=KEY, key_id=KEY_ID, now=NOW)
    return request


def verify(request: Request, now: datetime = NOW) -> signing.Signed:
    return signing.verify(request, public_key_of=KEYS.__getitem__, now=now)


class TestSigning:
    def test_tells_who_signed_and_never_the_same_twice(self) -> None:
        first, second = verify(signed()), verify(signed())

        assert first.key_id == second.key_id == KEY_ID
        assert first.nonce != second.nonce

    @pytest.mark.parametrize(
        "change",
        [
            {"method": "POST"},
            {"url": "https://platform.example/agent/v1/z?y=1"},
            {"url": "https://platform.example/agent/v1/x?y=2"},
            {"url": "https://other.example/agent/v1/x?y=1"},
            {"body": b"rowz"},
            {"body": b""},
        ],
    )
    def test_notices_every_part_that_was_altered(self, change: dict[str, object]) -> None:
        request = signed()
        for name, value in change.items():
            setattr(request, name, value)

        with pytest.raises(NotSigned):
            verify(request)

    @pytest.mark.parametrize("name", ["Content-Encoding", "Content-Digest", "Signature"])
    def test_notices_headers_taken_away_or_changed(self, name: str) -> None:
        for value in (None, "gzip"):
            request = signed()
            del request.headers[name]
            if value:
                request.headers[name] = value

            with pytest.raises(NotSigned):
                verify(request)

    def test_notices_a_header_that_was_added(self) -> None:
        request = signed()
        request.headers["Idempotency-Key"] = "other"

        with pytest.raises(NotSigned):
            verify(request)

    def test_knows_no_other_key(self) -> None:
        with pytest.raises(NotSigned):
            signing.verify(signed(), public_key_of=NO_KEYS.__getitem__, now=NOW)

    @pytest.mark.parametrize("minutes", [-10, 10])
    def test_tells_a_wrong_clock_from_a_wrong_key(self, minutes: int) -> None:
        with pytest.raises(ClockOff):
            verify(signed(), NOW + timedelta(minutes=minutes))

    def test_is_shown_as_six_words(self) -> None:
        assert len(signing.fingerprint(PUBLIC)) == 6
        assert signing.fingerprint(PUBLIC) != signing.fingerprint(b"0" * 32)
