from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Change, Said, Severity
from billing.scrub.parties import Person
from billing.scrub.places import STATES


@party_rule("ID-48", Severity.HOLD, of="patient")
def patient_state_unknown(patient: Person) -> Spoken:
    """The state of the patient's address is none.

    Checks: the two letters of a state or territory; small letters are mended by the machine.
    Why it is denied: the clearinghouse turns an address away that does not exist.
    What to do: enter the two letters of the state.
    Silent when: there is none; ID-46 says so.
    """
    told = patient.address.state
    if not told.strip() or told in STATES:
        return
    better = told.strip().upper()
    yield Said(
        text="The state of the patient's address is not one.",
        fix="Enter the two letters of the state.",
        change=Change(field="patient.address.state", before=told, after=better)
        if better in STATES
        else None,
    )
