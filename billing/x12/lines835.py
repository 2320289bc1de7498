"""Reading service lines: most lines of a payer differ only in their number and their day.

A line is cut at its number (REF 6R) and its day (DTM 472); what is left, the procedure with its
charge, payment, reasons and remarks, has mostly been read before. So a line costs a few cuts of
its text and one lookup. Lines of any other shape are read segment by segment.
"""

from datetime import date
from typing import Any, NamedTuple

from billing.x12.amounts import DAYS
from billing.x12.delimiters import Delimiters
from billing.x12.details835 import Details, Details835
from billing.x12.elements835 import SvcFields, service_reader
from billing.x12.parties import Day, Reference
from billing.x12.remittance import Adjustment, Amount, Line
from billing.x12.seen835 import LINE_KINDS, SEEN_MAX

LINE_NUMBER, SERVED = "6R", "472"
DAY_CHARACTERS = 8


class Sums(NamedTuple):
    """What a line adds to the proof of its claim, in cents: `cut` is all its adjustments."""

    charge: int
    paid: int
    cut: int
    patient: int


# What equal lines share: the fields before the day, the adjustments, the rest, and the sums.
Known = tuple[SvcFields, tuple[Adjustment, ...], tuple[Amount, ...], Any, Any, Any, Sums]


Shape = tuple[str, str, str]


class Lines835:
    """Reads one line after another; holds shapes of lines and days, no numbers."""

    def __init__(self, found: Delimiters, details: Details835) -> None:
        self._element, self._terminator = found.element, found.terminator
        self._number_mark = found.terminator + found.element.join(["REF", LINE_NUMBER, ""])
        self._day_mark = found.terminator + found.element.join(["DTM", SERVED, ""])
        self._details = details
        self._service_of = service_reader(found.component)
        self._known: dict[Shape, Known] = {}
        self._days: dict[str, tuple[date, tuple[Day, ...]]] = {}

    def take(self, text: str, lines: list[Line], claim: Details) -> Sums:
        """Add the line of `text`, which begins after its `SVC*`. Raises BadElement."""
        before, _, after = text.partition(self._number_mark)
        service, _, dated = before.partition(self._day_mark)
        number, _, rest = after.partition(self._terminator)
        shape = (service, dated[DAY_CHARACTERS:], rest)
        known = self._known.get(shape)
        served = self._days.get(dated[:DAY_CHARACTERS])
        if known is None or served is None or self._element in number:
            return self._read(text, lines, claim, shape, dated[:DAY_CHARACTERS], number)
        (
            (code, charge, paid, qualifier, sent_code, modifiers, units, sent_units, revenue,
             description, sent_qualifier, sent_modifiers),
            adjustments, amounts, quantities, remarks, other_remarks, sums,
        ) = known  # fmt: skip
        lines.append(
            Line(
                code, charge, paid, qualifier, sent_code, modifiers, units, sent_units, revenue,
                description, sent_qualifier, sent_modifiers, served[0], served[1], adjustments,
                (Reference(LINE_NUMBER, number),), amounts, quantities, remarks, other_remarks,
            )
        )  # fmt: skip
        return sums

    def _read(
        self, text: str, lines: list[Line], claim: Details, shape: Shape, day: str, number: str
    ) -> Sums:
        """Segment by segment; a line of the usual shape is remembered."""
        segments = text.split(self._terminator)
        service = self._service_of(["SVC", *segments[0].split(self._element)])
        details: Details = [()] * LINE_KINDS
        others = self._details.others
        cut, patient = self._details.take(segments, details, claim)
        days, adjustments, references, amounts, quantities, remarks, other_remarks = details
        on = _served_on(days)
        lines.append(
            Line(*service, on, days, adjustments, references, amounts, quantities, remarks,
                 other_remarks)
        )  # fmt: skip
        sums = Sums(service[1], service[2], cut, patient)
        is_usual = references == (Reference(LINE_NUMBER, number),) and len(days) == 1
        if is_usual and on and on == DAYS[day] and self._details.others == others:
            if len(self._known) >= SEEN_MAX:
                self._known.clear()
            rest = (adjustments, amounts, quantities, remarks, other_remarks)
            self._known[shape] = (service, *rest, sums)
            self._days[day] = on, days
        return sums


def _served_on(days: tuple[Day, ...]) -> date | None:
    """DTM 472, or 150 where a period is told."""
    for told in days:
        if told.qualifier in {SERVED, "150"}:
            return told.on
    return None
