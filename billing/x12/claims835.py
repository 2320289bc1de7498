"""Reading the claims of one 835: each CLP with its lines, walked once and proved at once.

The two loops are the hot path of the product's reading: a file of 100,000 claims passes here with
two million segments. They look at names in the order of their frequency and hand the rest on.
"""

from datetime import date

from billing.x12 import balance
from billing.x12.delimiters import Delimiters
from billing.x12.elements835 import BadElement, Seen835, joined, reference_of
from billing.x12.errors import Problem, X12Error
from billing.x12.opened import DETAILS, OpenedClaim
from billing.x12.parties import Amount, Day, Reference
from billing.x12.remittance import Adjustment, Claim, Gap, Line
from billing.x12.tokens import ENVELOPE_NAMES, SEGMENT_ID, Body

ENDS_CLAIM = ENVELOPE_NAMES | {"CLP", "LX", "TS3", "TS2", "PLB", "SE"}
ENDS_LINE = ENDS_CLAIM | {"SVC", "NM1", "MOA", "MIA", "PER"}


class Claims835:
    """Collects claims, gaps and warnings of one body. Raises X12Error with the place."""

    def __init__(self, body: Body, found: Delimiters, seen: Seen835) -> None:
        self._body, self._segments = body, body.segments
        self._element, self._seen = found.element, seen
        self.claims: list[Claim] = []
        self.paid_cents = 0
        self.batch_provider = ""
        self.gaps: list[Gap] = []
        self.warnings: list[Problem] = []
        self._lines: list[Line] = []

    def take_claim(self, first: int) -> int:
        """Read the claim whose CLP stands at `first`; the place of what follows it."""
        place = first
        try:
            opened = OpenedClaim(self._segments[first].split(self._element)[1:])
            while True:
                place += 1
                name, _, rest = self._segments[place].partition(self._element)
                if name == "SVC":
                    place = self._take_line(place, rest) - 1
                elif name in ENDS_CLAIM:
                    break
                elif name in DETAILS:
                    DETAILS[name](opened, rest.split(self._element))
                    if name == "DTM" and not self._seen.days[rest]:
                        self.note_no_day(place)
                else:
                    self.note_unknown(name, place)
            self._close(opened, first, place)
        except BadElement as why:
            at_fault = first if why.message.startswith("CLP") else place
            raise self.wrong(why.code, why.message, at_fault) from None
        return place

    def _take_line(self, first: int, svc: str) -> int:
        """Read the line whose SVC stands at `first`; the place of what follows it."""
        segments, element, seen = self._segments, self._element, self._seen
        adjustments: tuple[Adjustment, ...] = ()
        days: tuple[Day, ...] = ()
        references: tuple[Reference, ...] = ()
        amounts: tuple[Amount, ...] = ()
        quantities: tuple[Reference, ...] = ()
        remarks: tuple[str, ...] = ()
        other_remarks: tuple[Reference, ...] = ()
        place = first
        try:
            fields = seen.services[svc]
            while True:
                place += 1
                name, _, rest = segments[place].partition(element)
                if name == "CAS":
                    told = seen.adjustments[rest]
                    adjustments = joined(adjustments, told) if adjustments else told
                elif name == "DTM":
                    day = seen.days[rest]
                    if not day:
                        self.note_no_day(place)
                    days = joined(days, day) if days else day
                elif name == "REF":
                    ref = (reference_of(rest.split(element)),)
                    references = joined(references, ref) if references else ref
                elif name in ENDS_LINE:
                    break
                elif name == "AMT":
                    amounts = joined(amounts, seen.amounts[rest])
                elif name == "LQ":
                    remark = reference_of(rest.split(element))
                    if remark.qualifier == "HE":
                        remarks = joined(remarks, (remark.value,))
                    else:
                        other_remarks = joined(other_remarks, (remark,))
                elif name == "QTY":
                    quantities = joined(quantities, (reference_of(rest.split(element)),))
                else:
                    self.note_unknown(name, place)
        except BadElement as why:
            raise self.wrong(why.code, why.message, place) from None
        on = days[0].on if days and days[0].qualifier == "472" else _served_on(days)
        self._lines.append(
            Line(*fields, on, days, adjustments, references, amounts, quantities, remarks,
                 other_remarks)
        )  # fmt: skip
        return place

    def _close(self, opened: OpenedClaim, first: int, following: int) -> None:
        body = self._body
        claim = opened.claim(
            body.offset(first), body.offset(following), body.ordinal(first),
            self.batch_provider, tuple(self._lines),
        )  # fmt: skip
        self._lines.clear()
        self.claims.append(claim)
        self.paid_cents += claim.paid_cents
        gaps, patient_cents = balance.prove_claim(claim, len(self.claims))
        if gaps:
            self.gaps += gaps
        if patient_cents != claim.patient_cents and not claim.is_reversal:
            # RFI 2548: CLP05 equals the PR adjustments, but is no part of the balance.
            self.warn("CLP05", "CLP05 is not the sum of the PR adjustments.", first)

    def note_unknown(self, name: str, place: int) -> None:
        """A newer guide may add segments: told, not refused, unless it is no name at all."""
        if SEGMENT_ID.fullmatch(name) is None:
            raise self.wrong("BAD_SEGMENT", "Expected a segment name.", place)
        self.warn("UNKNOWN_SEGMENT", f"{name} is not expected here and was not read.", place)

    def note_no_day(self, place: int) -> None:
        """Payers send 00000000 for estimates; the day is left out of the values."""
        self.warn("NO_DAY", "DTM02 is no day.", place)

    def warn(self, code: str, message: str, place: int) -> None:
        body = self._body
        self.warnings.append(Problem(code, message, body.offset(place), body.ordinal(place)))

    def wrong(self, code: str, message: str, place: int) -> X12Error:
        return X12Error(code, message, self._body.offset(place), self._body.ordinal(place))


def _served_on(days: tuple[Day, ...]) -> date | None:
    """DTM 472, or 150 where a period is told."""
    return next((day.on for day in days if day.qualifier in {"472", "150"}), None)
