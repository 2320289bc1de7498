"""Clean claims: one of each kind of visit, whole in everything a careful office sends. Pure."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

from msgspec.structs import replace

from billing.eligibility.benefits import Served
from billing.scrub.facts import Attached, ClaimFacts, Line, Lost, Noted, Orthodontics, OtherCover
from dso.benches.scrubbing import people
from dso.benches.scrubbing.people import day_before, note, radiograph

Visit = Callable[[Random], ClaimFacts]
BACK, FRONT = ("3", "14", "19", "30", "4", "13", "29"), ("7", "8", "9", "10", "24")
MOLARS = ("3", "14", "19", "30")
QUADRANTS = {"10": "UR", "20": "UL", "30": "LL", "40": "LR"}


def clean(number: int, chance: Random) -> ClaimFacts:
    """The next kind of visit in turn."""
    visit = VISITS[number % len(VISITS)]
    return replace(visit(chance), id=f"CLEAN-{number}")


def claim(chance: Random, ages: tuple[int, int], **told: Any) -> ClaimFacts:  # noqa: ANN401  # fields of a claim
    patient = people.person(chance, *ages)
    history = (*told.pop("history", ()),)
    lines = tuple(
        replace(line, number=number, usual_fee_cents=line.fee_cents, control_number=f"L{number}")
        for number, line in enumerate(told.pop("lines"), start=1)
    )
    base: dict[str, Any] = {
        "today": people.TODAY,
        "patient": patient,
        "subscriber": patient,
        "member_id": people.member_id(chance),
        "group_number": f"{chance.randint(10_000, 99_999)}",
        "payer": chance.choice(people.PAYERS),
        "billing": people.BILLING,
        "rendering": people.DENTIST,
        "credential": people.IN_NETWORK,
        "charge_cents": sum(line.fee_cents for line in lines),
        "history": history,
        "benefits": people.benefits(chance, history),
        "lines": lines,
    }
    return ClaimFacts(**base | told)


def recall(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    before = day - timedelta(days=chance.randint(200, 300))
    done = (Served(code="D0120", served_on=before), Served(code="D1110", served_on=before))
    lines = [_line("D0120", 62_00, day), _line("D1110", 118_00, day), _line("D0274", 84_00, day)]
    return claim(chance, (19, 80), lines=lines, history=done)


def child_recall(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    lines = [_line("D0120", 62_00, day), _line("D1120", 86_00, day), _line("D1206", 45_00, day)]
    told = claim(chance, (6, 12), lines=lines)
    parent = replace(people.person(chance, 30, 45), last_name=told.patient.last_name)
    parent = replace(parent, address=told.patient.address)
    return replace(told, subscriber=parent, relationship="child")


def first_visit(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    lines = [_line("D0150", 108_00, day), _line("D0210", 165_00, day), _line("D1110", 118_00, day)]
    return claim(chance, (20, 75), lines=lines)


def back_filling(chance: Random) -> ClaimFacts:
    day, tooth = day_before(chance, 1, 20), chance.choice(BACK)
    code, surfaces = chance.choice((("D2391", "O"), ("D2392", "MO"), ("D2393", "MOD")))
    line = _line(code, 245_00, day, tooth=tooth, surfaces=surfaces)
    return claim(chance, (20, 75), lines=[line])


def front_filling(chance: Random) -> ClaimFacts:
    day, tooth = day_before(chance, 1, 20), chance.choice(FRONT)
    code, surfaces = chance.choice((("D2330", "F"), ("D2331", "MF"), ("D2332", "MFL")))
    line = _line(code, 215_00, day, tooth=tooth, surfaces=surfaces)
    return claim(chance, (20, 75), lines=[line])


def crown(chance: Random) -> ClaimFacts:
    day, tooth = day_before(chance, 1, 20), chance.choice(BACK)
    lines = [
        _line("D2740", 1290_00, day, tooth=tooth, is_replacement=False,
              prepared_on=day - timedelta(days=16), seated_on=day),
        _line("D2950", 295_00, day, tooth=tooth),
    ]  # fmt: skip
    words = (
        f"Tooth {tooth}: mesial cusps fractured to the gum line, less than half of the crown left,"
        " not enough tooth to hold a filling; build-up for retention, then a crown."
    )
    return claim(
        chance, (25, 75), lines=lines, narrative=words,
        attached=(radiograph(tooth, day - timedelta(days=30), "A100200"),
                  Attached(kind="narrative", made_on=day, control_number="A100201")),
    )  # fmt: skip


def root_canal(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    tooth, code = chance.choice((("8", "D3310"), ("13", "D3320"), ("30", "D3330")))
    shots = (radiograph(tooth, day - timedelta(days=9), "A1"), radiograph(tooth, day, "A2"))
    line = _line(code, 980_00, day, tooth=tooth)
    words = f"Tooth {tooth}: irreversible pulpitis, lingering pain to cold, widened ligament space."
    return claim(chance, (20, 75), lines=[line], attached=shots, narrative=words)


def root_planing(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    areas = chance.choice((("10", "40"), ("20", "30")))
    lines = [_line("D4341", 265_00, day, area=area) for area in areas]
    charts = (
        Attached(kind="perio_chart", made_on=day - timedelta(days=20), control_number="A301"),
        Attached(kind="radiograph", made_on=day - timedelta(days=20), quality=88,
                 file_type="jpg", control_number="A302"),
    )  # fmt: skip
    written = Noted(
        id="n1", written_on=day, is_signed=True, procedure_code="D4341",
        quadrants=tuple(QUADRANTS[area] for area in areas), pocket_mm_max=6, pockets=18,
    )  # fmt: skip
    words = "Generalized 5 to 6 mm pockets with bleeding and radiographic bone loss."
    return claim(chance, (30, 75), lines=lines, attached=charts, notes=(written,), narrative=words)


def maintenance(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    done = tuple(
        Served(code="D4341", served_on=day - timedelta(days=200), area=area) for area in QUADRANTS
    )
    line = _line("D4910", 158_00, day)
    chart = Attached(kind="perio_chart", made_on=day - timedelta(days=100), control_number="A311")
    return claim(chance, (30, 75), lines=[line], history=done, attached=(chart,))


def extraction(chance: Random) -> ClaimFacts:
    day, tooth = day_before(chance, 1, 20), chance.choice(BACK)
    shot = radiograph(tooth, day - timedelta(days=4), "A400")
    return claim(
        chance, (20, 75), lines=[_line("D7140", 198_00, day, tooth=tooth)], attached=(shot,)
    )


def partial_denture(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    gaps = ("2", "3", "14", "15")
    lost = tuple(Lost(tooth=tooth, lost_on=day - timedelta(days=400)) for tooth in gaps)
    line = _line("D5213", 1890_00, day, area="01", teeth=gaps, is_replacement=False,
                 seated_on=day)  # fmt: skip
    shot = Attached(kind="radiograph", made_on=day - timedelta(days=60), quality=85,
                    file_type="jpg", control_number="A500")  # fmt: skip
    words = "Upper back teeth 2, 3, 14 and 15 missing; a cast partial denture restores chewing."
    return claim(chance, (50, 80), lines=[line], missing=lost, attached=(shot,), narrative=words)


def braces(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    course = Orthodontics(placed_on=day, months_total=24, months_left=24)
    shots = (
        Attached(kind="radiograph", made_on=day - timedelta(days=30), quality=90,
                 file_type="jpg", control_number="A600"),
        Attached(kind="photo", made_on=day - timedelta(days=30), file_type="jpg",
                 control_number="A601"),
        Attached(kind="models", made_on=day - timedelta(days=30), control_number="A602"),
        Attached(kind="treatment_plan", made_on=day - timedelta(days=30), control_number="A603"),
    )  # fmt: skip
    told = claim(
        chance, (12, 16), lines=[_line("D8080", 5200_00, day)], orthodontics=course,
        attached=shots, narrative="Class II malocclusion with 7 mm overjet and crowding.",
    )  # fmt: skip
    parent = replace(people.person(chance, 35, 50), last_name=told.patient.last_name)
    return replace(told, subscriber=parent, relationship="child")


def sealants(chance: Random) -> ClaimFacts:
    day = day_before(chance, 1, 20)
    lines = [_line("D1351", 62_00, day, tooth=tooth, surfaces="O") for tooth in MOLARS]
    told = claim(chance, (8, 11), lines=lines)
    parent = replace(people.person(chance, 30, 45), last_name=told.patient.last_name)
    return replace(told, subscriber=parent, relationship="child")


def second_payer(chance: Random) -> ClaimFacts:
    told = back_filling(chance)
    charge = told.charge_cents
    first = OtherCover(
        rank=1, payer=people.PAYERS[0], member_id=people.member_id(chance), relationship="self",
        subscriber=told.patient, paid_cents=charge * 6 // 10, patient_cents=charge * 2 // 10,
        adjusted_cents=charge - charge * 6 // 10 - charge * 2 // 10,
        answered_on=people.TODAY - timedelta(days=1), lines_answered=1, charge_cents=charge,
    )  # fmt: skip
    partner = replace(people.person(chance, 25, 70), last_name=told.patient.last_name)
    eob = Attached(kind="primary_eob", made_on=people.TODAY, control_number="A700")
    return replace(
        told, rank=2, others=(first,), covers=2, payer=people.PAYERS[1], subscriber=partner,
        relationship="spouse", attached=(eob,),
    )  # fmt: skip


def estimate(chance: Random) -> ClaimFacts:
    told = crown(chance)
    lines = tuple(
        replace(line, served_on=None, prepared_on=None, seated_on=None) for line in told.lines
    )
    return replace(told, kind="predetermination", lines=lines)


def _line(code: str, fee_cents: int, day: Any, **more: Any) -> Line:  # noqa: ANN401  # fields of a line
    return Line(number=0, code=code, fee_cents=fee_cents, served_on=day, **more)


VISITS: tuple[Visit, ...] = (
    recall, child_recall, first_visit, back_filling, front_filling, crown, root_canal,
    root_planing, maintenance, extraction, partial_denture, braces, sealants, second_payer,
    estimate,
)  # fmt: skip
__all__ = ["VISITS", "clean", "note"]
