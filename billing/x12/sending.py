"""An interchange around sets of ours: ISA and GS with whom they go to, GE and IEA with counts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from billing.x12.delimiters import Delimiters
from billing.x12.segments import SegmentWriter

USUAL = Delimiters(element="*", component=":", repetition="^", terminator="~")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends to whom, when, and under which interchange number (nine digits).

    The qualifiers are ISA05 and ISA07. GS02 and GS03 are sender and receiver too, unless the
    group has its own.
    """

    sender: str
    receiver: str
    control: int
    at: datetime
    is_test: bool = False
    sender_qualifier: str = "ZZ"
    receiver_qualifier: str = "ZZ"
    group_sender: str = ""
    group_receiver: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Which sets a group holds: GS01, GS08 and ST01; ST03 where the guide asks for it."""

    code: str
    version: str
    set: str
    says_version: bool = True


def interchange[Told](
    sets: Iterable[Told],
    put_set: Callable[[SegmentWriter, Told], None],
    group: Group,
    envelope: Envelope,
    found: Delimiters,
) -> Iterator[bytes]:
    """One interchange with one group, a set at a time; each ST is numbered from 0001."""
    out = SegmentWriter(found)
    _open(out, envelope, group)
    count = 0
    for count, told in enumerate(sets, start=1):
        began, control = out.count, f"{count:04d}"
        out.put("ST", group.set, control, group.version if group.says_version else "")
        put_set(out, told)
        out.put("SE", str(out.count - began + 1), control)
        yield out.taken()
    out.put("GE", str(count), str(envelope.control))
    out.put("IEA", "1", f"{envelope.control:09d}")
    yield out.taken()


def bare_interchange(
    put: Callable[[SegmentWriter], None], envelope: Envelope, found: Delimiters
) -> bytes:
    """One interchange without groups: what stands in it is put by `put`."""
    out = SegmentWriter(found)
    _open_interchange(out, envelope)
    put(out)
    out.put("IEA", "0", f"{envelope.control:09d}")
    return out.taken()


def _open(out: SegmentWriter, envelope: Envelope, group: Group) -> None:
    _open_interchange(out, envelope)
    at = envelope.at
    sender, receiver = out.text(envelope.sender), out.text(envelope.receiver)
    out.put(
        "GS", group.code, out.text(envelope.group_sender) or sender,
        out.text(envelope.group_receiver) or receiver, f"{at:%Y%m%d}", f"{at:%H%M}",
        str(envelope.control), "X", group.version,
    )  # fmt: skip


def _open_interchange(out: SegmentWriter, envelope: Envelope) -> None:
    at, found = envelope.at, out.found
    sender, receiver = out.text(envelope.sender), out.text(envelope.receiver)
    out.put(
        "ISA", "00", " " * 10, "00", " " * 10, envelope.sender_qualifier, f"{sender:15.15}",
        envelope.receiver_qualifier, f"{receiver:15.15}", f"{at:%y%m%d}", f"{at:%H%M}",
        found.repetition or "U", "00501", f"{envelope.control:09d}", "0",
        "T" if envelope.is_test else "P", found.component,
    )  # fmt: skip
