from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Person
from billing.scrub.places import lacks


@party_rule("ID-46", Severity.HOLD, of="patient")
def patient_address_incomplete(patient: Person) -> Spoken:
    """A part of the patient's address is missing.

    Checks: street, city, state and zip.
    Why it is denied: the file must carry the patient's whole address.
    What to do: ask the patient and complete it.
    """
    missing = lacks(patient.address)
    if missing:
        yield Said(
            text=f"The patient's address has no {missing}.",
            fix="Complete the patient's address.",
        )
