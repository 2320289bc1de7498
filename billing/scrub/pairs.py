"""Lines beside other services: what an edit of a pack finds on the day or before. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import msgspec

from billing.coding.codes import Codes, codes
from billing.scrub.edits import Edit, Kind, Placed, same_place, where
from billing.scrub.facts import ClaimFacts, Line, Sibling
from billing.scrub.finding import SEVERITIES, Said
from practices.days import add_months


class Other(msgspec.Struct, frozen=True, kw_only=True):
    """Another service and where it stands: ("line", number), ("claim", id), ("history", day)."""

    code: str
    served_on: date
    placed: Placed
    stands: tuple[str, str]
    number: int = 0


def asked(claim: ClaimFacts, kind: Kind) -> Iterator[tuple[Line, Edit]]:
    """Each dated line with each edit of that kind that questions it on its day."""
    assert claim.edits is not None
    for line in claim.lines:
        if line.served_on is not None:
            for edit in claim.edits.on(line.code, kind):
                if edit.counts_on(line.served_on):
                    yield line, edit


def on_same_day(claim: ClaimFacts, line: Line, edit: Edit) -> Iterator[Other]:
    """Services of the other code on the day and in the place, of this claim and other claims.

    Where each code questions the other, only the later line is questioned.
    """
    asked_codes, other_codes = codes(edit.a), codes(edit.b)
    mutual = line.code in other_codes
    for other in _billed(claim, line, other_codes):
        if other.served_on != line.served_on:
            continue
        if mutual and other.number > line.number and other.code in asked_codes:
            continue
        if same_place(edit.scope, placed(line), other.placed):
            yield other


def within(claim: ClaimFacts, line: Line, edit: Edit, *, before: bool = False) -> Iterator[Other]:
    """Services of the other code in the edit's window up to the line's day.

    `before` leaves out the day itself.
    """
    assert line.served_on is not None
    wanted = codes(edit.b)
    for other in chain(_billed(claim, line, wanted), _past(claim, line.served_on, wanted)):
        if not in_window(edit, other.served_on, line.served_on):
            continue
        if before and other.served_on == line.served_on:
            continue
        if same_place(edit.scope, placed(line), other.placed):
            yield other


def in_window(edit: Edit, day: date, served_on: date) -> bool:
    """Whether a service of `day` still counts; without a window only the same day does."""
    if day > served_on:
        return False
    if edit.lifetime:
        return True
    if edit.months is not None:
        return add_months(day, edit.months) > served_on
    return served_on - day <= timedelta(days=edit.days or 0)


def placed(line: Line) -> Placed:
    return where(line.code, line.tooth, line.surfaces, line.area)


def said(line: Line, edit: Edit, text: str, fix: str, *others: Other) -> Said:
    """An edit's words on a line, with its own severity."""
    return Said(
        line=line.number,
        text=f"{text} {edit.says}".rstrip(),
        fix=fix,
        severity=SEVERITIES[edit.severity],
        stands_on=(("edit", edit.id), *(other.stands for other in others)),
    )


def _billed(claim: ClaimFacts, line: Line, wanted: Codes) -> Iterator[Other]:
    """Other lines of the claim, and of other claims what is not on this one too."""
    for one in claim.lines:
        if one.code in wanted and one is not line and one.served_on is not None:
            yield Other(
                code=one.code,
                served_on=one.served_on,
                placed=placed(one),
                stands=("line", str(one.number)),
                number=one.number,
            )
    for sibling in claim.siblings:
        if sibling.code in wanted and sibling.state != "void" and not _repeats(claim, sibling):
            yield Other(
                code=sibling.code,
                served_on=sibling.served_on,
                placed=where(sibling.code, sibling.tooth, sibling.surfaces, sibling.area),
                stands=("claim", sibling.claim),
            )


def _repeats(claim: ClaimFacts, sibling: Sibling) -> bool:
    """Whether the service stands on this claim too, as on the claim to a second payer."""
    told = (sibling.code, sibling.served_on, sibling.tooth)
    return any((one.code, one.served_on, one.tooth) == told for one in claim.lines)


def _past(claim: ClaimFacts, served_on: date, wanted: Codes) -> Iterator[Other]:
    """What was done before the day, by our own charts and the payer's word."""
    told = claim.benefits.history if claim.benefits else ()
    for past in (*claim.history, *told):
        if past.code in wanted and past.served_on < served_on:
            yield Other(
                code=past.code,
                served_on=past.served_on,
                placed=where(past.code, past.tooth, past.surfaces, past.area),
                stands=("history", str(past.served_on)),
            )
