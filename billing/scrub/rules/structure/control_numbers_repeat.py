from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-20", Severity.HOLD, needs="several_lines")
def control_numbers_repeat(claim: ClaimFacts) -> Spoken:
    """Two lines have the same control number.

    Checks: the numbers of all lines that have one.
    Why it is denied: the payment could not be posted to the right line, and some payers turn the
    claim away.
    What to do: build the claim anew; the numbers are given by the system.
    """
    told = [line.control_number for line in claim.lines if line.control_number]
    if told and len(set(told)) < len(told):
        yield Said(text="Two lines have the same control number.", fix="Build the claim anew.")
