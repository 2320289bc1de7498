"""Writing a 999: what we say of files we got, and what a double of a clearinghouse says."""

from collections.abc import Iterable

from billing.x12 import write_parts as parts
from billing.x12.acknowledged import Context, ElementError, Spot
from billing.x12.acknowledgement import VERSION_999, Acknowledgement, SegmentError, SetAnswer
from billing.x12.delimiters import Delimiters
from billing.x12.segments import SegmentWriter
from billing.x12.sending import USUAL, Envelope, Group, interchange

GROUP = Group("FA", VERSION_999, "999")


def write999(
    acknowledgements: Iterable[Acknowledgement], envelope: Envelope, found: Delimiters = USUAL
) -> bytes:
    """One interchange with one group; each answered group is one ST, numbered from 0001.

    Delimiters in values become spaces; what tells of a file that was read is not written.
    """
    return b"".join(interchange(acknowledgements, _acknowledgement, GROUP, envelope, found))


def _acknowledgement(out: SegmentWriter, told: Acknowledgement) -> None:
    out.put("AK1", told.group_code, out.text(told.group_control), out.text(told.group_version))
    parts.others(out, told.others)
    for one in told.sets:
        _set(out, one)
    if told.verdict:
        counts = (told.included, told.received, told.accepted)
        out.put("AK9", told.verdict, *map(_number, counts), *told.codes)


def _set(out: SegmentWriter, told: SetAnswer) -> None:
    out.put("AK2", told.set, out.text(told.control), out.text(told.version))
    parts.others(out, told.others)
    for error in told.errors:
        _segment(out, error)
    if told.verdict:
        out.put("IK5", told.verdict, *told.codes)


def _segment(out: SegmentWriter, told: SegmentError) -> None:
    out.put("IK3", out.text(told.segment), _number(told.position), told.loop, told.code)
    parts.others(out, told.others)
    _contexts(out, told.contexts)
    for element in told.elements:
        _element(out, element)


def _element(out: SegmentWriter, told: ElementError) -> None:
    bad = out.text(told.bad_value.text) if told.bad_value else ""
    out.put("IK4", _spot(out, told.spot), told.reference, told.code, bad)
    parts.others(out, told.others)
    _contexts(out, told.contexts)


def _contexts(out: SegmentWriter, told: Iterable[Context]) -> None:
    for one in told:
        units = (out.composite(out.text(unit.name), out.text(unit.value)) for unit in one.units)
        out.put(
            "CTX", out.repeated(*units), out.text(one.segment), _number(one.position), one.loop,
            _spot(out, one.spot), out.raw(one.reference),
        )  # fmt: skip


def _spot(out: SegmentWriter, told: Spot | None) -> str:
    if told is None:
        return ""
    numbers = (told.element or None, told.component, told.repeat)
    return out.composite(*map(_number, numbers))


def _number(told: int | None) -> str:
    return "" if told is None else str(told)
