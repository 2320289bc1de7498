import re

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

ICD_10 = re.compile(r"[A-Z][0-9][0-9A-Z](?:\.?[0-9A-Z]{1,4})?")


@rule("STR-17", Severity.HOLD, needs="diagnoses")
def diagnosis_malformed(claim: ClaimFacts) -> Spoken:
    """A diagnosis that is written like none.

    Checks: a letter, a digit, a digit or letter, and up to four more behind the point.
    Why it is denied: the payer knows no such diagnosis.
    What to do: the dentist enters the diagnosis anew.
    """
    for code in claim.diagnoses:
        if not ICD_10.fullmatch(code):
            yield Said(
                text="A diagnosis is not written as the code set has it.",
                fix="Enter the diagnosis anew; the dentist signs it.",
            )
            return
