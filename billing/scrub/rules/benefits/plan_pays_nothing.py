from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity
from billing.scrub.shares import share_on


@rule("BEN-06", Severity.WARN, needs="benefits benefits:shares real")
def plan_pays_nothing(claim: ClaimFacts) -> Spoken:
    """The plan's share of the service is zero.

    Checks: the plan's share of each code, or of its class, in the practice's network.
    Why it is denied: the plan pays nothing of it; the patient owes all.
    What to do: tell the patient the price beforehand.
    Silent when: the share is unknown.
    """
    assert claim.benefits is not None
    for line in claim.lines:
        share = share_on(claim.benefits, line.code)
        if share is not None and share.plan_percent == 0:
            yield Said(
                line=line.number,
                text=f"The plan's share of {line.code} is 0 per cent.",
                fix="Tell the patient the price.",
                stands_on=(("benefit", "share"),),
            )
