from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Person
from billing.scrub.people import COMPANY


@party_rule("ID-43", Severity.WARN, of="patient")
def patient_name_is_company(patient: Person) -> Spoken:
    """A company's name stands where the patient's should.

    Checks: the last name for words of companies, such as LLC or Clinic.
    Why it is denied: a company is nobody's member.
    What to do: enter the person's own name.
    """
    if COMPANY.search(patient.last_name):
        yield Said(
            text="The patient's last name is that of a company.",
            fix="Enter the person's own name.",
        )
