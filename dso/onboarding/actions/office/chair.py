"""What happens around the chair: appointments and treatment. Each deed says what it did."""

from datetime import timedelta

from dso.onboarding import fees
from dso.onboarding.actions.office.desk import NEVER, Desk
from dso.onboarding.open_dental.keys import CODES, OPERATORIES
from dso.onboarding.open_dental.lists import ARRIVED, CONTACT, UNCONFIRMED
from dso.onboarding.open_dental.rows import dollars
from dso.onboarding.open_dental.visits import PATTERN, SLOTS, slot

SCHEDULED, COMPLETE, PLANNED, DELETED = 1, 2, 1, 4
PATIENTS_A_DAY, MOVED_DAYS_MAX = 24, 10


def open_day(desk: Desk) -> str | None:
    """A full book: without one nobody would come."""
    (booked,) = desk.all(
        "SELECT COUNT(*) FROM appointment WHERE AptStatus = %s AND AptDateTime >= %s"
        " AND AptDateTime < %s", SCHEDULED, desk.today, desk.tomorrow,
    )  # fmt: skip
    missing = PATIENTS_A_DAY - int(booked[0])
    patients = [row[0] for row in desk.all("SELECT PatNum FROM patient WHERE PatStatus = 0")]
    for place in range(max(0, missing)):
        _book(desk, desk.chance.choice(patients), place)
    return f"{missing} appointments stand in the book of today" if missing > 0 else None


def _book(desk: Desk, patient: int, place: int) -> None:
    codes = desk.chance.choice(fees.ADULT_VISITS)[0]
    provider = place % OPERATORIES + 1
    appointment = desk.add(
        "appointment", PatNum=patient, AptStatus=SCHEDULED, Pattern=PATTERN,
        Confirmed=UNCONFIRMED, Op=provider, ProvNum=provider,
        AptDateTime=slot(desk.today, place // OPERATORIES), ProcDescript=", ".join(codes),
    )  # fmt: skip
    for code in codes:
        fee = fees.FEES[code]
        desk.add(
            "procedurelog", PatNum=patient, AptNum=appointment, ProcStatus=PLANNED,
            ProcDate=desk.today, DateTP=desk.today, SecDateEntry=desk.today, ProvNum=provider,
            CodeNum=CODES[code], ProcFee=dollars(fee.cents), Surf=fee.surfaces,
            ToothNum=fee.teeth[0] if fee.teeth and fee.surfaces else "",
        )  # fmt: skip


def check_in(desk: Desk) -> str | None:
    found = desk.one(
        "SELECT AptNum FROM appointment WHERE AptStatus = %s AND AptDateTime >= %s"
        " AND AptDateTime < %s AND DateTimeArrived < %s ORDER BY AptDateTime, AptNum LIMIT 4",
        SCHEDULED, desk.today, desk.tomorrow, NEVER,
    )  # fmt: skip
    if found is None:
        return None
    desk.do(
        "UPDATE appointment SET DateTimeArrived = %s, Confirmed = %s WHERE AptNum = %s",
        desk.now, ARRIVED, found[0],
    )  # fmt: skip
    return f"appointment {found[0]}: the patient is here"


def complete(desk: Desk) -> str | None:
    found = desk.one(
        "SELECT AptNum, PatNum FROM appointment WHERE AptStatus = %s AND DateTimeArrived >= %s"
        " ORDER BY AptNum", SCHEDULED, desk.today,
    )  # fmt: skip
    if found is None:
        return None
    appointment, patient = found
    done = desk.all("SELECT ProcNum FROM procedurelog WHERE AptNum = %s", appointment)
    desk.do(
        "UPDATE appointment SET AptStatus = %s, DateTimeDismissed = %s WHERE AptNum = %s",
        COMPLETE, desk.now, appointment,
    )  # fmt: skip
    desk.do(
        "UPDATE procedurelog SET ProcStatus = %s, ProcDate = %s, DateEntryC = %s,"
        " DateComplete = %s WHERE AptNum = %s",
        COMPLETE, desk.today, desk.today, desk.today, appointment,
    )  # fmt: skip
    for (procedure,) in done[:1]:
        desk.add(
            "procnote", PatNum=patient, ProcNum=procedure, EntryDateTime=desk.now, UserNum=1,
            Note="Demo note: done today, no complications.",
        )  # fmt: skip
    return f"appointment {appointment}: {len(done)} procedures are complete"


def write_note(desk: Desk) -> str | None:
    found = desk.one(
        "SELECT PatNum FROM appointment WHERE AptDateTime >= %s AND AptDateTime < %s"
        " ORDER BY AptNum", desk.today, desk.tomorrow,
    )  # fmt: skip
    if found is None:
        return None
    note = desk.add(
        "commlog", PatNum=found[0], CommDateTime=desk.now, CommType=CONTACT, UserNum=2,
        Note="Demo note: called about the next visit.", DateTEntry=desk.now,
    )  # fmt: skip
    return f"note {note} is written"


def move(desk: Desk) -> str | None:
    found = _one_not_here(desk)
    if found is None:
        return None
    day = desk.today + timedelta(days=desk.chance.randint(1, MOVED_DAYS_MAX))
    at = slot(day, desk.chance.randrange(SLOTS))
    desk.do("UPDATE appointment SET AptDateTime = %s WHERE AptNum = %s", at, found[0])
    return f"appointment {found[0]} is moved to {at:%B %d, %H:%M}"


def cancel(desk: Desk) -> str | None:
    """The row is gone for good; what was planned stays planned."""
    found = _one_not_here(desk)
    if found is None:
        return None
    appointment, patient, at = found
    desk.add(
        "histappointment", AptNum=appointment, PatNum=patient, AptDateTime=at,
        HistDateTStamp=desk.now, HistApptAction=DELETED,
    )  # fmt: skip
    desk.do("UPDATE procedurelog SET AptNum = 0 WHERE AptNum = %s", appointment)
    desk.do("DELETE FROM appointment WHERE AptNum = %s", appointment)
    return f"appointment {appointment} is cancelled"


def _one_not_here(desk: Desk) -> tuple[int, int, object] | None:
    found = desk.one(
        "SELECT AptNum, PatNum, AptDateTime FROM appointment WHERE AptStatus = %s"
        " AND AptDateTime >= %s AND DateTimeArrived < %s ORDER BY AptNum",
        SCHEDULED, desk.today, NEVER,
    )  # fmt: skip
    return (found[0], found[1], found[2]) if found else None
