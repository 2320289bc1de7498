from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("AUTH-02", Severity.HOLD, needs="authorization real")
def authorization_expired(claim: ClaimFacts) -> Spoken:
    """The authorization had ended on the day of service.

    Checks: each line's day against the last day the payer wrote on its authorization.
    Why it is denied: an authorization that has ended counts as none.
    What to do: ask the payer to extend it, or for a new one.
    Silent when: the payer named no last day.
    """
    until = claim.authorized_until
    if until is None:
        return
    for line in claim.lines:
        if line.served_on is not None and line.served_on > until:
            yield Said(
                line=line.number,
                text=f"The authorization ended on {until}.",
                fix="Ask the payer to extend it.",
            )
