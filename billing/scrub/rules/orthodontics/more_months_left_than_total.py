from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ORTH-04", Severity.HOLD, needs="orthodontics")
def more_months_left_than_total(claim: ClaimFacts) -> Spoken:
    """More months are left than the whole treatment has.

    Checks: months left against total months.
    Why it is denied: the numbers contradict each other; they are often exchanged.
    What to do: correct the months.
    Silent when: one of them is missing.
    """
    told = claim.orthodontics
    if told is None or told.months_left is None or told.months_total is None:
        return
    if told.months_left > told.months_total:
        yield Said(
            text=f"{told.months_left} months are left of {told.months_total}.",
            fix="Correct the months.",
        )
