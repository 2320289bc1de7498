"""What an event looks like outside: its name, its moment and ids of rows; never what they hold."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from practices.events.catalogue import kind_of


@dataclass(frozen=True, slots=True)
class Told:
    """`practice` is its public id, "" for what belongs to the group as a whole.

    `subjects` are ids of ours, or keys of the practice's own system where we have none.
    """

    name: str
    at: datetime
    organization: str
    practice: str
    subjects: Sequence[uuid.UUID | str]


def body(told: Told) -> bytes:
    """The same bytes on every attempt. Raises UnknownEvent."""
    return msgspec.json.encode(
        {
            "type": told.name,
            "timestamp": told.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
            "data": {
                "organization": told.organization,
                "practice": told.practice or None,
                "subject": kind_of(told.name).subject,
                "ids": [str(subject) for subject in told.subjects],
            },
        }
    )
