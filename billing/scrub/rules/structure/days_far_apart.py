from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

DAYS_APART_MAX = 31


@rule("STR-11", Severity.WARN, needs="real several_days")
def days_far_apart(claim: ClaimFacts) -> Spoken:
    """Services more than a month apart on one claim.

    Checks: the first and the last day of service: more than 31 days between them.
    Why it is denied: the early ones run into the filing limit while they wait for the late ones,
    and some payers take one month on a claim.
    What to do: send a claim for each visit.
    """
    days = [line.served_on for line in claim.lines if line.served_on is not None]
    apart = (max(days) - min(days)).days if days else 0
    if apart > DAYS_APART_MAX:
        yield Said(text=f"The services lie {apart} days apart.", fix="Send a claim for each visit.")
