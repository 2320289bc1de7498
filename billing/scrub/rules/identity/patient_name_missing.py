from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Person


@party_rule("ID-40", Severity.HOLD, of="patient")
def patient_name_missing(patient: Person) -> Spoken:
    """The patient has no first or no last name.

    Checks: that both are there.
    Why it is denied: the payer finds its member by name, birth date and number.
    What to do: enter the name as it stands on the insurance card.
    """
    if not patient.last_name.strip() or not patient.first_name.strip():
        yield Said(
            text="The patient's name is not complete.",
            fix="Enter first and last name as on the card.",
        )
