from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import digits_of
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Person


@party_rule("ID-42", Severity.WARN, of="patient")
def patient_name_with_digits(patient: Person) -> Spoken:
    """The patient's name has digits in it.

    Checks: both names for digits.
    Why it is denied: a number behind the name (a second account) is not how the payer knows
    its member.
    What to do: take the digits out of the name in the practice's system.
    """
    if digits_of(patient.last_name) or digits_of(patient.first_name):
        yield Said(
            text="The patient's name has digits in it.",
            fix="Write the name as on the insurance card.",
        )
