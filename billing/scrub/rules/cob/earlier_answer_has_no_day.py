from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-05", Severity.HOLD, needs="later_payer others")
def earlier_answer_has_no_day(claim: ClaimFacts) -> Spoken:
    """An earlier plan's answer has no day.

    Checks: the day of the remittance of each earlier plan that has answered.
    Why it is denied: the file must carry the day with the amounts.
    What to do: enter the day that stands on the remittance.
    """
    for one in claim.others:
        if one.rank < claim.rank and one.paid_cents is not None and one.answered_on is None:
            yield Said(
                text=f"The answer of the plan of rank {one.rank} has no day.",
                fix="Enter the day of the remittance.",
            )
