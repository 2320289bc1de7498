from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Person


@party_rule("ID-44", Severity.HOLD, of="patient")
def patient_birth_missing(patient: Person) -> Spoken:
    """The patient's birth date is missing.

    Checks: that there is one.
    Why it is denied: the payer finds its member by it, and the file must carry it.
    What to do: ask the patient, or read it from the insurance card.
    """
    if patient.born_on is None:
        yield Said(text="The patient's birth date is missing.", fix="Enter the birth date.")
