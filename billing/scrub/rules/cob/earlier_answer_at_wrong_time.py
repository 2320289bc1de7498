from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-06", Severity.WARN, needs="later_payer others real")
def earlier_answer_at_wrong_time(claim: ClaimFacts) -> Spoken:
    """An earlier plan answered before the service, or will answer in the future.

    Checks: the day of each answer against the first day of service and today.
    Why it is denied: it is the answer to another claim, or the day is mistyped.
    What to do: enter the day of the remittance for this claim.
    """
    first = claim.served_on
    for one in claim.others:
        day = one.answered_on
        if day is not None and (day > claim.today or (first is not None and day < first)):
            yield Said(
                text=f"The plan of rank {one.rank} cannot have answered on {day}.",
                fix="Enter the day of the remittance for this claim.",
            )
