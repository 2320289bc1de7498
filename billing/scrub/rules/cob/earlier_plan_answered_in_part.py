from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("COB-16", Severity.WARN, needs="later_payer others")
def earlier_plan_answered_in_part(claim: ClaimFacts) -> Spoken:
    """An earlier plan has answered only some of the lines.

    Checks: the number of lines each earlier plan has answered against the claim's.
    Why it is denied: the later payer puts lines without an answer aside.
    What to do: wait for the rest, or send the answered lines alone.
    Silent when: it answered the claim as a whole.
    """
    for one in claim.others:
        if one.rank < claim.rank and 0 < one.lines_answered < len(claim.lines):
            yield Said(
                text=f"The plan of rank {one.rank} answered {one.lines_answered} lines of "
                f"{len(claim.lines)}.",
                fix="Wait for the rest, or send the answered lines alone.",
            )
