"""The check that entered lines are on. A person may enter one for a claim, or one for many."""

from collections.abc import Mapping, Sequence

from practices.sync.bodies import ClaimPayment
from practices.sync.copies import dollars
from practices.sync.entered.seen import CheckSeen, LineSeen

NUMBER_MAX = 25  # what a practice's system keeps of a check's number

Checks = Mapping[str, CheckSeen] | None


def check_differs(body: ClaimPayment, lines: Sequence[LineSeen], checks: Checks) -> list[str]:
    """What is other than promised of number, amount and day; nothing where checks are not read."""
    if checks is None or not body.cents:
        return []
    keys = {line.check for line in lines if line.paid_cents}
    if len(keys) > 1:
        return ["The lines are on several checks."]
    key = next(iter(keys), "")
    check = checks.get(key)
    if check is None:
        return ["The lines are on no check."]
    return list(filter(None, _differs(body, check)))


def has_number(body: ClaimPayment, line: LineSeen, checks: Checks) -> bool:
    check = (checks or {}).get(line.check)
    return check is not None and _plain(check.number) == _plain(body.check_number)


def _differs(body: ClaimPayment, check: CheckSeen) -> list[str]:
    told = []
    if _plain(check.number) != _plain(body.check_number):
        told.append(f"Check number {check.number} and not {body.check_number[:NUMBER_MAX]}.")
    if check.cents not in {body.cents, check.lines_cents}:
        told.append(
            f"The check is {dollars(check.cents)}, its lines are {dollars(check.lines_cents)}."
        )
    if check.days and body.paid_on not in check.days:
        told.append(f"Check date {check.days[0]} and not {body.paid_on}.")
    return told


def _plain(number: str) -> str:
    return number.strip().casefold()[:NUMBER_MAX]
