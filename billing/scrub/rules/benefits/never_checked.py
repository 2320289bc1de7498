from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("ELIG-01", Severity.WARN, needs="real first_payer")
def never_checked(claim: ClaimFacts) -> Spoken:
    """Nobody asked the payer whether the patient is covered.

    Checks: claims to a first payer for any answer on the patient's cover.
    Why it is denied: cover that ended or never was is found out only by the denial.
    What to do: check eligibility, and send the claim then.
    """
    if claim.benefits is None or claim.benefits.checked_on is None:
        yield Said(
            text="Nobody checked the patient's cover.",
            fix="Check eligibility before the claim goes out.",
        )
