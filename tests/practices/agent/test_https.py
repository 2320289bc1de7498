"""Requests as they really go over the wire: signed, corrected once, refused in many ways."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from practices.agent import server as says
from practices.agent.https import HttpsServer, Place
from practices.wire import messages, signing
from tests.practices.agent.listening import Answer, Platform, listening

KEY = signing.new_key()
PUBLIC = KEY.public_key().public_bytes_raw()
CONFIG = messages.Config(map="od/1", tables=(), rows_max=500)


@pytest.fixture
def platform() -> Iterator[Platform]:
    with listening(Platform(PUBLIC, lambda *_: (200, CONFIG, {}))) as made:
        yield made


def client(platform: Platform, **given: timedelta) -> HttpsServer:
    wrong = given.get("clock_wrong", timedelta(0))
    return HttpsServer(
        Place(platform.url), KEY, signing.key_id_of(PUBLIC), lambda: datetime.now(UTC) + wrong
    )


def refusing(status: int, code: str = "no", **headers: str) -> Answer:
    return status, messages.Problem(code=code, detail="because"), headers


class TestHttpsServer:
    def test_signs_what_it_asks_for(self, platform: Platform) -> None:
        assert client(platform).config() == CONFIG
        assert platform.asked == [("GET", "/agent/v1/config")]

    def test_signs_a_batch_with_its_content(self, platform: Platform) -> None:
        kept = messages.Accepted(seq=8, cursor="", changed=0, unchanged=0)
        platform.answers = lambda method, path, body: (
            (200, kept, {}) if body == b"z" else (400, {}, {})
        )

        assert client(platform).push("claim", 3, 7, b"z") == kept
        assert platform.asked == [("PUT", "/agent/v1/streams/claim/batches/3/7")]

    def test_corrects_a_wrong_clock_once(self, platform: Platform) -> None:
        agent = client(platform, clock_wrong=timedelta(minutes=12))

        assert agent.config() == CONFIG
        assert agent.config() == CONFIG

        assert len(platform.asked) == 3
        assert timedelta(minutes=-12, seconds=-5) < agent.clock_offset < timedelta(minutes=-11)

    def test_gives_up_when_its_key_is_not_known(self, platform: Platform) -> None:
        platform.public_key = signing.new_key().public_key().public_bytes_raw()

        with pytest.raises(says.NotKnown, match="signature"):
            client(platform).config()

        assert len(platform.asked) == 1

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (403, says.NotKnown),
            (409, says.OutOfStep),
            (413, says.TooMuch),
            (422, says.TableRefused),
            (423, says.TablePaused),
            (302, says.Unreachable),
            (500, says.Unreachable),
        ],
    )
    def test_tells_refusals_apart(
        self, platform: Platform, status: int, expected: type[Exception]
    ) -> None:
        platform.answers = lambda *_: refusing(status)

        with pytest.raises(expected):
            client(platform).config()

        assert len(platform.asked) == 1

    @pytest.mark.parametrize("status", [429, 503])
    def test_waits_as_long_as_it_is_asked_to(self, platform: Platform, status: int) -> None:
        platform.answers = lambda *_: (status, {}, {"Retry-After": "17"})

        with pytest.raises(says.Unreachable) as caught:
            client(platform).config()

        assert caught.value.retry_after == 17

    def test_says_when_nobody_is_there(self) -> None:
        agent = HttpsServer(Place("http://127.0.0.1:9"), KEY, "k")

        with pytest.raises(says.Unreachable, match="443"):
            agent.config()
