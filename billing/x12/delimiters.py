"""The delimiters of an interchange: its ISA segment says which characters they are.

ISA is the only segment of fixed width: 105 characters and a terminator. Files that get the width
wrong are still read, by the sixteenth element, and marked as quirky.
"""

from dataclasses import dataclass

from billing.x12.errors import X12Error

ISA_CHARACTERS = 106
# The element separator stands at each of these positions of a well-formed ISA.
SEPARATOR_AT = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
ISA_ELEMENTS = 16
BLANK = " \t\r\n"
QUIRKY_ISA_CHARACTERS_MAX = 400


@dataclass(frozen=True, slots=True)
class Delimiters:
    element: str
    component: str
    repetition: str
    terminator: str
    is_quirky: bool = False
    begins_line: bool = False  # the terminator stands at the start of the next line


def detect(text: str, offset: int, segment: int) -> tuple[Delimiters, int]:
    """The delimiters and the length of the ISA segment without its terminator.

    Raises X12Error where no ISA stands, or where it ends before its sixteenth element.
    """
    if not text.startswith("ISA") or len(text) < 4:
        raise X12Error("NO_ISA", "Expected an ISA segment.", offset, segment)
    element = text[3]
    if element.isalnum() or element in BLANK:
        raise X12Error("NO_ISA", "ISA is not followed by a separator.", offset, segment)
    if len(text) >= ISA_CHARACTERS and all(text[i] == element for i in SEPARATOR_AT):
        found = _fixed(text, element)
        if found.component.isalnum() or found.terminator.isalnum():
            # It would cut every code and name that holds it, and nobody would see.
            raise X12Error("BAD_ISA", "ISA names a letter or digit as delimiter.", offset, segment)
        return found, text.index(found.terminator, ISA_CHARACTERS - 1)
    return _quirky(text, element, offset, segment)


def _fixed(text: str, element: str) -> Delimiters:
    terminator = _terminator(text[105:110])
    begins_line = text[105] in "\r\n" and terminator[0] not in "\r\n"
    return Delimiters(
        element, text[104], _repetition(text[82]), terminator, begins_line=begins_line
    )


def _terminator(rest: str) -> str:
    """The character after ISA16; on a line of its own where the line end is not the terminator."""
    after = rest.lstrip(BLANK)
    if rest[:1] in BLANK and after[:1] and not after[0].isalnum():
        return after[0]
    return "\r\n" if rest.startswith("\r\n") else rest[:1]


def _quirky(text: str, element: str, offset: int, segment: int) -> tuple[Delimiters, int]:
    at = -1
    for _ in range(ISA_ELEMENTS):
        at = text.find(element, at + 1, QUIRKY_ISA_CHARACTERS_MAX)
        if at < 0:
            raise X12Error("BAD_ISA", "ISA has fewer than sixteen elements.", offset, segment)
    component, rest = text[at + 1 : at + 2], text[at + 2 : at + 6]
    terminator = _terminator(rest)
    if not component or component.isalnum() or not terminator or terminator.isalnum():
        raise X12Error("BAD_ISA", "ISA names no segment terminator.", offset, segment)
    repetition = text.split(element, 12)[11]
    length = at + 2 + rest.index(terminator)
    return Delimiters(element, component, _repetition(repetition), terminator, True), length


def _repetition(isa11: str) -> str:
    """4010 wrote `U` here; then, and for any letter or digit, nothing is repeated."""
    return "" if not isa11 or isa11.isalnum() else isa11
