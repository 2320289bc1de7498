from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-12", Severity.HOLD, needs="real several_days")
def several_days_not_taken(claim: ClaimFacts) -> Spoken:
    """Several days on one claim, where the payer takes one.

    Checks: the days of service, where it is noted of the payer that it takes one day on a claim.
    Why it is denied: the payer reads all lines under the first day, or sends the claim back.
    What to do: split the claim by day.
    Silent when: nothing of the kind is noted of the payer.
    """
    if not claim.payer.one_day_per_claim:
        return
    days = {line.served_on for line in claim.lines if line.served_on is not None}
    if len(days) > 1:
        yield Said(
            text=f"The payer takes one day on a claim; this one has {len(days)}.",
            fix="Split the claim by day.",
        )
