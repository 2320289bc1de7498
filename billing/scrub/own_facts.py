"""What a group's own rule may speak of, with the words each fact knows. Pure."""

from collections.abc import Callable
from typing import Any, NamedTuple

from billing.scrub.facts import ClaimFacts, age_on

TEXT_WORDS = ("is", "is not", "one of", "none of", "contains", "is empty")
NUMBER_WORDS = ("is", "at least", "at most", "is empty")
CODE_WORDS = ("is", "one of", "none of")
YES_WORDS = ("is",)


class Fact(NamedTuple):
    """`read` gives the value of a claim and, for facts of a line, of that line."""

    label: str
    kind: str
    words: tuple[str, ...]
    wants: str
    read: Callable[[ClaimFacts, Any], Any]
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


def _text(label: str, read: Callable[[ClaimFacts, Any], str], *, of_line: bool = False) -> Fact:
    return Fact(label, "text", TEXT_WORDS, "some words", lambda c, n: read(c, n).lower(), of_line)


def _number(
    label: str, read: Callable[[ClaimFacts, Any], int | None], *, of_line: bool = False
) -> Fact:
    return Fact(label, "number", NUMBER_WORDS, "a whole number", read, of_line)


def _amount(label: str, read: Callable[[ClaimFacts, Any], int], *, of_line: bool = False) -> Fact:
    return Fact(label, "money", NUMBER_WORDS, "an amount such as 1,250.00", read, of_line)


def _whether(label: str, read: Callable[[ClaimFacts, Any], bool], *, of_line: bool = False) -> Fact:
    return Fact(label, "yes", YES_WORDS, "yes or no", read, of_line)


FACTS: dict[str, Fact] = {
    "line.code": Fact(
        "The code", "codes", CODE_WORDS, "codes such as D2740 D2750..D2752 D27xx",
        lambda _, line: line.code, of_line=True,
    ),
    "line.fee": _amount("The fee", lambda _, line: line.fee_cents, of_line=True),
    "line.tooth": _text("The tooth", lambda _, line: line.tooth, of_line=True),
    "line.surfaces": _text("The surfaces", lambda _, line: line.surfaces, of_line=True),
    "line.quantity": _number("The quantity", lambda _, line: line.quantity, of_line=True),
    "line.earlier": _number("Times the same code was done before", lambda c, line: sum(
        one.code == line.code for one in c.history), of_line=True),
    "claim.charge": _amount("The claim's charge", lambda c, _: c.charge_cents),
    "claim.lines": _number("The number of lines", lambda c, _: len(c.lines)),
    "claim.rank": _number("Which payer in order", lambda c, _: c.rank),
    "claim.narrative": _text("The narrative", lambda c, _: c.narrative),
    "claim.authorization": _text("The authorization number", lambda c, _: c.authorization),
    "claim.enclosures": _number("The number of enclosures", lambda c, _: len(c.attached)),
    "claim.covers": _number("The number of covers", lambda c, _: c.covers),
    "payer.name": _text("The payer's name", lambda c, _: c.payer.name),
    "payer.code": _text("The payer's code", lambda c, _: c.payer.code),
    "member.id": _text("The member number", lambda c, _: c.member_id),
    "group.number": _text("The group number", lambda c, _: c.group_number),
    "patient.age": _number(
        "The patient's age", lambda c, _: age_on(c.patient.born_on, c.served_on)
    ),
    "patient.relationship": _text("Whose cover it is", lambda c, _: c.relationship),
    "dentist.npi": _text("The dentist's NPI", lambda c, _: c.rendering.npi if c.rendering else ""),
    "has.benefits": _whether("Benefits were asked", lambda c, _: c.benefits is not None),
    "is.predetermination": _whether("It is an estimate", lambda c, _: c.kind != "claim"),
}  # fmt: skip
