from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity


@rule("STR-31", Severity.INFO, needs="unsigned")
def assignment_missing(claim: ClaimFacts) -> Spoken:
    """The patient has not assigned the payment to the practice.

    Checks: the mark on the claim that benefits go to the practice.
    Why it is denied: it is not, but the payer sends the money to the patient.
    What to do: collect from the patient, or have the assignment signed.
    """
    if not claim.assignment:
        yield Said(
            text="The payer will send the money to the patient.",
            fix="Have the assignment signed, or collect from the patient.",
        )
