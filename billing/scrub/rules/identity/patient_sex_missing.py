from billing.scrub.catalog import Spoken, party_rule
from billing.scrub.finding import Said, Severity
from billing.scrub.parties import Person


@party_rule("ID-45", Severity.WARN, of="patient")
def patient_sex_missing(patient: Person) -> Spoken:
    """Nobody noted the patient's sex.

    Checks: M, F, or U for unknown.
    Why it is denied: the file must carry one of the three; some payers match members by it.
    What to do: enter what stands with the payer.
    """
    if patient.sex not in {"M", "F", "U"}:
        yield Said(text="The patient's sex is not noted.", fix="Enter M, F or U.")
