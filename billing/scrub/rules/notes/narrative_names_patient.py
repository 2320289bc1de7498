import re

from billing.scrub.catalog import Spoken, rule
from billing.scrub.facts import ClaimFacts
from billing.scrub.finding import Said, Severity

MARKS = frozenset("-.@")  # one of them is in every shape
SHAPES = (
    ("a social security number", re.compile(r"\b\d{3}-\d{2}-\d{4}\b")),
    ("a phone number", re.compile(r"(?<!\d)(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?!\d)")),
    ("an address of electronic mail", re.compile(r"\w@\w{1,63}\.\w{2}")),
)


@rule("NARR-11", Severity.WARN, needs="narrative")
def narrative_names_patient(claim: ClaimFacts) -> Spoken:
    """The narrative holds more about the patient than the payer needs.

    Checks: shapes of social security and phone numbers and mail addresses, and the last name.
    Why it is denied: it is not; but what is not needed may not be sent.
    What to do: take it out. The claim says who the patient is.
    """
    found = None
    if MARKS & set(claim.narrative):
        found = next((name for name, shape in SHAPES if shape.search(claim.narrative)), None)
    last = claim.patient.last_name
    if found is None and len(last) > 2 and last.lower() in claim.narrative.lower().split():
        found = "the patient's name"
    if found:
        yield Said(text=f"The narrative holds {found}.", fix="Take it out.")
