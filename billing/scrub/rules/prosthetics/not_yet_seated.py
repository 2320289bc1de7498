from billing.coding.facts import PROSTHESES
from billing.scrub.catalog import line_rule
from billing.scrub.facts import ClaimFacts, Line
from billing.scrub.finding import Said, Severity


@line_rule("PROS-08", Severity.HOLD, codes=PROSTHESES.written, needs="real")
def not_yet_seated(claim: ClaimFacts, line: Line) -> Said | None:
    """Billed before it is seated, to a payer that pays by seating.

    Checks: a day of preparation with no day of seating, or a seating in the future.
    Why it is denied: to this payer the service has not been done.
    What to do: bill it when it is seated.
    Silent when: nothing is noted of the payer, or the practice notes no such days.
    """
    if claim.payer.claim_dates != "seat":
        return None
    waits = line.prepared_on is not None and line.seated_on is None
    if not waits and (line.seated_on is None or line.seated_on <= claim.today):
        return None
    return Said(
        text="The payer pays once it is seated; no seating is on file.",
        fix="Bill it when it is seated.",
    )
