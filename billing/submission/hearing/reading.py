"""Bytes of a clearinghouse as words. Pure."""

import io
from datetime import date
from itertools import count

from billing.submission.hearing import telling
from billing.submission.hearing.words import Heard, Word
from billing.x12.acknowledgement import Acknowledgement
from billing.x12.errors import X12Error
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.remittance import OtherSet, Remittance
from billing.x12.status_tree import ClaimStatuses
from billing.x12.typed import AnyTransaction, typed

NOT_X12 = "It is no file that a clearinghouse sends"
OTHER = "It holds what nobody sends us"


def heard(data: bytes, *, today: date) -> Heard:
    """What a file is, and what it says of claims of ours. Never raises for what it holds."""
    told = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if told[:3] in {b"101", b"01,"}:
        return Heard("bank")
    if told[:3] not in {b"ISA", b"TA1"}:
        return Heard("", NOT_X12)
    try:
        return _told(list(typed(io.BytesIO(data))), today)
    except X12Error as refused:
        return Heard("", str(refused.problem.message)[:200])


def _told(sets: list[AnyTransaction], today: date) -> Heard:
    if any(isinstance(one, Remittance) for one in sets):
        return Heard("era")
    places = count()
    words: list[Word] = telling.of_interchanges(
        (one for one in sets if isinstance(one, InterchangeAck)), today, places
    )
    words += telling.of_groups(
        (one for one in sets if isinstance(one, Acknowledgement)), today, places
    )
    statuses = [one for one in sets if isinstance(one, ClaimStatuses) and one.set != "276"]
    words += telling.of_claims(statuses, today, places)
    if statuses:
        return Heard("status" if statuses[0].set == "277" else "claims", "", tuple(words))
    if words:
        return Heard("ack", "", tuple(words))
    names = {one.set for one in sets if isinstance(one, OtherSet)}
    return Heard("", f"{OTHER} ({', '.join(sorted(names))})" if names else OTHER)
