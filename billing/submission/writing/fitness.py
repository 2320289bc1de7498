"""Whether a claim can be written at all, so that one that cannot stops no other. Pure."""

from billing.submission.writing.claims import NOTE_CHARACTERS, NOTES_MAX, notes_of
from billing.submission.writing.covers import wrong_balance
from billing.submission.writing.values import ToSend

LINES_MAX, DIAGNOSES_MAX, NPI_DIGITS = 50, 4, 10
CLAIM_NUMBER_MAX = 20


def unfit(told: ToSend) -> str:
    """What a person has to mend first; "" for a claim that can leave."""
    return _people(told) or _claim(told) or _before(told)


def _people(told: ToSend) -> str:
    facts = told.facts
    if not (told.payer_code or facts.payer.code):
        return "the payer's electronic number is not known"
    if len(facts.billing.npi) != NPI_DIGITS or not facts.billing.tax_id:
        return "the billing practice's NPI or tax number is not known"
    if not facts.billing.address.street:
        return "the billing practice's address is not known"
    if not facts.member_id:
        return "the member number is missing"
    if not facts.subscriber.last_name or not facts.patient.last_name:
        return "a name is missing"
    if facts.patient.born_on is None:
        return "the patient's day of birth is not known"
    return "" if facts.rendering is None or facts.rendering.npi else "the dentist's NPI is missing"


def _claim(told: ToSend) -> str:
    facts = told.facts
    if not facts.lines:
        return "it has no service"
    if len(facts.lines) > LINES_MAX:
        return f"it has over {LINES_MAX} services"
    if sum(line.fee_cents for line in facts.lines) != facts.charge_cents:
        return "its charge is not the sum of its services"
    if facts.kind == "claim" and any(line.served_on is None for line in facts.lines):
        return "a service has no day"
    if len(facts.number) > CLAIM_NUMBER_MAX or not facts.number:
        return f"its number has over {CLAIM_NUMBER_MAX} characters"
    if len(facts.diagnoses) > DIAGNOSES_MAX:
        return f"it names over {DIAGNOSES_MAX} diagnoses"
    if facts.frequency in {"7", "8"} and not facts.original_number:
        return "the payer's number of the claim that it replaces is missing"
    if len(notes_of(facts.narrative)) > NOTES_MAX:
        return f"the narrative has over {NOTES_MAX * NOTE_CHARACTERS} characters"
    return ""


def _before(told: ToSend) -> str:
    """A claim to a second payer without the first one's answer is a question without a reason."""
    facts = told.facts
    if facts.rank == 1 or facts.kind != "claim":
        return ""
    if told.before is None:
        return "the payer before has not answered"
    if told.before.is_inferred:
        return "what the payer before cut was worked out here and not told: enter its EOB"
    return wrong_balance(facts, told.before)
