"""Writing segments: elements joined, data cleaned of delimiters, empty tails dropped."""

from collections.abc import Iterable
from datetime import date

from billing.x12.delimiters import Delimiters
from billing.x12.parties import Day, Reference


class NothingRepeats(ValueError):
    """A list was to be written in one element, by delimiters without a repetition separator."""


class SegmentWriter:
    """Collects segments; `taken` hands them over as bytes. Text is written as UTF-8."""

    def __init__(self, found: Delimiters) -> None:
        self.found = found
        self.count = 0
        self._segments: list[str] = []
        taken = {found.element, found.component, found.repetition, *found.terminator, "\r", "\n"}
        self._clean = str.maketrans(dict.fromkeys(taken - {""}, " "))
        ends = {found.element, *found.terminator, "\r", "\n"}
        self._raw = str.maketrans(dict.fromkeys(ends, " "))

    def taken(self) -> bytes:
        end = self.found.terminator
        text = "".join(segment + end for segment in self._segments)
        self._segments.clear()
        return text.encode()

    def text(self, text: str) -> str:
        """Free text without any delimiter: each becomes a space, so that lengths stay."""
        return text.translate(self._clean)

    def raw(self, text: str) -> str:
        """An element as it came, composites with it; without what would end it or the segment."""
        return text.translate(self._raw)

    def put(self, name: str, *elements: str) -> None:
        """One segment; empty elements at its end are dropped."""
        kept = list(elements)
        while kept and not kept[-1]:
            kept.pop()
        self._segments.append(self.found.element.join([name, *kept]))
        self.count += 1

    def composite(self, *components: str) -> str:
        return self.found.component.join(components).rstrip(self.found.component)

    def repeated(self, *texts: str) -> str:
        """Raises NothingRepeats where the delimiters have none for it."""
        if len(texts) > 1 and not self.found.repetition:
            raise NothingRepeats("These delimiters cannot repeat an element.")
        return self.found.repetition.join(texts)

    def references(self, name: str, references: Iterable[Reference]) -> None:
        for reference in references:
            value, description = self.text(reference.value), self.text(reference.description)
            self.put(name, reference.qualifier, value, description)

    def days(self, days: Iterable[Day]) -> None:
        for told in days:
            self.put("DTM", told.qualifier, day(told.on))

    def contacts(self, contacts: Iterable[tuple[str, ...]]) -> None:
        for contact in contacts:
            self.put("PER", *map(self.text, contact))


def money(cents: int) -> str:
    """No thousands, a point only when needed: 120050 → `1200.5`."""
    sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    return f"{sign}{whole}" + (f".{rest:02d}".rstrip("0") if rest else "")


def day(on: date | None) -> str:
    return f"{on:%Y%m%d}" if on else ""
