"""Reading what stands under a CLP or an SVC, segment by segment."""

from typing import Any, NamedTuple

from billing.x12.body import SEGMENT_ID
from billing.x12.elements835 import BadElement, joined
from billing.x12.seen835 import (
    ADJUSTMENTS,
    CLAIM_KINDS,
    ENDS,
    LINE_KINDS,
    NO_DAY,
    TOLD_MAX,
    Seen835,
)

# Tuples by kind, as many as the claim or the line has.
Details = list[tuple[Any, ...]]


class Note(NamedTuple):
    """A warning to be, about segment `number` of the text it was found in."""

    code: str
    message: str
    number: int


Noted = tuple[int, Note]


class Details835:
    """Takes segments into Details. What ends a claim is left in `ended_by`."""

    def __init__(self, seen: Seen835) -> None:
        self._seen = seen
        self.notes: list[Note] = []
        self.ended_by: list[str] = []
        self.others = 0  # segments met that are no detail of a line

    def taken_notes(self, piece: int) -> list[Noted]:
        """The notes of the text just taken, which was piece number `piece` of its claim."""
        notes, self.notes = self.notes, []
        return [(piece, note) for note in notes]

    def forget(self) -> None:
        """Begin anew after an error."""
        self.notes.clear()
        self.ended_by = []

    def take(self, segments: list[str], details: Details, claim: Details) -> tuple[int, int]:
        """All but the first segment; cents of the adjustments, and of the patient's among them.

        Raises BadElement with the number of the segment.
        """
        cut = patient = number = 0
        seen, read = self._seen.get, self._seen.read
        try:
            for number in range(1, len(segments)):
                raw = segments[number]
                kind, value = seen(raw) or read(raw)
                if kind == ADJUSTMENTS:
                    value, cents, owed = value
                    cut += cents
                    patient += owed
                if kind < LINE_KINDS:
                    before = details[kind]
                    details[kind] = joined(before, value) if before else value
                elif kind == ENDS:
                    self.ended_by = segments[number:]
                    self.others += 1
                    break
                elif kind < CLAIM_KINDS:
                    # NM1, PER, MOA, MIA: the claim's, even behind its lines.
                    self.others += 1
                    before = claim[kind]
                    claim[kind] = joined(before, value) if before else value
                else:
                    self._take_odd(kind, value, number)
        except BadElement as why:
            why.number = number
            raise
        return cut, patient

    def _take_odd(self, kind: int, value: Any, number: int) -> None:  # noqa: ANN401  # as told
        self.others += 1
        if len(self.notes) > TOLD_MAX:
            return
        if kind == NO_DAY:
            # Payers send 00000000 for estimates; the day is left out of the values.
            self.notes.append(Note("NO_DAY", "DTM02 is no day.", number))
        else:
            self.notes.append(unknown(value, number))


def unknown(name: str, number: int) -> Note:
    """A newer guide may add segments: told, not refused, unless it is no name at all."""
    if SEGMENT_ID.fullmatch(name) is None:
        raise BadElement("BAD_SEGMENT", "Expected a segment name.")
    return Note("UNKNOWN_SEGMENT", f"{name} is not expected here and was not read.", number)
