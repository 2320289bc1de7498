from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ELIG-04", Severity.HOLD, needs="benefits real")
def cover_inactive(claim: ClaimFacts) -> Spoken:
    """The payer says that the patient has no cover.

    Checks: the payer's last answer on the cover.
    Why it is denied: without cover on the day of service nothing is paid.
    What to do: ask the patient for the present plan, and correct it in the practice's system.
    """
    assert claim.benefits is not None
    if claim.benefits.is_active is False:
        yield Said(
            text="The payer says that the cover is not active.",
            fix="Ask the patient for the present plan.",
            stands_on=(("benefit", "active"),),
        )
