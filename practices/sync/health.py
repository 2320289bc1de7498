"""How well a practice is connected: a colour, its cause and what to do next, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SILENT_AFTER = timedelta(minutes=5)
LATE_AFTER = timedelta(minutes=5)
STALE_AFTER = timedelta(minutes=15)
OFTEN_SECONDS = 300


class Colour(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class StreamSeen:
    """One table as kept: read up to when, whether stopped, whether deletes wait for a person.

    `seconds` is how often it is read; it is not late before that has passed.
    """

    table: str
    read_to: datetime | None
    paused: str = ""
    holds_deletes: bool = False
    is_observed: bool = False
    seconds: int = 0

    def late(self, now: datetime) -> timedelta:
        """By how much more than the time between two readings; not at all before the first."""
        if self.read_to is None:
            return timedelta()
        return now - self.read_to - timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Health:
    """`as_of` is the moment up to which all tables were read that change by the minute; None while
    any was never read whole.
    """

    colour: Colour
    cause: str
    next_step: str
    as_of: datetime | None = None


def health_of(
    *,
    is_approved: bool,
    is_waiting: bool,
    seen_at: datetime | None,
    streams: Sequence[StreamSeen],
    now: datetime,
) -> Health:
    """The gravest that can be said, with the step that mends it."""
    as_of = _as_of(streams)
    if not is_approved:
        return _unconnected(is_waiting)
    if seen_at is None or now - seen_at > SILENT_AFTER:
        return Health(
            Colour.RED,
            "The agent is silent.",
            "See whether its computer is on and reaches the internet, then run dso-agent doctor.",
            as_of,
        )
    for stream in streams:
        if stream.paused:
            told = f"{stream.table} is stopped: {stream.paused}"
            return Health(Colour.RED, told, "Mend the cause, then let it go on.", as_of)
    if any(stream.holds_deletes for stream in streams):
        return Health(
            Colour.RED,
            "Rows vanished at the practice, more than in an ordinary day.",
            "Ask the practice whether a backup was restored, then let the deletes through.",
            as_of,
        )
    if any(stream.is_observed for stream in streams):
        return Health(
            Colour.AMBER,
            "The practice system is a version we do not know: only counts and hashes are read.",
            "Look at what the version changed, then accept it on the practice's page.",
            as_of,
        )
    return _by_age(as_of, streams, now)


def _unconnected(is_waiting: bool) -> Health:
    if is_waiting:
        return Health(
            Colour.AMBER,
            "An agent waits for approval.",
            "Compare its six words with the practice, by telephone, and approve it.",
        )
    return Health(Colour.AMBER, "No agent is enrolled.", "Issue a code and install the agent.")


def _by_age(as_of: datetime | None, streams: Sequence[StreamSeen], now: datetime) -> Health:
    if as_of is None:
        return Health(Colour.AMBER, "The first reading is under way.", "Nothing to do.")
    late = max(stream.late(now) for stream in streams)
    if late > STALE_AFTER:
        return Health(
            Colour.RED,
            "What we know is more than fifteen minutes old.",
            "Run dso-agent doctor at the practice: the database login may have changed.",
            as_of,
        )
    if late > LATE_AFTER:
        return Health(Colour.AMBER, "Reading is behind.", "Wait; it usually catches up.", as_of)
    return Health(Colour.GREEN, "Everything is read as it changes.", "Nothing to do.", as_of)


def _as_of(streams: Sequence[StreamSeen]) -> datetime | None:
    """The oldest of the tables that are read often, or of those read most often where none is:
    only up to there do they fit together.

    Lists of codes and people that are read by the hour make nothing older, nor does an agent that
    started anew and has not come to them yet.
    """
    bound = max([OFTEN_SECONDS, min((s.seconds for s in streams), default=0)])
    often = [stream for stream in streams if stream.seconds <= bound]
    moments = [stream.read_to for stream in often if stream.read_to is not None]
    return min(moments) if moments and len(moments) == len(often) else None
