"""Each spelling of a segment is read once: remittances repeat themselves all the time.

The same code is charged, cut and allowed alike on hundreds of lines; four segments in five were
seen before. Values are frozen, so equal segments share one. What hardly repeats (people, line
numbers, claims) is read and not kept: this holds no patient.
"""

from collections.abc import Callable
from typing import Any

from billing.x12.body import ENVELOPE_NAMES
from billing.x12.delimiters import Delimiters
from billing.x12.elements835 import (
    adjustments_of,
    amounts_of,
    at,
    days_of,
    parties_of,
    references_of,
    whole_of,
)

SEEN_MAX = 40_000
TEXT_REMEMBERED_MAX = 2_000  # longer heads, lines and parties are read anew each time

# The guide allows 999 lines a claim and advises 10,000 claims a payment; nothing honest is near.
LINES_MAX, CLAIMS_MAX = 20_000, 100_000
TOLD_MAX = 1_000  # warnings, and gaps, of one payment: who gets so many reads no more of them

# Kinds below LINE_KINDS are details of a line or a claim, in the order in which Line has them;
# the next belong to the claim wherever they stand; the last three are no detail.
DAYS, ADJUSTMENTS, REFERENCES, AMOUNTS, QUANTITIES, REMARKS, OTHER_REMARKS = range(7)
PARTIES, CONTACTS, OUTPATIENT, INPATIENT = range(7, 11)
LINE_KINDS, CLAIM_KINDS = 7, 11
ENDS, NO_DAY, UNKNOWN = 11, 12, 13

# What a segment says: its kind and what that kind of segment holds.
Told = tuple[int, Any]
ENDS_CLAIM = ENVELOPE_NAMES | {"CLP", "LX", "TS3", "TS2", "PLB", "SE"}
RARELY_AGAIN = frozenset({"REF", "CLP"})
PEOPLE = frozenset({"QC", "IL", "74"})
KINDS: dict[str, tuple[int, Callable[[list[str]], Any]]] = {
    "CAS": (ADJUSTMENTS, adjustments_of),
    "REF": (REFERENCES, references_of),
    "NM1": (PARTIES, parties_of),
    "AMT": (AMOUNTS, amounts_of),
    "QTY": (QUANTITIES, references_of),
    "PER": (CONTACTS, whole_of),
    "MOA": (OUTPATIENT, whole_of),
    "MIA": (INPATIENT, whole_of),
}


class Seen835(dict[str, Told]):
    """What segments said, by their text; `read` reads one that is not yet here."""

    def __init__(self, found: Delimiters) -> None:
        super().__init__()
        self._element = found.element

    def read(self, raw: str) -> Told:
        """Raises BadElement."""
        e = raw.split(self._element)
        known = KINDS.get(e[0])
        told = self._told(e) if known is None else (known[0], known[1](e))
        if e[0] not in RARELY_AGAIN and not (e[0] == "NM1" and e[1] in PEOPLE):
            if len(self) >= SEEN_MAX:
                self.clear()
            self[raw] = told
        return told

    def _told(self, e: list[str]) -> Told:
        name = e[0]
        if name == "DTM":
            days = days_of(e)
            return (DAYS, days) if days else (NO_DAY, None)
        if name == "LQ":
            return (REMARKS, (at(e, 2),)) if at(e, 1) == "HE" else (OTHER_REMARKS, references_of(e))
        return (ENDS, None) if name in ENDS_CLAIM else (UNKNOWN, name)
