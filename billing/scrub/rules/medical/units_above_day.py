from collections.abc import Iterator
from datetime import date

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity
from billing.scrub.ncci import Units


@rule("NCCI-04", Severity.HOLD, needs="ncci")
def units_above_day(claim: ClaimFacts) -> Spoken:
    """More units on a day than can be right.

    Checks: for payers that use CMS's units, all lines of a code and day against its number, where
    the file judges by day as a policy.
    Why it is denied: no modifier or appeal helps above that number.
    What to do: correct the units after the chart.
    Silent when: the payer does not use these files, or none is loaded.
    """
    for line, total, units in above(claim, 2):
        yield Said(
            line=line.number,
            text=f"{total} units of {line.code} on one day; {units.units_max} is the most.",
            fix="Correct the units after the chart.",
        )


def above(claim: ClaimFacts, judged: int) -> Iterator[tuple[Line, int, Units]]:
    """The last line of each code and day whose units are too many, with their sum."""
    assert claim.ncci is not None
    sums: dict[tuple[str, date | None], int] = {}
    last: dict[tuple[str, date | None], Line] = {}
    for line in claim.lines:
        key = (line.code, line.served_on)
        sums[key] = sums.get(key, 0) + line.quantity
        last[key] = line
    for key, total in sums.items():
        units = claim.ncci.units(key[0])
        if units is not None and units.judged == judged and total > units.units_max:
            yield last[key], total, units
