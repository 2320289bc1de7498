"""Ways to a clearinghouse, one adapter a file: a question goes out, bytes come back. Pure."""

from datetime import datetime

from billing.eligibility.doors import core_mime, plain
from billing.eligibility.doors.line import Reply
from billing.eligibility.doors.place import Place

DOORS = {"plain": plain.ask, "core_mime": core_mime.ask}


def ask(place: Place, question: bytes, number: str, at: datetime) -> Reply:
    """Put one question through the door that the place names. Never raises for the other side."""
    return DOORS[place.door](place, question, number, at)


__all__ = ["DOORS", "Place", "Reply", "ask"]
