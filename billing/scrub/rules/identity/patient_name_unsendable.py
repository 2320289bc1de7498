from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.characters import sendable, unsendable
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Person


@party_rule("ID-41", Severity.WARN, of="patient")
def patient_name_unsendable(patient: Person) -> Spoken:
    """The patient's name has characters that a claim file cannot carry.

    Checks: each character of both names; accents are taken off by the machine.
    Why it is denied: one such character can make the whole file unreadable.
    What to do: write the name with plain letters, as the payer does.
    """
    if unsendable(patient.last_name) or unsendable(patient.first_name):
        field = "last_name" if unsendable(patient.last_name) else "first_name"
        told = getattr(patient, field)
        yield Said(
            text="The patient's name has characters that cannot be sent.",
            fix="Write the name with plain letters.",
            change=Change(field=f"patient.{field}", before=told, after=sendable(told)),
        )
