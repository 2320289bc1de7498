from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.rules.medical.units_above_day import above


@rule("NCCI-05", Severity.WARN, needs="ncci")
def units_unusual_day(claim: ClaimFacts) -> Spoken:
    """More units on a day than is usual.

    Checks: for payers that use CMS's units, all lines of a code and day against its number, where
    the file judges by day and lets the chart prove more.
    Why it is denied: the units above are refused until the chart shows them.
    What to do: check the units, and keep the chart ready for an appeal.
    Silent when: the payer does not use these files, or none is loaded.
    """
    for line, total, units in above(claim, 3):
        yield Said(
            line=line.number,
            text=f"{total} units of {line.code} on one day; {units.units_max} is usual.",
            fix="Check the units, and keep the chart ready.",
        )
