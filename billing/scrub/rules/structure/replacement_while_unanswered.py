from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.siblings import is_same_service


@rule("STR-26", Severity.WARN, needs="corrected siblings")
def replacement_while_unanswered(claim: ClaimFacts) -> Spoken:
    """A replacement goes out while the payer still works on the first claim.

    Checks: lines of claims with the payer that are not answered: same code, place and day.
    Why it is denied: most payers replace only what they have decided, and deny the second.
    What to do: wait for the answer, or ask the payer for the state of the first claim.
    """
    waiting = [one for one in claim.siblings if one.state == "sent"]
    for line in claim.lines:
        if any(is_same_service(claim, line, one) for one in waiting):
            yield Said(
                text="The payer has not answered the claim that this one replaces.",
                fix="Wait for the answer.",
            )
            return
