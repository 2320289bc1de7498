"""Reading the claims of one 835: each CLP with its lines, walked once and proved at once.

Sums are kept on the way, so that the proof costs a comparison a line; only a claim that fails is
proved again, to name every gap.
"""

from itertools import accumulate

from billing.x12 import balance
from billing.x12.body import Body
from billing.x12.delimiters import Delimiters
from billing.x12.details835 import Details, Details835, Noted
from billing.x12.elements835 import BadElement
from billing.x12.errors import Problem, X12Error
from billing.x12.heads835 import claim_of, head_of
from billing.x12.lines835 import Lines835, Sums
from billing.x12.parties import Party
from billing.x12.remittance import Claim, Gap, Line
from billing.x12.seen835 import CLAIM_KINDS, LINES_MAX, TOLD_MAX, Seen835
from billing.x12.usual835 import REVERSAL, UsualClaims


class Seen:
    """What is kept from one payment to the next of an interchange."""

    def __init__(self, found: Delimiters) -> None:
        self.details = Details835(Seen835(found))
        self.lines = Lines835(found, self.details)
        self.usual = UsualClaims(found, self.lines)
        # Payer and payee by their text, with the provider of the batch that may follow them.
        self.parties: dict[str, tuple[list[Party], str]] = {}


class Claims835:
    """Collects claims, gaps and warnings of one body. Raises X12Error with the place."""

    def __init__(self, body: Body, found: Delimiters, seen: Seen) -> None:
        self._body, self._element, self._terminator = body, found.element, found.terminator
        self._width = len(f"CLP{found.element}{found.terminator}")
        self._service_mark = f"{found.terminator}SVC{found.element}"
        self._details, self._lines, self._usual = seen.details, seen.lines, seen.usual
        self.claims: list[Claim] = []
        self.paid_cents = 0
        self.batch_provider = ""
        self.gaps: list[Gap] = []
        self.warnings: list[Problem] = []

    def take_usual(self, texts: list[str], first: int, place: int, at: int) -> tuple[int, int, int]:
        """Read claims from texts[first] on while they are of the usual shape.

        Returns how many texts are read now, and the place and the byte after them, as in `take`.
        """
        body = self._body
        if not body.is_even():
            return first, place, at
        where = body.offset(place, at), body.ordinal(place)
        run, ordinal = self._usual.run(texts, first, *where, self.batch_provider)
        if not run:
            return first, place, at
        self.claims += run
        self.paid_cents += sum(claim.paid_cents for claim in run)
        return first + len(run), ordinal - body.first, run[-1].end - body.offset(0, 0)

    def take(self, text: str, place: int, at: int) -> list[str]:
        """Read one claim, segment by segment, with every gap and every note in its place.

        `text` begins after its `CLP*` and may end with segments of others.
        `place` and `at` say where the CLP stands in the body. Returns the segments of others.
        """
        pieces = text.split(self._service_mark)
        details: Details = [()] * CLAIM_KINDS
        lines, sums = list[Line](), list[Sums]()
        reader, number = self._details, 0
        try:
            if len(pieces) > LINES_MAX + 1:
                raise BadElement("TOO_MANY", f"A claim has over {LINES_MAX:,} lines.")
            segments = pieces[0].split(self._terminator)
            own, owed = reader.take(segments, details, details)
            noted = reader.taken_notes(0)
            if not noted and not reader.ended_by:
                self._usual.learn(pieces[0], head_of(details, len(segments)))
            for number in range(1, len(pieces)):
                if reader.ended_by:
                    raise BadElement("OUT_OF_PLACE", "SVC stands outside any claim.")
                sums.append(self._lines.take(pieces[number], lines, details))
                noted += reader.taken_notes(number)
            number = 0
            elements, head = segments[0].split(self._element), head_of(details, len(segments))
            where = *self._span(text, place, at), self._body.ordinal(place)
            claim = claim_of(elements, (), head, lines, self.batch_provider, *where)
        except BadElement as why:
            raise self._located(why, pieces, number, place, at) from None
        self._keep(claim, [Sums(0, 0, own, owed, 0), *sums], place, at)
        if noted:
            self._tell(noted, pieces, place, at)
        others, reader.ended_by = reader.ended_by, []
        return others

    def _keep(self, claim: Claim, sums: list[Sums], place: int, at: int) -> None:
        """`sums` are those of the head and of each line."""
        self.claims.append(claim)
        self.paid_cents += claim.paid_cents
        _, *of_lines = sums
        adds_up = claim.charge_cents - claim.paid_cents == sum(one.cut for one in sums)
        proved = adds_up and (not of_lines or _sums_up(claim, sums[0].cut, of_lines))
        if not proved and len(self.gaps) < TOLD_MAX:
            self.gaps += balance.prove_claim(claim, len(self.claims))
        owed = sum(one.patient for one in sums)
        if owed != claim.patient_cents and claim.status != REVERSAL:
            # RFI 2548: CLP05 equals the PR adjustments, but is no part of the balance.
            self.warn("CLP05", "CLP05 is not the sum of the PR adjustments.", place, at)

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
    ) -> X12Error:
        """The fault with its place."""
        self._details.forget()
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
        """The first of them; the last says that there are more."""
        body, told = self._body, len(self.warnings)
        if told > TOLD_MAX:
            return
        if told == TOLD_MAX:
            code, message = "MORE_WARNINGS", "There are more warnings than are told."
        self.warnings.append(Problem(code, message, body.offset(place, at), body.ordinal(place)))

    def wrong(self, code: str, message: str, place: int, at: int) -> X12Error:
        return X12Error(code, message, self._body.offset(place, at), self._body.ordinal(place))


def _sums_up(claim: Claim, own: int, lines: list[Sums]) -> bool:
    """Each line adds up, and together they come to the claim before its own adjustments."""
    return (
        all(one.charge - one.paid == one.cut for one in lines)
        and claim.charge_cents == sum(one.charge for one in lines)
        and claim.paid_cents == sum(one.paid for one in lines) - own
    )
