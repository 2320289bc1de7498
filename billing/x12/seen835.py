"""Each spelling of a segment is read once: remittances repeat themselves all the time.

The same code is charged, cut and allowed alike on hundreds of lines; four segments in five were
seen before. Values are frozen, so equal segments share one. What hardly repeats (people, line
numbers, claims) is read and not kept: this holds no patient.
"""

from collections.abc import Callable
from typing import Any

from billing.x12.delimiters import Delimiters
from billing.x12.elements835 import (
    adjustments_of,
    amounts_of,
    at,
    contacts_of,
    days_of,
    elements_of,
    parties_of,
    references_of,
    service_reader,
)
from billing.x12.tokens import ENVELOPE_NAMES

SEEN_MAX = 40_000

# Kinds below LINE_KINDS are details of a line or a claim, in the order in which Line has them.
DAYS, ADJUSTMENTS, REFERENCES, AMOUNTS, QUANTITIES, REMARKS, OTHER_REMARKS = range(7)
LINE_KINDS = 7
SERVICE, ENDS = 7, 8
# Kinds from here on belong to the claim wherever they stand, or nowhere.
PARTIES, CONTACTS, OUTPATIENT, INPATIENT, NO_DAY, UNKNOWN = range(9, 15)
CLAIM_KINDS = 13

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
    "PER": (CONTACTS, contacts_of),
    "MOA": (OUTPATIENT, elements_of),
    "MIA": (INPATIENT, elements_of),
}


class Seen835(dict[str, Told]):
    """What segments said, by their text; `read` reads one that is not yet here."""

    def __init__(self, found: Delimiters) -> None:
        super().__init__()
        self._element = found.element
        self._service_of = service_reader(found.component)

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
        if name == "SVC":
            return SERVICE, self._service_of(e)
        if name == "DTM":
            days = days_of(e)
            return (DAYS, days) if days else (NO_DAY, None)
        if name == "LQ":
            return (REMARKS, (at(e, 2),)) if at(e, 1) == "HE" else (OTHER_REMARKS, references_of(e))
        return (ENDS, None) if name in ENDS_CLAIM else (UNKNOWN, name)
