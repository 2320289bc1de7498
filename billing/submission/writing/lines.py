"""A service as a line of an 837D. Pure."""

from datetime import date

from billing.scrub.facts import Line
from billing.submission.writing.values import LineAnswer
from billing.x12.dental_line import DentalLine, LineAdjudication
from billing.x12.dental_parts import Tooth
from billing.x12.parties import Reference
from billing.x12.parts import Period, Procedure

SERVED, PLACED = "472", "441"
PROSTHESIS = {False: "I", True: "R", None: ""}
DESCRIPTION_MAX = 80


def line_of(
    line: Line,
    *,
    claim_served_on: date | None,
    pointers: dict[str, str],
    answer: LineAnswer | None = None,
    payer_id: str = "",
    answered_on: date | None = None,
) -> DentalLine:
    """A day of service of its own only where it is not the claim's. Teeth go before an area."""
    own_day = line.served_on if line.served_on != claim_served_on else None
    dates = [Period(SERVED, own_day)] if own_day else []
    if line.prior_placed_on:
        dates.append(Period(PLACED, line.prior_placed_on))
    told = [Reference("6R", line.control_number)] if line.control_number else []
    return DentalLine(
        procedure=Procedure(line.code, description=line.description[:DESCRIPTION_MAX]),
        charge_cents=line.fee_cents,
        areas=(line.area,) if line.area and not line.tooth and not line.teeth else (),
        prosthesis=PROSTHESIS[line.is_replacement],
        quantity=str(line.quantity) if line.quantity > 1 else "",
        diagnosis_pointers=tuple(pointers[code] for code in line.diagnoses if code in pointers),
        teeth=_teeth(line),
        dates=tuple(dates),
        references=tuple(told),
        adjudications=(_adjudicated(answer, line, payer_id, answered_on),) if answer else (),
    )


def _teeth(line: Line) -> tuple[Tooth, ...]:
    if line.teeth:
        return tuple(Tooth(one) for one in line.teeth)
    return (Tooth(line.tooth, tuple(line.surfaces)),) if line.tooth else ()


def _adjudicated(told: LineAnswer, line: Line, payer_id: str, on: date | None) -> LineAdjudication:
    return LineAdjudication(
        payer_id=payer_id,
        paid_cents=told.paid_cents,
        procedure=Procedure(told.code or line.code),
        quantity=told.units or str(line.quantity),
        adjustments=told.cuts,
        dates=(Period("573", on),) if on else (),
    )
