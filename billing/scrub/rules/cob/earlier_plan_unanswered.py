from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-03", Severity.HOLD, needs="later_payer others real")
def earlier_plan_unanswered(claim: ClaimFacts) -> Spoken:
    """A claim to a later plan before the earlier one has answered.

    Checks: each plan of an earlier rank for what it paid; zero is an answer.
    Why it is denied: the later plan wants to see the earlier one's answer.
    What to do: wait for the remittance, and enter it.
    """
    for one in claim.others:
        if one.rank < claim.rank and one.paid_cents is None:
            yield Said(
                text=f"The plan of rank {one.rank} has not answered.",
                fix="Wait for its remittance, and enter it.",
            )
