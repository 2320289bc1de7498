"""Claims of the usual shape, which add up: read by a few cuts of their text.

Most claims of a payer are a CLP, the patient, the same few segments as on the claim before, and
lines whose shape was seen. Such a claim costs a lookup for its head and one for each line. Any
other, and any that does not add up, is left to the reader that goes segment by segment and can
say what is wrong; that one tells this one which heads it met.
"""

from billing.x12.delimiters import Delimiters
from billing.x12.elements835 import BadElement, parties_of
from billing.x12.heads835 import CLP_ELEMENTS, Head, claim_of
from billing.x12.lines835 import Lines835
from billing.x12.remittance import Claim, Line
from billing.x12.seen835 import LINES_MAX, PEOPLE, SEEN_MAX, TEXT_REMEMBERED_MAX

REVERSAL = "22"  # has no CLP05 to compare


class UsualClaims:
    """Holds what stood between patients and their lines: no person and no number of anybody."""

    def __init__(self, found: Delimiters, lines: Lines835) -> None:
        self._element, self._terminator = found.element, found.terminator
        self._service_mark = f"{found.terminator}SVC{found.element}"
        self._opening = f"NM1{found.element}QC{found.element}"
        self._width = len(f"CLP{found.element}{found.terminator}")
        self._lines = lines
        self._heads: dict[str, Head] = {}

    def run(
        self, texts: list[str], first: int, offset: int, ordinal: int, batch_provider: str
    ) -> tuple[list[Claim], int]:
        """The claims from texts[first] on, up to one that must be read with care.

        Each text begins after its `CLP*`; `offset` and `ordinal` are those of the first. The
        second value is the ordinal of what follows.
        """
        found: list[Claim] = []
        element, terminator, service_mark = self._element, self._terminator, self._service_mark
        head_of, take_lines, opening = self._heads.get, self._lines.take_usual, self._opening
        for place in range(first, len(texts)):
            pieces = texts[place].split(service_mark)
            clp, _, rest = pieces.pop(0).partition(terminator)
            patient, _, others = rest.partition(terminator)
            head = head_of(others)
            elements = clp.split(element)
            if head is None or len(elements) < CLP_ELEMENTS or not patient.startswith(opening):
                break
            if len(pieces) > LINES_MAX:
                break
            lines: list[Line] = []
            sums = take_lines(pieces, lines)
            if sums is None:
                break
            charged, paid, owed, segments = sums
            end = offset + len(texts[place]) + self._width
            try:
                who = parties_of(patient.split(element))
                claim = claim_of(elements, who, head, lines, batch_provider, offset, end, ordinal)
            except BadElement:
                break
            if claim.charge_cents != charged or claim.paid_cents != paid:
                break
            if claim.patient_cents != owed and claim.status != REVERSAL:
                break
            found.append(claim)
            offset, ordinal = end, ordinal + head[-1] + segments
        return found, ordinal

    def learn(self, text: str, head: Head) -> None:
        """Remember a head by its text, unless it moves money or names more than the patient."""
        _, _, rest = text.partition(self._terminator)
        patient, _, others = rest.partition(self._terminator)
        adjustments, parties, references, *_ = head
        if not patient.startswith(self._opening) or adjustments or references:
            return
        if any(party.entity in PEOPLE for party in parties[1:]) or len(text) > TEXT_REMEMBERED_MAX:
            return
        if len(self._heads) >= SEEN_MAX:
            self._heads.clear()
        self._heads[others] = (adjustments, parties[1:], *head[2:])
