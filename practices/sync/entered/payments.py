"""A claim's payment as entered by hand, or as taken out again by hand."""

from collections.abc import Collection, Sequence

from practices.sync.bodies import ClaimPayment, PaidLine
from practices.sync.copies import dollars
from practices.sync.entered.checks import check_differs
from practices.sync.entered.pairs import is_named, pairs_of
from practices.sync.entered.seen import ClaimSeen, Found, LineSeen

NOT_THERE = "The claim is not there."


def payment_found(body: ClaimPayment, claim: ClaimSeen | None, taken: Collection[str]) -> Found:
    """`taken` are keys of lines that stand for other orders."""
    if claim is None:
        return Found((), (NOT_THERE,))
    free = [line for line in claim.lines if line.key not in taken]
    pairs = pairs_of(body, [line for line in free if line.is_received], claim.checks)
    used = [line for line in pairs if line is not None]
    left = [line for line in free if line not in used]
    differs = [
        _line_differs(want, left) for want, line in zip(body.lines, pairs, strict=True) if not line
    ]
    if claim.is_received is False:
        differs.append("The claim is not received.")
    if not differs:
        differs = check_differs(body, used, claim.checks)
    return Found(tuple(line.key for line in used), tuple(differs))


def undoing_found(
    body: ClaimPayment, claim: ClaimSeen | None, taken: Collection[str], stood: Collection[str]
) -> Found:
    """Nothing of the payment is left: its lines are not received, on no check, with no amounts.

    Its lines are those that `stood` for it; where none did, those it named.
    """
    if claim is None:
        return Found((), ())
    free = [line for line in claim.lines if line.key not in taken]
    pairs = pairs_of(body, [line for line in free if line.is_received], claim.checks)
    left = [
        f"{want.code}: still there."
        for want, line in zip(body.lines, pairs, strict=True)
        if line is not None or (not stood and any(is_named(want, o) and _holds(o) for o in free))
    ]
    left += [f"{line.code}: still there." for line in free if line.key in stood and _holds(line)]
    return Found((), tuple(dict.fromkeys(left)))


def _holds(line: LineSeen) -> bool:
    amounts = line.paid_cents, line.write_off_cents, line.deductible_cents
    return line.is_received or any(amounts) or bool(line.check)


def _line_differs(want: PaidLine, left: Sequence[LineSeen]) -> str:
    """Against the line that was meant, as far as one can tell."""
    named = [line for line in left if is_named(want, line)]
    alike = [line for line in left if line.code == want.code and line.is_received]
    near = next(iter([*named, *alike]), None)
    if near is None:
        return f"{want.code}: no such line is there."
    if not near.is_received:
        return f"{want.code}: not received."
    told = [
        _amount("paid", near.paid_cents, want.paid_cents),
        _amount("write-off", near.write_off_cents, want.write_off_cents),
        _amount("deductible", near.deductible_cents, want.deductible_cents),
    ]
    return f"{want.code}: {', '.join(filter(None, told))}."


def _amount(name: str, there_cents: int, wanted_cents: int) -> str:
    if there_cents == wanted_cents:
        return ""
    return f"{name} {dollars(there_cents)} and not {dollars(wanted_cents)}"
