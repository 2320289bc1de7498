"""Reading service lines: most lines of a payer differ only in their number and their day.

A line is cut at its number (REF 6R) and its day (DTM 472); what is left, the procedure with its
charge, payment, reasons and remarks, has mostly been read before. So a line costs a few cuts of
its text and one lookup. Lines of any other shape are read segment by segment.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from billing.x12.amounts import DAYS
from billing.x12.delimiters import Delimiters
from billing.x12.details835 import Details, Details835
from billing.x12.elements835 import BadElement, service_reader
from billing.x12.parties import Day, Reference
from billing.x12.remittance import Line, Service
from billing.x12.seen835 import CLAIM_KINDS, LINE_KINDS, SEEN_MAX, TEXT_REMEMBERED_MAX

LINE_NUMBER, SERVED, PERIOD_BEGINS = "6R", "472", "150"
DAY_CHARACTERS = 8


class Sums(NamedTuple):
    """What a line adds to its claim: cents, `cut` being all its adjustments, and segments."""

    charge: int
    paid: int
    cut: int
    patient: int
    segments: int


# A line without its day and its number, cut where they stood.
Shape = tuple[str, str, str]
# What lines of one shape share and add to their claim: charge, payment and the patient's part in
# cents, and segments. A bare tuple, since one is taken apart for every line there is.
Known = tuple[Service, int, int, int, int]


class Lines835:
    """Reads one line after another; holds shapes of lines and days, no numbers."""

    def __init__(self, found: Delimiters, details: Details835) -> None:
        self._element, self._terminator = found.element, found.terminator
        self._details = details
        self._service_of = service_reader(found.component)
        self._number_mark, self._day_mark = _marks(found)
        self._known: dict[Shape, Known] = {}
        self._days: dict[str, date] = {}
        self._take_known = _taker(found, self._known, self._days, lambda _text: None)
        self.take_usual = _taker(found, self._known, self._days, self._learn)

    def take(self, text: str, lines: list[Line], claim: Details) -> Sums:
        """Add the line of `text`, which begins after its `SVC*`. Raises BadElement."""
        known = self._take_known([text], lines)
        if known is None:
            return self._read(text, lines, claim)
        charge, paid, patient, segments = known
        return Sums(charge, paid, charge - paid, patient, segments)

    def _learn(self, text: str) -> None:
        """Read a line apart from its claim: its shape is known then, if it is usual."""
        if self._number_mark in text and self._day_mark in text:
            with suppress(BadElement):
                self._read(text, [], [()] * CLAIM_KINDS)
            self._details.forget()

    def _read(self, text: str, lines: list[Line], claim: Details) -> Sums:
        """Segment by segment; a line of the usual shape is remembered."""
        segments = text.split(self._terminator)
        fields = self._service_of(["SVC", *segments[0].split(self._element)])
        details: Details = [()] * LINE_KINDS
        others = self._details.others
        cut, patient = self._details.take(segments, details, claim)
        days, adjustments, references, *rest = details
        served_on, days = _served_on(days)
        control_number, references = _control_number(references)
        service = Service(*fields, days, adjustments, references, *rest)
        lines.append(Line(service, served_on, control_number))
        sums = Sums(service.charge_cents, service.paid_cents, cut, patient, len(segments))
        is_usual = not days and not references and self._details.others == others
        if is_usual and len(text) <= TEXT_REMEMBERED_MAX:
            self._remember(text, lines[-1], sums)
        return sums

    def _remember(self, text: str, line: Line, sums: Sums) -> None:
        """If the line adds up, and cutting its text gives the same day and number."""
        before, _, after = text.partition(self._number_mark)
        service, _, dated = before.partition(self._day_mark)
        number, _, rest = after.partition(self._terminator)
        shape, day = (service, dated[DAY_CHARACTERS:], rest), dated[:DAY_CHARACTERS]
        served_on = DAYS[day]
        if (
            not number
            or served_on is None
            or sums.charge - sums.paid != sums.cut
            or (number, served_on) != (line.control_number, line.served_on)
        ):
            return
        if len(self._known) >= SEEN_MAX:
            self._known.clear()
        self._known[shape] = line.service, sums.charge, sums.paid, sums.patient, sums.segments
        self._days[day] = served_on


def _marks(found: Delimiters) -> tuple[str, str]:
    """What stands before the number of a line, and before its day."""
    opens = found.terminator + found.element.join(["REF", LINE_NUMBER, ""])
    return opens, found.terminator + found.element.join(["DTM", SERVED, ""])


def _taker(
    found: Delimiters,
    known: dict[Shape, Known],
    days: dict[str, date],
    learn: Callable[[str], None],
) -> Callable[[list[str], list[Line]], tuple[int, int, int, int] | None]:
    """A function that adds lines whose shapes are known, and sums what they add to their claim:
    charge, payment and the patient's part in cents, and segments. None for any other line.

    It cuts as `Lines835` does, without the call: this runs for every line there is.
    """
    number_mark, day_mark = _marks(found)
    element, terminator = found.element, found.terminator
    known_of, day_of = known.get, days.get

    def take(texts: list[str], lines: list[Line]) -> tuple[int, int, int, int] | None:
        charged = paid = owed = segments = 0
        for text in texts:
            before, _, after = text.partition(number_mark)
            service, _, dated = before.partition(day_mark)
            number, _, rest = after.partition(terminator)
            shape, day = (service, dated[8:], rest), dated[:8]
            told, served_on = known_of(shape), day_of(day)
            if told is None or served_on is None:
                learn(text)
                told, served_on = known_of(shape), day_of(day)
            if told is None or served_on is None or element in number:
                return None
            alike, line_charged, line_paid, line_owed, count = told
            lines.append(Line(alike, served_on, number))
            charged += line_charged
            paid += line_paid
            owed += line_owed
            segments += count
        return charged, paid, owed, segments

    return take


def _served_on(days: tuple[Day, ...]) -> tuple[date | None, tuple[Day, ...]]:
    """The day of service, and the days it does not tell."""
    for place, told in enumerate(days):
        if told.qualifier == SERVED:
            return told.on, days[:place] + days[place + 1 :]
    return next((told.on for told in days if told.qualifier == PERIOD_BEGINS), None), days


def _control_number(references: tuple[Reference, ...]) -> tuple[str, tuple[Reference, ...]]:
    for place, told in enumerate(references):
        if told.qualifier == LINE_NUMBER and told.value:
            return told.value, references[:place] + references[place + 1 :]
    return "", references
