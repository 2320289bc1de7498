"""Known faults, each laid into a clean claim it fits, with the families of rules that should see
it. Pure.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from msgspec.structs import replace

from billing.coding.facts import CLEANINGS, CROWNS, EXTRACTIONS, FILLINGS, ROOT_CANALS
from billing.eligibility.benefits import Limit, Served, Waiting
from billing.scrub.facts import ClaimFacts, Line, Listed, Lost, Noted, OtherCover, Sibling
from billing.scrub.parties import Credential
from dso.benches.scrubbing import people

Laid = Callable[[ClaimFacts, Random], ClaimFacts | None]


class Fault(NamedTuple):
    """`seen_by` are the families, as rule codes begin, of which one must speak."""

    name: str
    seen_by: tuple[str, ...]
    lay: Laid


FAULTS: list[Fault] = []


def fault(*seen_by: str) -> Callable[[Laid], Laid]:
    def keep(lay: Laid) -> Laid:
        FAULTS.append(Fault(lay.__name__, seen_by, lay))
        return lay

    return keep


def _with_line(claim: ClaimFacts, place: int = 0, **more: Any) -> ClaimFacts:  # noqa: ANN401  # fields of a line
    lines = list(claim.lines)
    lines[place] = replace(lines[place], **more)
    return replace(claim, lines=tuple(lines), charge_cents=sum(one.fee_cents for one in lines))


def _first(claim: ClaimFacts, codes: Any) -> int | None:  # noqa: ANN401  # a set of codes
    return next((n for n, line in enumerate(claim.lines) if line.code in codes), None)


@fault("ID")
def billing_npi_mistyped(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, billing=replace(claim.billing, npi="1679576723"))


@fault("ID", "CRED")
def dentist_npi_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.rendering
    return replace(claim, rendering=replace(told, npi="")) if told else None


@fault("ID")
def tax_id_short(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, billing=replace(claim.billing, tax_id="12345678"))


@fault("ID")
def zip_of_five(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    address = replace(claim.billing.address, zip="44101")
    return replace(claim, billing=replace(claim.billing, address=address))


@fault("ID")
def box_for_a_street(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    address = replace(claim.billing.address, street="PO Box 12")
    return replace(claim, billing=replace(claim.billing, address=address))


@fault("ID")
def member_id_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, member_id="")


@fault("ID")
def birth_in_the_future(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    born = people.TODAY + timedelta(days=3)
    return replace(claim, patient=replace(claim.patient, born_on=born))


@fault("ID")
def birth_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, patient=replace(claim.patient, born_on=None))


@fault("ID")
def name_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, patient=replace(claim.patient, last_name=""))


@fault("STR")
def charge_is_not_the_sum(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, charge_cents=claim.charge_cents + 1)


@fault("STR")
def day_in_the_future(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if claim.kind != "claim":
        return None
    return _with_line(claim, served_on=people.TODAY + timedelta(days=2))


@fault("STR")
def day_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    return _with_line(claim, served_on=None) if claim.kind == "claim" else None


@fault("STR")
def correction_without_a_number(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, frequency="7", original_number="")


@fault("STR", "FEE")
def fee_of_nothing(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return _with_line(claim, fee_cents=0)


@fault("STR")
def accident_without_a_day(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, accident="auto", accident_on=None)


@fault("PAY")
def filed_too_late(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if claim.kind != "claim" or claim.rank != 1:
        return None
    old = people.TODAY - timedelta(days=500)
    lines = tuple(replace(line, served_on=old, prepared_on=None) for line in claim.lines)
    return replace(claim, lines=lines, history=())


@fault("PAY", "STR")
def sent_before(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    line = claim.lines[0]
    if line.served_on is None:
        return None
    same = Sibling(
        claim="other", code=line.code, served_on=line.served_on, tooth=line.tooth,
        surfaces=line.surfaces, area=line.area, payer_id=claim.payer.id, state="sent",
        sent_on=people.TODAY - timedelta(days=2), provider_npi=people.DENTIST.npi,
    )  # fmt: skip
    return replace(claim, siblings=(same,))


@fault("PAY", "ELIG")
def cover_not_active(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.benefits
    return replace(claim, benefits=replace(told, is_active=False)) if told else None


@fault("PAY", "ELIG")
def cover_ended(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.benefits
    if told is None or claim.kind != "claim":
        return None
    return replace(claim, benefits=replace(told, ends_on=date(2026, 9, 30)))


@fault("COB")
def second_payer_too_early(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if claim.rank == 1:
        return None
    waiting = replace(
        claim.others[0], paid_cents=None, patient_cents=None, adjusted_cents=None,
        answered_on=None, lines_answered=0,
    )  # fmt: skip
    return replace(claim, others=(waiting,), attached=())


@fault("COB")
def first_payer_does_not_add_up(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if claim.rank == 1:
        return None
    paid = (claim.others[0].paid_cents or 0) + 100
    return replace(claim, others=(replace(claim.others[0], paid_cents=paid),))


@fault("COB")
def same_cover_twice(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if claim.rank != 1:
        return None
    again = OtherCover(
        rank=2, payer=claim.payer, member_id=claim.member_id, subscriber=claim.subscriber
    )
    return replace(claim, others=(again,), covers=2)


@fault("CRED")
def dentist_pending(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return replace(claim, credential=Credential(status="pending"))


@fault("CODE")
def code_not_listed(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    others = {line.code: Listed() for line in claim.lines[1:]} | {"D9999": Listed()}
    others.pop(claim.lines[0].code, None)
    return replace(claim, code_list=others)


@fault("CODE")
def code_malformed(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return _with_line(claim, code="D12")


@fault("SURF", "TOOTH", "AREA")
def surface_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, FILLINGS)
    return None if place is None else _with_line(claim, place, surfaces="")


@fault("SURF")
def surface_too_many(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, FILLINGS)
    return None if place is None else _with_line(claim, place, surfaces="MODBL")


@fault("SURF", "TOOTH")
def front_code_on_a_back_tooth(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D2330", "D2331", "D2332"})
    return None if place is None else _with_line(claim, place, tooth="30")


@fault("TOOTH", "AREA")
def tooth_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = next((n for n, line in enumerate(claim.lines) if line.tooth), None)
    return None if place is None else _with_line(claim, place, tooth="", surfaces="")


@fault("TOOTH")
def no_such_tooth(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = next((n for n, line in enumerate(claim.lines) if line.tooth), None)
    return None if place is None else _with_line(claim, place, tooth="47")


@fault("TOOTH", "DENT", "AGE")
def root_canal_code_of_another_tooth(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, ROOT_CANALS)
    if place is None:
        return None
    return _with_line(claim, place, tooth="8" if claim.lines[place].code != "D3310" else "30")


@fault("AREA", "BUND")
def quadrant_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D4341"})
    return None if place is None else _with_line(claim, place, area="")


@fault("AGE", "DENT")
def adult_cleaning_of_a_child(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D1120"})
    return None if place is None else _with_line(claim, place, code="D1110")


@fault("AGE", "DENT", "TOOTH")
def primary_tooth_of_an_adult(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D2391", "D2392", "D2393"})
    return None if place is None else _with_line(claim, place, tooth="A")


@fault("TOOTH", "HIST")
def tooth_taken_out_before(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    line = next((one for one in claim.lines if one.tooth and one.served_on), None)
    if line is None or line.served_on is None:
        return None
    day = line.served_on - timedelta(days=700)
    past = Served(code="D7140", served_on=day, tooth=line.tooth)
    lost = Lost(tooth=line.tooth, lost_on=day)
    return replace(claim, history=(past, *claim.history), missing=(*claim.missing, lost))


@fault("BUND")
def two_cleanings_in_a_day(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, CLEANINGS)
    if place is None:
        return None
    return _added(claim, replace(claim.lines[place], code="D4910", number=9))


@fault("BUND")
def bitewings_with_a_full_series(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D0210"})
    if place is None:
        return None
    return _added(claim, replace(claim.lines[place], code="D0274", number=9))


@fault("BUND", "STR", "PAY")
def two_exams_in_a_day(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D0120"})
    if place is None:
        return None
    return _added(claim, replace(claim.lines[place], code="D0150", number=9))


@fault("BUND")
def filling_under_a_build_up(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D2950"})
    if place is None or claim.kind != "claim":
        return None
    line = replace(claim.lines[place], code="D2391", surfaces="O", number=9, fee_cents=245_00)
    return _added(claim, line)


@fault("BUND")
def maintenance_without_therapy(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.benefits
    if _first(claim, {"D4910"}) is None or told is None:
        return None
    only_exams = (Served(code="D0120", served_on=people.TODAY - timedelta(days=200)),)
    return replace(claim, history=only_exams, benefits=replace(told, history=only_exams))


@fault("FREQ")
def too_often(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    line, told = claim.lines[0], claim.benefits
    if told is None or line.served_on is None or claim.rank != 1 or line.tooth or line.area:
        return None
    past = Served(code=line.code, served_on=line.served_on - timedelta(days=40))
    limit = Limit(codes=line.code, count=1, period="months_to_day", months=6)
    return replace(claim, history=(past, *claim.history), benefits=replace(told, limits=(limit,)))


@fault("FREQ", "HIST", "PROS")
def crown_again_too_soon(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, CROWNS)
    if place is None or claim.lines[place].served_on is None:
        return None
    line = claim.lines[place]
    assert line.served_on is not None
    past = Served(code="D2740", served_on=line.served_on - timedelta(days=500), tooth=line.tooth)
    return replace(claim, history=(past, *claim.history))


@fault("WAIT")
def plan_makes_wait(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told, line = claim.benefits, claim.lines[0]
    if told is None or line.served_on is None:
        return None
    wait = Waiting(until=line.served_on + timedelta(days=30), codes=line.code)
    return replace(claim, benefits=replace(told, waits=(wait,)))


@fault("MTC")
def tooth_lost_before_the_plan(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.benefits
    if told is None or _first(claim, {"D5213"}) is None:
        return None
    lost = tuple(replace(one, lost_on=date(2020, 3, 1)) for one in claim.missing)
    return replace(claim, missing=lost, benefits=replace(told, missing_tooth_clause=True))


@fault("BEN")
def code_excluded(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.benefits
    if told is None:
        return None
    return replace(claim, benefits=replace(told, excluded=claim.lines[0].code))


@fault("BEN")
def maximum_used_up(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.benefits
    if told is None or claim.rank != 1:
        return None
    amounts = tuple(
        replace(one, left_cents=0) if one.kind == "maximum" else one for one in told.amounts
    )
    return replace(claim, benefits=replace(told, amounts=amounts))


@fault("AUTH")
def not_authorized(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.benefits
    if told is None or claim.kind != "claim":
        return None
    return replace(claim, benefits=replace(told, authorization=claim.lines[0].code))


@fault("ENC")
def radiograph_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if _first(claim, CROWNS) is None:
        return None
    return replace(claim, attached=tuple(o for o in claim.attached if o.kind != "radiograph"))


@fault("ENC")
def perio_chart_too_old(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if _first(claim, {"D4341"}) is None:
        return None
    old = tuple(
        replace(o, made_on=people.TODAY - timedelta(days=800)) if o.kind == "perio_chart" else o
        for o in claim.attached
    )
    return replace(claim, attached=old)


@fault("NARR", "ENC")
def narrative_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    if _first(claim, {"D2950"}) is None:
        return None
    kept = tuple(one for one in claim.attached if one.kind != "narrative")
    return replace(claim, narrative="", attached=kept)


@fault("NARR", "NOTE")
def narrative_of_another_tooth(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, CROWNS)
    if place is None:
        return None
    words = "Tooth 32: mesial cusps fractured to the gum line, not enough tooth for a filling."
    return replace(claim, narrative=words)


@fault("NOTE")
def note_says_not_done(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    line = claim.lines[0]
    if line.code not in EXTRACTIONS or line.served_on is None:
        return None
    written = Noted(
        id="n1", written_on=line.served_on, served_on=line.served_on, is_signed=True,
        is_read=True, teeth=(line.tooth,), negated=("extraction",), procedure_code=line.code,
    )  # fmt: skip
    return replace(claim, notes=(written,))


@fault("NOTE")
def note_of_another_material(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, {"D2391", "D2392", "D2393"})
    if place is None:
        return None
    line = claim.lines[place]
    written = Noted(
        id="n1", written_on=line.served_on, served_on=line.served_on, is_signed=True,
        is_read=True, teeth=(line.tooth,), materials=("amalgam",),
        filled=((line.tooth, "amalgam"),), services=(("filling", (line.tooth,)),),
        procedure_code=line.code,
    )  # fmt: skip
    return replace(claim, notes=(written,))


@fault("PROS")
def initial_or_replacement_unsaid(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, CROWNS)
    return None if place is None else _with_line(claim, place, is_replacement=None)


@fault("PROS")
def replacement_without_a_day(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    place = _first(claim, CROWNS)
    return None if place is None else _with_line(claim, place, is_replacement=True)


@fault("ORTH")
def months_missing(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    return replace(claim, orthodontics=None) if claim.orthodontics else None


@fault("ORTH")
def more_months_left_than_in_all(claim: ClaimFacts, chance: Random) -> ClaimFacts | None:
    told = claim.orthodontics
    return replace(claim, orthodontics=replace(told, months_left=30)) if told else None


@fault("FEE")
def fee_ten_times_too_high(claim: ClaimFacts, chance: Random) -> ClaimFacts:
    return _with_line(claim, fee_cents=claim.lines[0].fee_cents * 10)


def _added(claim: ClaimFacts, line: Line) -> ClaimFacts:
    number = len(claim.lines) + 1
    added = replace(line, number=number, control_number=f"L{number}")
    lines = (*claim.lines, added)
    return replace(claim, lines=lines, charge_cents=sum(one.fee_cents for one in lines))
