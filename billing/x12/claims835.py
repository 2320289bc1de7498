"""Reading the claims of one 835: each CLP with its lines, walked once and proved at once.

Sums are kept on the way, so that the proof costs a comparison a line; only a claim that fails is
proved again, to name every gap.
"""

from itertools import accumulate

from billing.x12 import balance
from billing.x12.amounts import CENTS, NotAnAmount
from billing.x12.body import Body
from billing.x12.delimiters import Delimiters
from billing.x12.details835 import Details, Details835, HasBlanks, Noted
from billing.x12.elements835 import BadElement, money
from billing.x12.errors import Problem, X12Error
from billing.x12.lines835 import Lines835
from billing.x12.remittance import Claim, Gap, Line
from billing.x12.seen835 import CLAIM_KINDS, Seen835


class Seen:
    """What is kept from one payment to the next of an interchange."""

    def __init__(self, found: Delimiters) -> None:
        self.details = Details835(Seen835(found))
        self.lines = Lines835(found, self.details)


class Claims835:
    """Collects claims, gaps and warnings of one body. Raises X12Error with the place."""

    def __init__(self, body: Body, found: Delimiters, seen: Seen) -> None:
        self._body, self._element, self._terminator = body, found.element, found.terminator
        self._width = len(f"CLP{found.element}{found.terminator}")
        self._service_mark = f"{found.terminator}SVC{found.element}"
        self._details, self._lines = seen.details, seen.lines
        self.claims: list[Claim] = []
        self.paid_cents = 0
        self.batch_provider = ""
        self.gaps: list[Gap] = []
        self.warnings: list[Problem] = []

    def take(self, text: str, place: int, at: int) -> list[str]:
        """Read one claim; `text` begins after its `CLP*` and may end with segments of others.

        `place` and `at` say where the CLP stands in the body. Returns the segments of others.
        """
        pieces = text.split(self._service_mark)
        head: Details = [()] * CLAIM_KINDS
        lines: list[Line] = []
        charged = paid = number = 0
        adds_up = True
        details, take_line = self._details, self._lines.take
        try:
            segments = pieces[0].split(self._terminator)
            own, patient = details.take(segments, head, head)
            cuts = own
            noted = details.taken_notes(0)
            for number in range(1, len(pieces)):
                if details.ended_by:
                    raise BadElement("OUT_OF_PLACE", "SVC stands outside any claim.")
                line_charged, line_paid, cut, owed = take_line(pieces[number], lines, head)
                charged += line_charged
                paid += line_paid
                cuts += cut
                patient += owed
                if line_charged - line_paid != cut:
                    adds_up = False
                if details.notes:
                    noted += details.taken_notes(number)
            number = 0
            claim = self._claim(segments[0], head, lines, text, place, at)
        except BadElement as why:
            raise self._located(why, pieces, number, place, at) from None
        if lines and (claim.charge_cents != charged or claim.paid_cents != paid - own):
            adds_up = False
        if not adds_up or claim.charge_cents - claim.paid_cents != cuts:
            self.gaps += balance.prove_claim(claim, len(self.claims))
        if patient != claim.patient_cents and claim.status != "22":
            # RFI 2548: CLP05 equals the PR adjustments, but is no part of the balance.
            self.warn("CLP05", "CLP05 is not the sum of the PR adjustments.", place, at)
        if noted:
            self._tell(noted, pieces, place, at)
        others, details.ended_by = details.ended_by, []
        return others

    def _claim(
        self, clp: str, head: Details, lines: list[Line], text: str, place: int, at: int
    ) -> Claim:
        e = f"CLP{self._element}{clp}".split(self._element)
        if len(e) < 10:
            e += [""] * (10 - len(e))
        try:
            charge, paid, patient = CENTS[e[3]], CENTS[e[4]], CENTS[e[5] or "0"]
        except NotAnAmount:
            raise _bad_amount(e) from None
        (days, adjustments, references, amounts, quantities, remarks, _, parties, contacts,
         moas, mias) = head  # fmt: skip
        outpatient: tuple[str, ...] = ()
        inpatient: tuple[str, ...] = ()
        if moas or mias:
            outpatient, inpatient = _only(moas), _only(mias)
            remarks = _remarks(outpatient, inpatient) + remarks
        offset, end = self._span(text, place, at)
        claim = Claim(
            e[1], e[2], charge, paid, offset, end, self._body.first + place, patient, e[6], e[7],
            e[8], e[9], self.batch_provider, adjustments, parties, references, days, amounts,
            quantities, remarks, outpatient, inpatient, tuple(e[10:]), contacts, tuple(lines),
        )  # fmt: skip
        self.claims.append(claim)
        self.paid_cents += paid
        return claim

    def _span(self, text: str, place: int, at: int) -> tuple[int, int]:
        """First byte of the claim, and first byte of what follows it."""
        body, others = self._body, self._details.ended_by
        following = at + len(text) + self._width
        if others:
            following -= len(self._terminator.join(others)) + len(self._terminator)
        if body.is_even():
            return body.offset(place, at), body.offset(place, following)
        count = text.count(self._terminator) + 1 - len(others)
        return body.offset(place, at), body.offset(place + count, following)

    def _tell(self, noted: list[Noted], pieces: list[str], place: int, at: int) -> None:
        ordinals, starts = self._places(pieces, at)
        for number, note in noted:
            ordinal = ordinals[number] + note.number
            self.warn(note.code, note.message, place + ordinal, starts[ordinal])

    def _located(
        self, why: BadElement, pieces: list[str], number: int, place: int, at: int
    ) -> BadElement | X12Error:
        """The fault with its place; the same where blanks must be taken out first."""
        self._details.forget()
        if isinstance(why, HasBlanks) and self._body.is_even():
            return why
        ordinals, starts = self._places(pieces, at)
        ordinal = ordinals[number] + why.number
        return self.wrong(why.code, why.message, place + ordinal, starts[ordinal])

    def _places(self, pieces: list[str], at: int) -> tuple[list[int], list[int]]:
        """How many segments stand before each piece, and where each segment begins."""
        counts = (piece.count(self._terminator) + 1 for piece in pieces)
        segments = f"CLP{self._element}{self._service_mark.join(pieces)}".split(self._terminator)
        lengths = (len(raw) + len(self._terminator) for raw in segments)
        return list(accumulate(counts, initial=0)), list(accumulate(lengths, initial=at))

    def warn(self, code: str, message: str, place: int, at: int) -> None:
        body = self._body
        self.warnings.append(Problem(code, message, body.offset(place, at), body.ordinal(place)))

    def wrong(self, code: str, message: str, place: int, at: int) -> X12Error:
        return X12Error(code, message, self._body.offset(place, at), self._body.ordinal(place))


def _only(told: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    if len(told) > 1:
        raise BadElement("TOO_MANY", "MOA or MIA stands twice in one claim.")
    return told[0] if told else ()


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
