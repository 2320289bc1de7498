"""What a group's own rule may speak of, with the words each fact knows. Pure."""

from collections.abc import Callable
from typing import Any, NamedTuple

TEXT_WORDS = ("is", "is not", "one of", "none of", "contains", "is empty")
NUMBER_WORDS = ("is", "at least", "at most", "is empty")
CODE_WORDS = ("is", "one of", "none of")
YES_WORDS = ("is",)


class Fact(NamedTuple):
    """`source` is Python over `claim` and, for facts of a line, `line`: ours, never a user's."""

    label: str
    kind: str
    words: tuple[str, ...]
    wants: str
    source: str
    of_line: bool = False

    def parse(self, written: str) -> Any:  # noqa: ANN401  # of the fact's kind
        """Raises ValueError."""
        return PARSERS[self.kind](written.strip())


def _money(written: str) -> int:
    """Whole cents of `1,250` or `1250.50`."""
    whole, _, rest = written.replace(",", "").removeprefix("$").partition(".")
    if len(rest) > 2 or not whole.isdigit() or (rest and not rest.isdigit()):
        raise ValueError(written)
    return int(whole) * 100 + int(rest.ljust(2, "0") or 0)


def _yes(written: str) -> bool:
    told = {"yes": True, "no": False}.get(written.lower())
    if told is None:
        raise ValueError(written)
    return told


PARSERS: dict[str, Callable[[str], Any]] = {
    "text": str.lower,
    "number": int,
    "money": _money,
    "yes": _yes,
    "codes": str,
}


def _text(label: str, source: str, *, of_line: bool = False) -> Fact:
    return Fact(label, "text", TEXT_WORDS, "some words", f"({source}).lower()", of_line)


def _number(label: str, source: str, *, of_line: bool = False) -> Fact:
    return Fact(label, "number", NUMBER_WORDS, "a whole number", source, of_line)


def _amount(label: str, source: str, *, of_line: bool = False) -> Fact:
    return Fact(label, "money", NUMBER_WORDS, "an amount such as 1,250.00", source, of_line)


def _whether(label: str, source: str) -> Fact:
    return Fact(label, "yes", YES_WORDS, "yes or no", source)


CODE = "line.code"
FACTS: dict[str, Fact] = {
    CODE: Fact(
        "The code", "codes", CODE_WORDS, "codes such as D2740 D2750..D2752 D27xx", CODE,
        of_line=True,
    ),
    "line.fee": _amount("The fee", "line.fee_cents", of_line=True),
    "line.tooth": _text("The tooth", "line.tooth", of_line=True),
    "line.surfaces": _text("The surfaces", "line.surfaces", of_line=True),
    "line.quantity": _number("The quantity", "line.quantity", of_line=True),
    "line.earlier": _number(
        "Times the same code was done before",
        "sum(one.code == line.code for one in claim.history)", of_line=True,
    ),
    "claim.charge": _amount("The claim's charge", "claim.charge_cents"),
    "claim.lines": _number("The number of lines", "len(claim.lines)"),
    "claim.rank": _number("Which payer in order", "claim.rank"),
    "claim.narrative": _text("The narrative", "claim.narrative"),
    "claim.authorization": _text("The authorization number", "claim.authorization"),
    "claim.enclosures": _number("The number of enclosures", "len(claim.attached)"),
    "claim.covers": _number("The number of covers", "claim.covers"),
    "payer.name": _text("The payer's name", "claim.payer.name"),
    "payer.code": _text("The payer's code", "claim.payer.code"),
    "member.id": _text("The member number", "claim.member_id"),
    "group.number": _text("The group number", "claim.group_number"),
    "patient.age": _number("The patient's age", "age_on(claim.patient.born_on, claim.served_on)"),
    "patient.relationship": _text("Whose cover it is", "claim.relationship"),
    "dentist.npi": _text("The dentist's NPI", "claim.rendering.npi if claim.rendering else ''"),
    "has.benefits": _whether("Benefits were asked", "claim.benefits is not None"),
    "is.predetermination": _whether("It is an estimate", "claim.kind != 'claim'"),
}  # fmt: skip
