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
    if claim.payer.one_day_per_claim:
        yield Said(
            text="The payer takes one day on a claim; this one has several.",
            fix="Split the claim by day.",
        )
