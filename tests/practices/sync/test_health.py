from datetime import UTC, datetime, timedelta

import pytest

from practices.sync.health import Colour, StreamSeen, health_of

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def minutes(ago: float) -> datetime:
    return NOW - timedelta(minutes=ago)


def colour(**given: object) -> tuple[Colour, str]:
    story = {
        "is_approved": True,
        "is_waiting": False,
        "seen_at": minutes(1),
        "streams": [StreamSeen("claim", minutes(1)), StreamSeen("patient", minutes(2))],
        "now": NOW,
    }
    health = health_of(**(story | given))  # type: ignore[arg-type]  # a story
    return health.colour, health.cause


class TestHealth:
    @pytest.mark.parametrize(
        ("given", "expected", "cause"),
        [
            ({}, Colour.GREEN, "as it changes"),
            ({"is_approved": False}, Colour.AMBER, "No agent"),
            ({"is_approved": False, "is_waiting": True}, Colour.AMBER, "waits for approval"),
            ({"seen_at": minutes(6)}, Colour.RED, "silent"),
            ({"seen_at": None}, Colour.RED, "silent"),
            ({"streams": []}, Colour.AMBER, "first reading"),
            ({"streams": [StreamSeen("claim", None)]}, Colour.AMBER, "first reading"),
            ({"streams": [StreamSeen("claim", minutes(6))]}, Colour.AMBER, "behind"),
            ({"streams": [StreamSeen("claim", minutes(16))]}, Colour.RED, "fifteen minutes"),
            ({"streams": [StreamSeen("claim", NOW, "a column is gone")]}, Colour.RED, "claim"),
            ({"streams": [StreamSeen("claim", NOW, "", True)]}, Colour.RED, "vanished"),
        ],
    )
    def test_names_the_gravest(
        self, given: dict[str, object], expected: Colour, cause: str
    ) -> None:
        found = colour(**given)

        assert found[0] is expected
        assert cause in found[1]

    def test_waits_as_long_for_a_table_as_it_is_read_seldom(self) -> None:
        hourly = StreamSeen("clinic", minutes(64), seconds=3600)
        streams = [StreamSeen("claim", minutes(2), seconds=60), hourly]

        health = health_of(
            is_approved=True, is_waiting=False, seen_at=NOW, streams=streams, now=NOW
        )

        assert (health.colour, health.as_of) == (Colour.GREEN, minutes(2))
        late = StreamSeen("clinic", minutes(76), seconds=3600)
        assert colour(streams=[streams[0], late])[0] is Colour.RED

    def test_does_not_wait_for_a_list_that_is_read_by_the_hour(self) -> None:
        streams = [
            StreamSeen("claim", minutes(2), seconds=60),
            StreamSeen("clinic", None, seconds=3600),
        ]

        assert colour(streams=streams)[0] is Colour.GREEN

    def test_is_as_old_as_the_oldest_table(self) -> None:
        streams = [StreamSeen("claim", minutes(1)), StreamSeen("patient", minutes(4))]

        health = health_of(
            is_approved=True, is_waiting=False, seen_at=NOW, streams=streams, now=NOW
        )

        assert health.as_of == minutes(4)

    def test_always_says_what_to_do(self) -> None:
        health = health_of(is_approved=True, is_waiting=False, seen_at=None, streams=[], now=NOW)

        assert health.next_step
