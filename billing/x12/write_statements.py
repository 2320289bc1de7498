"""Writing what a claim status set says: TRN, STC, REF, DTP, SVC."""

from collections.abc import Iterable

from billing.x12 import write_parties as parties
from billing.x12 import write_parts as parts
from billing.x12.claim_status import Statement, Status, StatusClaim, StatusLine
from billing.x12.eligibility import Trace
from billing.x12.parties import Amount
from billing.x12.segments import SegmentWriter, day, money
from billing.x12.status_tree import StatusLevel

STATUSES_MAX = 3


def level(out: SegmentWriter, told: StatusLevel) -> None:
    """What stands above the patients, but for its HL."""
    parts.others(out, told.others)
    parties.party_unless_absent(out, told.party)
    parties.parties(out, told.parties)
    for trace in told.traces:
        _trace(out, trace)
    _statements(out, told.statements)
    out.references("REF", told.references)
    out.references("QTY", told.quantities)
    _amounts(out, told.amounts)
    parts.dates(out, told.dates)


def claim(out: SegmentWriter, told: StatusClaim) -> None:
    _trace(out, told.trace)
    parts.others(out, told.others)
    _statements(out, told.statements)
    out.references("REF", told.references)
    _amounts(out, told.amounts)
    out.references("QTY", told.quantities)
    parts.dates(out, told.dates)
    for line in told.lines:
        _line(out, line)


def _line(out: SegmentWriter, told: StatusLine) -> None:
    out.put(
        "SVC", parts.procedure(out, told.procedure), _money(told.charge_cents),
        _money(told.paid_cents), told.revenue_code, "", "", told.quantity,
    )  # fmt: skip
    parts.others(out, told.others)
    _statements(out, told.statements)
    out.references("REF", told.references)
    parts.dates(out, told.dates)


def _statements(out: SegmentWriter, told: Iterable[Statement]) -> None:
    for one in told:
        first, second, third = _three(out, one.statuses)
        out.put(
            "STC", first, day(one.on), one.action, _money(one.charge_cents),
            _money(one.paid_cents), day(one.decided_on), one.method, day(one.paid_on),
            out.text(one.check_number), second, third, out.text(one.text),
        )  # fmt: skip


def _three(out: SegmentWriter, told: tuple[Status, ...]) -> list[str]:
    """Raises TooManyStatuses, rather than leave one out."""
    if len(told) > STATUSES_MAX:
        raise TooManyStatuses("An STC holds three statuses.")
    each = [out.composite(one.category, one.code, one.entity, one.code_list) for one in told]
    return each + [""] * (STATUSES_MAX - len(each))


class TooManyStatuses(ValueError):
    """A statement was to be written with more statuses than an STC holds."""


def _trace(out: SegmentWriter, told: Trace) -> None:
    out.put("TRN", told.kind, out.text(told.number), told.originator, out.text(told.supplement))


def _amounts(out: SegmentWriter, told: Iterable[Amount]) -> None:
    for one in told:
        out.put("AMT", one.qualifier, money(one.cents))


def _money(cents: int | None) -> str:
    return "" if cents is None else money(cents)
