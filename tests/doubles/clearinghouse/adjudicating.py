"""How a payer decides on a claim: always the same way, so that truth can be computed."""

from msgspec.structs import replace

from billing.x12.dental_line import DentalLine
from billing.x12.remittance import Adjustment, Claim, Line, Party, Service
from tests.doubles.clearinghouse.cases import Case

CONTRACT_PERCENT, PLAN_PERCENT = 80, 80
DENIALS = (("CO", "29", ""), ("PR", "96", "N130"), ("CO", "252", "N706"), ("OA", "18", ""))
PAID, SECONDARY, DENIED, REVERSED, FORESEEN = "1", "2", "4", "22", "25"


def decided(case: Case, denial: tuple[str, str, str] | None) -> Claim:
    """The CLP. `denial` is group, reason and remark, None to pay."""
    lines = tuple(_line(case, line, denial) for line in case.claim.lines)
    return Claim(
        case.claim.patient_control_number, _status(case, denial), case.claim.charge_cents,
        sum(one.service.paid_cents for one in lines), 0, 0, 0,
        patient_cents=_group(lines, "PR"), filing_code="12",
        payer_control_number=case.truth.payer_number, facility=case.claim.place,
        frequency=case.claim.frequency, parties=(_patient(case),), lines=lines,
    )  # fmt: skip


def reversal(told: Claim) -> Claim:
    """The same with every sign turned."""
    return replace(
        told, status=REVERSED, charge_cents=-told.charge_cents, paid_cents=-told.paid_cents,
        patient_cents=0, lines=tuple(map(_turned, told.lines)),
    )  # fmt: skip


def _status(case: Case, denial: tuple[str, str, str] | None) -> str:
    if case.claim.is_predetermination:
        return FORESEEN
    if denial:
        return DENIED
    return SECONDARY if case.is_secondary else PAID


def _patient(case: Case) -> Party:
    return Party(
        "QC", case.patient.name, case.patient.first_name, "MI",
        case.patient.id or case.subscriber.person.id, kind="1",
    )  # fmt: skip


def _line(case: Case, line: DentalLine, denial: tuple[str, str, str] | None) -> Line:
    cuts = _cuts(case, line, denial)
    service = Service(
        line.procedure.code, line.charge_cents, line.charge_cents - sum(c.cents for c in cuts),
        qualifier="AD", units="1", adjustments=cuts,
        remarks=(denial[2],) if denial and denial[2] else (),
    )  # fmt: skip
    return Line(service, line.served_on or case.claim.served_on, line.control_number)


def _cuts(
    case: Case, line: DentalLine, denial: tuple[str, str, str] | None
) -> tuple[Adjustment, ...]:
    charge = line.charge_cents
    if case.claim.is_predetermination:
        found = [Adjustment("OA", "101", charge)]
    elif denial:
        found = [Adjustment(denial[0], denial[1], charge)]
    elif case.is_secondary:
        before = min(charge, sum(_settled(line)))
        found = [Adjustment("OA", "23", before), Adjustment("PR", "2", (charge - before) // 2)]
    else:
        allowed = charge * CONTRACT_PERCENT // 100
        own = allowed - allowed * PLAN_PERCENT // 100
        found = [Adjustment("CO", "45", charge - allowed), Adjustment("PR", "2", own)]
    return tuple(one for one in found if one.cents)


def _settled(line: DentalLine) -> list[int]:
    """What the earlier payer paid, and wrote off."""
    return [
        one.paid_cents + sum(cut.cents for cut in one.adjustments if cut.group == "CO")
        for one in line.adjudications
    ]


def _turned(line: Line) -> Line:
    told = line.service
    cuts = tuple(replace(one, cents=-one.cents) for one in told.adjustments)
    service = replace(
        told, charge_cents=-told.charge_cents, paid_cents=-told.paid_cents, adjustments=cuts,
        units="-1",
    )  # fmt: skip
    return replace(line, service=service)


def _group(lines: tuple[Line, ...], group: str) -> int:
    return sum(
        cut.cents for line in lines for cut in line.service.adjustments if cut.group == group
    )
