from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-05", Severity.HOLD, needs="odd_lines")
def quantity_below_one(claim: ClaimFacts) -> Spoken:
    """A service that was done less than once.

    Checks: each line's quantity.
    Why it is denied: the file must say at least one, or nothing.
    What to do: correct the quantity, or take the line off.
    """
    for line in claim.lines:
        if line.quantity < 1:
            yield Said(
                line=line.number,
                text=f"The quantity is {line.quantity}.",
                fix="Correct the quantity.",
            )
