"""Which line of a claim stands for which promised one: by its key, else by code and amounts."""

from collections.abc import Callable, Mapping, Sequence

from practices.sync.bodies import ClaimPayment, PaidLine
from practices.sync.entered.checks import has_number
from practices.sync.entered.seen import CheckSeen, LineSeen


def pairs_of(
    body: ClaimPayment, lines: Sequence[LineSeen], checks: Mapping[str, CheckSeen] | None
) -> list[LineSeen | None]:
    """The line for each promised one, each used once; None where no line holds its amounts.

    Of several alike, one on the promised check is preferred.
    """
    left = sorted(lines, key=lambda line: (not has_number(body, line, checks), line.key))
    found: list[LineSeen | None] = [None] * len(body.lines)
    for is_meant in (is_named, _is_alike):
        for place, want in enumerate(body.lines):
            if found[place] is None:
                found[place] = _taken_out(want, left, is_meant)
    return found


def is_named(want: PaidLine, line: LineSeen) -> bool:
    return line.key == (want.ref or str(want.key))


def _is_alike(want: PaidLine, line: LineSeen) -> bool:
    return not line.code or line.code == want.code


def _taken_out(
    want: PaidLine, left: list[LineSeen], is_meant: Callable[[PaidLine, LineSeen], bool]
) -> LineSeen | None:
    for line in left:
        if is_meant(want, line) and _amounts(want) == _amounts(line):
            left.remove(line)
            return line
    return None


def _amounts(line: PaidLine | LineSeen) -> tuple[int, int, int]:
    return line.paid_cents, line.write_off_cents, line.deductible_cents
