"""How well a practice is connected: a colour, its cause and what to do next, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SILENT_AFTER = timedelta(minutes=5)
LATE_AFTER = timedelta(minutes=5)
STALE_AFTER = timedelta(minutes=15)


class Colour(StrEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class StreamSeen:
    """One table as kept: read up to when, whether stopped, whether deletes wait for a person."""

    table: str
    read_to: datetime | None
    paused: str = ""
    holds_deletes: bool = False
    is_observed: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """`as_of` is the moment up to which all tables were read; None while one never was."""

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
    return _by_age(as_of, now)


def _unconnected(is_waiting: bool) -> Health:
    if is_waiting:
        return Health(
            Colour.AMBER,
            "An agent waits for approval.",
            "Compare its six words with the practice, by telephone, and approve it.",
        )
    return Health(Colour.AMBER, "No agent is enrolled.", "Issue a code and install the agent.")


def _by_age(as_of: datetime | None, now: datetime) -> Health:
    if as_of is None:
        return Health(Colour.AMBER, "The first reading is under way.", "Nothing to do.")
    if now - as_of > STALE_AFTER:
        return Health(
            Colour.RED,
            "What we know is more than fifteen minutes old.",
            "Run dso-agent doctor at the practice: the database login may have changed.",
            as_of,
        )
    if now - as_of > LATE_AFTER:
        return Health(Colour.AMBER, "Reading is behind.", "Wait; it usually catches up.", as_of)
    return Health(Colour.GREEN, "Everything is read as it changes.", "Nothing to do.", as_of)


def _as_of(streams: Sequence[StreamSeen]) -> datetime | None:
    """The oldest of all tables: only up to there do they fit together."""
    moments = [stream.read_to for stream in streams]
    if not moments or any(moment is None for moment in moments):
        return None
    return min(moment for moment in moments if moment is not None)
