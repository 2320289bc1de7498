"""What answers a file of ours as a file: TA1 and 999."""

from collections.abc import Collection, Sequence

from billing.x12 import Acknowledgement, SegmentError, SetAnswer, Submission
from billing.x12.acknowledged import Context, ElementError, Spot, Unit
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.parties import Origin

DUPLICATE, UNREADABLE = "025", "024"


def interchange_ack(origin: Origin, note: str = "000") -> InterchangeAck:
    return InterchangeAck(origin.interchange, verdict="A" if note == "000" else "R", note=note)


def acknowledgement(
    batches: Sequence[Submission], rejected: Collection[str], noted: Collection[str]
) -> Acknowledgement:
    """`rejected` and `noted` are ST02 of sets that are rejected, or accepted with errors."""
    sets = tuple(_answer(batch, rejected, noted) for batch in batches)
    accepted = sum(one.is_accepted for one in sets)
    return Acknowledgement(
        "HC", batches[0].origin.group if batches[0].origin else "1", batches[0].version,
        sets=sets, verdict=_verdict(sets, accepted), included=len(sets), received=len(sets),
        accepted=accepted,
    )  # fmt: skip


def _verdict(sets: Sequence[SetAnswer], accepted: int) -> str:
    if not accepted:
        return "R"
    if accepted < len(sets):
        return "P"
    return "E" if any(one.verdict == "E" for one in sets) else "A"


def _answer(batch: Submission, rejected: Collection[str], noted: Collection[str]) -> SetAnswer:
    if batch.control in rejected:
        return SetAnswer("837", batch.control, batch.version, "R", ("5",), (_error(batch, "8"),))
    if batch.control in noted:
        return SetAnswer("837", batch.control, batch.version, "E", ("5",), (_error(batch, "I4"),))
    return SetAnswer("837", batch.control, batch.version, "A")


def _error(batch: Submission, code: str) -> SegmentError:
    """About the first claim of the set."""
    number = batch.claims[0].patient_control_number if batch.claims else ""
    context = Context((Unit("CLM01", number),))
    return SegmentError(
        "CLM", 20, "2300", code, (context,), (ElementError(Spot(2), "7", reference="782"),)
    )
