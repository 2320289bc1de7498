"""Which line of ours each line of an answer speaks of. Pure.

An 835 names no tooth and no surface: the line number we sent (REF 6R) tells two equal lines apart
and nothing else does. Where it is missing, code, charge and day decide if they leave one line;
two that are equal are said to be equal, and nobody guesses.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import msgspec

from remits.clearing.answer import AnswerLine


class OurLine(msgspec.Struct, frozen=True, kw_only=True):
    """One service of a claim, as we asked for it."""

    number: int
    control_number: str
    code: str
    charge_cents: int
    served_on: date | None
    label: str = ""
    tooth: str = ""
    surfaces: str = ""


class How(StrEnum):
    NUMBER = "number"
    LEFT = "left"
    TIE = "tie"
    NONE = "none"


class Pair(msgspec.Struct, frozen=True):
    """An answered line with ours, or one of the two alone; `how` says by what they were paired."""

    theirs: AnswerLine | None
    ours: OurLine | None
    how: How


def pair_lines(ours: Sequence[OurLine], theirs: Sequence[AnswerLine]) -> list[Pair]:
    """In the payer's order, then what the payer did not answer. Several may answer one of ours."""
    by_number = {line.control_number.upper(): line for line in ours if line.control_number}
    numbered = [by_number.get(line.control_number.upper()) for line in theirs]
    taken = {line.number for line in numbered if line is not None}
    free = [line for line in ours if line.number not in taken]
    pairs = []
    for line, mine in zip(theirs, numbered, strict=True):
        if mine is not None:
            pairs.append(Pair(line, mine, How.NUMBER))
            continue
        equal = [one for one in free if _could_be(line, one)]
        rivals = [other for other, its in zip(theirs, numbered, strict=True)
                  if its is None and _alike(other, line)]  # fmt: skip
        if len(equal) == 1 and len(rivals) == 1:
            pairs.append(Pair(line, equal[0], How.LEFT))
            taken.add(equal[0].number)
        else:
            pairs.append(Pair(line, None, How.TIE if equal else How.NONE))
            taken |= {one.number for one in equal}
    return pairs + [Pair(None, line, How.NONE) for line in ours if line.number not in taken]


def _could_be(theirs: AnswerLine, mine: OurLine) -> bool:
    return (
        mine.code in {theirs.code, theirs.submitted_code}
        and mine.charge_cents == abs(theirs.charge_cents)
        and theirs.served_on in {None, mine.served_on}
    )


def _alike(one: AnswerLine, other: AnswerLine) -> bool:
    return (
        (one.submitted_code or one.code) == (other.submitted_code or other.code)
        and one.charge_cents == other.charge_cents
        and one.served_on == other.served_on
    )
