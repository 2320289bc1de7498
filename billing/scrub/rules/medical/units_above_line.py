from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("NCCI-03", Severity.WARN, needs="ncci")
def units_above_line(claim: ClaimFacts) -> Spoken:
    """More units on a line than CMS's files allow on one.

    Checks: for payers that use CMS's units, each line against the number of its code, where the
    file judges by line.
    Why it is denied: the line is refused, with all its units.
    What to do: check the units; if they are right, split them with the modifiers the payer wants.
    Silent when: the payer does not use these files, or none is loaded.
    """
    assert claim.ncci is not None
    for line in claim.lines:
        units = claim.ncci.units(line.code)
        if units is not None and units.judged == 1 and line.quantity > units.units_max:
            yield Said(
                line=line.number,
                text=f"{line.quantity} units of {line.code}; a line may have {units.units_max}.",
                fix="Check the units.",
            )
