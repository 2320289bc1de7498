"""What was done and when: appointments, procedures, notes, and when each patient is due. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dso.onboarding.cases import Case
from dso.onboarding.chance import dice
from dso.onboarding.fees import FEES
from dso.onboarding.history import Past
from dso.onboarding.open_dental.keys import CODES, OPERATORIES, Keys
from dso.onboarding.open_dental.lists import CONFIRMED, CONTACT, CROWNS
from dso.onboarding.open_dental.notes import note_of
from dso.onboarding.open_dental.rows import NO_DAY, Row, Tables, dollars

COMPLETE = 2
OPENS, SLOT_MINUTES, SLOTS = time(8), 30, 18
PATTERN = "/XXXX/"
RECALL_MONTHS, MONTHS_BYTE = 6, 2**16
NOTE_EVERY, CONTACT_EVERY = 1, 12
REPLACED_OF, YEARS_BEFORE = 3, (6, 15)


@dataclass(frozen=True, slots=True)
class Visit:
    """A case of a first payer with its numbers; `procedures` in the order of its services."""

    case: Case
    appointment: int
    procedures: tuple[int, ...]


def visits_of(past: Sequence[Past]) -> dict[str, Visit]:
    """By the control number of the first claim. Claims to a second payer are no visit."""
    found: dict[str, Visit] = {}
    procedure = 0
    for case in (one.case for one in past if one.case.rank == 1):
        count = len(case.services)
        numbers = tuple(range(procedure + 1, procedure + count + 1))
        found[case.control_number] = Visit(case, len(found) + 1, numbers)
        procedure += count
    return found


def visit_of(case: Case, visits: Mapping[str, Visit]) -> Visit:
    """The visit a claim is for, whichever payer it goes to."""
    return visits[case.control_number.removesuffix("S")]


def visit_rows(visits: Mapping[str, Visit], keys: Keys) -> Tables:
    told = list(visits.values())
    return {
        "appointment": list(_appointments(told, keys)),
        "procedurelog": [row for visit in told for row in _procedures(visit, keys)],
        "procnote": list(_notes(told, keys)),
        "commlog": list(_contacts(told, keys)),
        "recall": list(_recalls(told, keys)),
    }


def slot(day: date, number: int) -> datetime:
    """The beginning of the day's slot of that number, in the office's own time."""
    return datetime.combine(day, OPENS) + timedelta(minutes=SLOT_MINUTES * (number % SLOTS))


def _appointments(visits: Sequence[Visit], keys: Keys) -> Iterator[Row]:
    taken: Counter[date] = Counter()
    for visit in visits:
        case = visit.case
        place = taken[case.served_on]
        taken[case.served_on] += 1
        begins = slot(case.served_on, place // OPERATORIES)
        yield {
            "AptNum": visit.appointment,
            "PatNum": keys.patient(case.person),
            "AptStatus": COMPLETE,
            "Pattern": PATTERN,
            "Confirmed": CONFIRMED,
            "Op": place % OPERATORIES + 1,
            "ProvNum": keys.providers[case.provider_id],
            "AptDateTime": begins,
            "ProcDescript": ", ".join(service.code for service in case.services),
            "DateTimeArrived": begins,
            "DateTimeSeated": begins + timedelta(minutes=5),
            "DateTimeDismissed": begins + timedelta(minutes=SLOT_MINUTES),
        }


def _procedures(visit: Visit, keys: Keys) -> Iterator[Row]:
    case = visit.case
    for number, service in zip(visit.procedures, case.services, strict=True):
        yield {
            "ProcNum": number,
            "PatNum": keys.patient(case.person),
            "AptNum": visit.appointment,
            "ProcDate": case.served_on,
            "ProcFee": dollars(service.fee_cents),
            **_place(service.tooth, FEES[service.code].surfaces),
            **_prosthesis(service.code, number, case.served_on),
            "UnitQty": 1,
            "ProcStatus": COMPLETE,
            "ProvNum": keys.providers[case.provider_id],
            "CodeNum": CODES[service.code],
            "DateEntryC": case.served_on,
            "DateComplete": case.served_on,
            "DateTP": case.served_on,
            "SecDateEntry": case.served_on,
        }


def _place(tooth: str, surfaces: str) -> Row:
    """Quadrants stand where surfaces do."""
    if len(tooth) == 2 and tooth.isalpha():
        return {"ToothNum": "", "Surf": tooth}
    return {"ToothNum": tooth, "Surf": surfaces}


def _prosthesis(code: str, number: int, served_on: date) -> Row:
    """Every third crown replaces one, placed years before."""
    if code not in CROWNS:
        return {"Prosthesis": "", "DateOriginalProsth": NO_DAY}
    if number % REPLACED_OF:
        return {"Prosthesis": "I", "DateOriginalProsth": NO_DAY}
    years = dice("prosthesis", str(number)).randrange(*YEARS_BEFORE)
    return {"Prosthesis": "R", "DateOriginalProsth": served_on - timedelta(days=365 * years)}


def _notes(visits: Sequence[Visit], keys: Keys) -> Iterator[Row]:
    for number, visit in enumerate(visits[::NOTE_EVERY], start=1):
        yield {
            "ProcNoteNum": number,
            "PatNum": keys.patient(visit.case.person),
            "ProcNum": visit.procedures[0],
            "EntryDateTime": slot(visit.case.served_on, visit.appointment),
            "UserNum": 1,
            "Note": _note(visit),
        }


def _note(visit: Visit) -> str:
    """Of its first service, which the note hangs on."""
    service = visit.case.services[0]
    return note_of(service, FEES[service.code].label)


def _contacts(visits: Sequence[Visit], keys: Keys) -> Iterator[Row]:
    for number, visit in enumerate(visits[::CONTACT_EVERY], start=1):
        at = slot(visit.case.served_on - timedelta(days=2), number)
        yield {
            "CommlogNum": number,
            "PatNum": keys.patient(visit.case.person),
            "CommDateTime": at,
            "CommType": CONTACT,
            "Note": "Demo note: reminded of the appointment.",
            "UserNum": 2,
            "DateTEntry": at,
        }


def _recalls(visits: Sequence[Visit], keys: Keys) -> Iterator[Row]:
    last = {visit.case.person.source_key: visit.case.served_on for visit in visits}
    chance = dice("recall")
    for number, (key, day) in enumerate(last.items(), start=1):
        due = day + timedelta(days=180 + chance.randrange(8))
        yield {
            "RecallNum": number,
            "PatNum": keys.patients[key],
            "DateDueCalc": due,
            "DateDue": due,
            "DatePrevious": day,
            "RecallInterval": RECALL_MONTHS * MONTHS_BYTE,
        }
