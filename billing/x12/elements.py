"""The elements of one segment, which remember what nobody asked for: nothing is lost unseen."""

from billing.x12.amounts import CENTS, NotAnAmount
from billing.x12.delimiters import Delimiters
from billing.x12.elements835 import BadElement


class NotRead(ValueError):
    """A segment that no field holds as it came: it is kept raw, and told. Refuses nothing."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class Elements:
    """CLM02 is `at(2)`; what is missing is ""."""

    __slots__ = ("_asked", "_found", "all")

    def __init__(self, texts: list[str], found: Delimiters) -> None:
        self.all, self._found, self._asked = texts, found, 1

    @property
    def name(self) -> str:
        return self.all[0]

    def at(self, place: int) -> str:
        self._asked |= 1 << place
        return self.all[place] if len(self.all) > place else ""

    def expects(self, place: int, *texts: str) -> None:
        """Asks for an element whose text we know beforehand; any other stays unread."""
        if len(self.all) > place and self.all[place] in texts:
            self._asked |= 1 << place

    def cents(self, place: int) -> int:
        """Raises BadElement where it is missing or no amount."""
        found = self.cents_or_none(place)
        if found is None:
            raise BadElement("MISSING_ELEMENT", f"{self._named(place)} is missing.")
        return found

    def cents_or_none(self, place: int) -> int | None:
        text = self.at(place)
        try:
            return CENTS[text] if text else None
        except NotAnAmount as why:
            raise BadElement("BAD_AMOUNT", f"{self._named(place)}: {why}") from None

    def whole_number(self, place: int) -> int | None:
        """None where it is missing. Raises BadElement for anything but up to nine digits."""
        return self.number(place, self.at(place))

    def number(self, place: int, text: str) -> int | None:
        """The same of a part of an element."""
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise BadElement("BAD_NUMBER", f"{self._named(place)}: Expected a whole number.")
        return int(text)

    def parts(self, place: int, parts_max: int) -> list[str]:
        """The components of a composite, filled up with "" to `parts_max`; more stay unread."""
        text = self.all[place] if len(self.all) > place else ""
        parts = text.split(self._found.component) if self._found.component else [text]
        if not any(parts[parts_max:]):
            self._asked |= 1 << place
        return (parts + [""] * parts_max)[:parts_max]

    def repeated_parts(self, place: int, parts_max: int) -> list[list[str]]:
        """Of each repeat of a composite, as `parts`; empty repeats are left out."""
        mark = self._found.component
        was, repeats = self._asked, self.repeated(place)
        told = [part.split(mark) if mark else [part] for part in repeats]
        if any(any(parts[parts_max:]) for parts in told):
            self._asked = was
        return [(parts + [""] * parts_max)[:parts_max] for parts in told]

    def filled_parts(self, place: int, parts_max: int) -> tuple[str, ...]:
        return tuple(part for part in self.parts(place, parts_max) if part)

    def repeated(self, place: int) -> tuple[str, ...]:
        text, mark = self.at(place), self._found.repetition
        return tuple(part for part in (text.split(mark) if mark else [text]) if part)

    def whole(self) -> tuple[str, ...]:
        """All elements as they came, without the name, and without empty ones at the end."""
        self._asked = -1
        return raw_of(self.all)[1:]

    def unread(self) -> list[str]:
        """Names of elements that say something and were not asked for."""
        return [
            self._named(place)
            for place, text in enumerate(self.all)
            if text and not self._asked >> place & 1
        ]

    def _named(self, place: int) -> str:
        return f"{self.name}{place:02d}"


def raw_of(texts: list[str]) -> tuple[str, ...]:
    kept = len(texts)
    while kept and not texts[kept - 1]:
        kept -= 1
    return tuple(texts[:kept])


def not_here(e: Elements) -> NotRead:
    return NotRead("UNKNOWN_SEGMENT", f"{e.name} is not expected here and was not read.")
