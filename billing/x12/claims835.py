"""Reading the claims of one 835: each CLP with its lines, walked once and proved at once.

`take_claim` is the hot path of the product's reading: two million segments of a file of 100,000
claims pass through its loop. It keeps sums as it goes, so that the proof costs a comparison.
"""

from typing import Any

from billing.x12 import balance
from billing.x12.amounts import CENTS, NotAnAmount
from billing.x12.delimiters import Delimiters
from billing.x12.elements835 import BadElement, SvcFields, joined, money
from billing.x12.errors import Problem, X12Error
from billing.x12.parties import Reference
from billing.x12.remittance import Claim, Gap, Line
from billing.x12.seen835 import (
    ADJUSTMENTS,
    CLAIM_KINDS,
    ENDS,
    INPATIENT,
    LINE_KINDS,
    NO_DAY,
    OUTPATIENT,
    REFERENCES,
    Seen835,
)
from billing.x12.tokens import SEGMENT_ID, Body

Details = list[tuple[Any, ...]]
LINE_NUMBER = "6R"
NO_SERVICE: SvcFields = ("", 0, 0, "", "", (), "", "", "", "", "", ())


class Claims835:
    """Collects claims, gaps and warnings of one body. Raises X12Error with the place."""

    def __init__(self, body: Body, found: Delimiters, seen: Seen835) -> None:
        self._body, self._element, self._seen = body, found.element, seen
        self._line_number = found.element.join(["REF", LINE_NUMBER, ""])
        self.claims: list[Claim] = []
        self.paid_cents = 0
        self.batch_provider = ""
        self.gaps: list[Gap] = []
        self.warnings: list[Problem] = []

    def take_claim(self, first: int) -> int:
        """Read the claim whose CLP stands at `first`; the place of what follows it."""
        segments, element = self._body.segments, self._element
        seen, read = self._seen.get, self._seen.read
        line_number, cut_from = self._line_number, len(self._line_number)
        details: Details = [()] * CLAIM_KINDS
        head, lines, service = details, list[Line](), NO_SERVICE
        cut = own = charged = paid = cuts = patient = 0
        adds_up = True
        place = first
        try:
            while True:
                place += 1
                raw = segments[place]
                told = seen(raw)
                if told is not None:
                    kind, value = told
                elif raw.startswith(line_number) and element not in raw[cut_from:]:
                    kind, value = REFERENCES, (Reference(LINE_NUMBER, raw[cut_from:]),)
                else:
                    kind, value = read(raw)
                if kind == ADJUSTMENTS:
                    value, cents, owed = value
                    cut += cents
                    patient += owed
                if kind < LINE_KINDS:
                    before = details[kind]
                    details[kind] = joined(before, value) if before else value
                elif kind <= ENDS:
                    if service is NO_SERVICE:
                        own = cuts = cut
                    else:
                        lines.append(_line(service, details))
                        charged += service[1]
                        paid += service[2]
                        cuts += cut
                        adds_up = adds_up and service[1] - service[2] == cut
                    if kind == ENDS:
                        break
                    service, details, cut = value, [()] * LINE_KINDS, 0
                else:
                    self._take_other(kind, value, head, place)
            claim = self._claim(segments[first].split(element), head, lines, first, place)
        except BadElement as why:
            at_fault = first if why.message.startswith("CLP") else place
            raise self.wrong(why.code, why.message, at_fault) from None
        self.claims.append(claim)
        self.paid_cents += claim.paid_cents
        adds_up = adds_up and claim.charge_cents - claim.paid_cents == cuts
        if lines and (claim.charge_cents != charged or claim.paid_cents != paid - own):
            adds_up = False
        if not adds_up:
            self.gaps += balance.prove_claim(claim, len(self.claims))
        if patient != claim.patient_cents and claim.status != "22":
            # RFI 2548: CLP05 equals the PR adjustments, but is no part of the balance.
            self.warn("CLP05", "CLP05 is not the sum of the PR adjustments.", first)
        return place

    def _claim(
        self, clp: list[str], head: Details, lines: list[Line], first: int, following: int
    ) -> Claim:
        if len(clp) < 10:
            clp += [""] * (10 - len(clp))
        try:
            charge, paid, patient = CENTS[clp[3]], CENTS[clp[4]], CENTS[clp[5] or "0"]
        except NotAnAmount:
            raise _bad_amount(clp) from None
        (days, adjustments, references, amounts, quantities, remarks, _, _, _, parties, contacts,
         outpatient, inpatient) = head  # fmt: skip
        if outpatient or inpatient:
            remarks = _remarks(outpatient, inpatient) + remarks
        body = self._body
        return Claim(
            clp[1], clp[2], charge, paid, body.offset(first), body.offset(following),
            body.first + first, patient, clp[6], clp[7], clp[8], clp[9], self.batch_provider,
            adjustments, parties, references, days, amounts, quantities, remarks, outpatient,
            inpatient, tuple(clp[10:]), contacts, tuple(lines),
        )  # fmt: skip

    def _take_other(self, kind: int, value: Any, head: Details, place: int) -> None:  # noqa: ANN401  # as told
        """What belongs to the claim even after its lines, and what belongs nowhere."""
        if kind == NO_DAY:
            self.note_no_day(place)
        elif kind >= CLAIM_KINDS:
            self.note_unknown(value, place)
        elif kind in {OUTPATIENT, INPATIENT} and head[kind]:
            raise BadElement("TOO_MANY", "MOA or MIA stands twice in one claim.")
        else:
            head[kind] = joined(head[kind], value)

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


def _line(service: SvcFields, details: Details) -> Line:
    """Served on DTM 472, or on 150 where a period is told."""
    (code, charge, paid, qualifier, sent_code, modifiers, units, sent_units, revenue, description,
     sent_qualifier, sent_modifiers) = service  # fmt: skip
    days, adjustments, references, amounts, quantities, remarks, other_remarks = details
    if len(days) == 1 and days[0].qualifier == "472":
        on = days[0].on
    else:
        on = next((day.on for day in days if day.qualifier in {"472", "150"}), None)
    return Line(
        code, charge, paid, qualifier, sent_code, modifiers, units, sent_units, revenue,
        description, sent_qualifier, sent_modifiers, on, days, adjustments, references, amounts,
        quantities, remarks, other_remarks,
    )  # fmt: skip


def _remarks(outpatient: tuple[str, ...], inpatient: tuple[str, ...]) -> tuple[str, ...]:
    """Remark codes stand in MOA03 to MOA07, in MIA05 and in MIA20 to MIA23."""
    told = outpatient[2:7] + inpatient[4:5] + inpatient[19:23]
    return tuple(code for code in told if code)


def _bad_amount(clp: list[str]) -> BadElement:
    """The first of CLP03 to 05 that is no amount."""
    try:
        for place in (3, 4, 5):
            money(clp, place)
    except BadElement as why:
        return why
    raise AssertionError("one of them is bad")
