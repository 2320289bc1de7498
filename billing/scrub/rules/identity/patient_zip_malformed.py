from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import digits_of, is_digits
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Person


@party_rule("ID-47", Severity.HOLD, of="patient")
def patient_zip_malformed(patient: Person) -> Spoken:
    """The patient's zip has neither five nor nine digits.

    Checks: five or nine digits; a dash or space between is taken out by the machine.
    Why it is denied: the clearinghouse turns an address away that does not exist.
    What to do: correct the zip.
    Silent when: there is none; ID-46 says so.
    """
    told = patient.address.zip
    if not told.strip() or is_digits(told, 5, 9):
        return
    bare = digits_of(told)
    yield Said(
        text="The patient's zip has neither five nor nine digits.",
        fix="Correct the zip.",
        change=Change(field="patient.address.zip", before=told, after=bare)
        if len(bare) in {5, 9}
        else None,
    )
