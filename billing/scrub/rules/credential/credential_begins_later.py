from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("CRED-04", Severity.HOLD, needs="credential real")
def credential_begins_later(claim: ClaimFacts) -> Spoken:
    """The dentist's contract began after the service.

    Checks: the first day of the contract against each day of service.
    Why it is denied: contracts do not count backwards unless the payer says so.
    What to do: ask the payer for an earlier day, or bill as out of network by decision.
    Silent when: no day is noted, or the practice has said that it bills while pending.
    """
    held = claim.credential
    if held is None or held.status != "in" or held.from_on is None or held.bill_while_pending:
        return
    for line in claim.lines:
        if line.served_on is not None and line.served_on < held.from_on:
            yield Said(
                line=line.number,
                text=f"The dentist's contract with this payer begins on {held.from_on}.",
                fix="Ask the payer for an earlier day.",
            )
