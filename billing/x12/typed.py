"""Whole files of one kind as values: `read837`, `read999` …; and files of any kind."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from billing.x12.acknowledgement import Acknowledgement
from billing.x12.eligibility import Eligibility
from billing.x12.envelope import Reader, walk
from billing.x12.errors import X12Error
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.read27x import read_answer, read_inquiry
from billing.x12.read835 import Reader835
from billing.x12.read837 import read_submission
from billing.x12.read999 import read_acknowledgement
from billing.x12.read_status import (
    read_claim_acknowledgement,
    read_status_answer,
    read_status_inquiry,
)
from billing.x12.read_ta1 import read_interchange_ack
from billing.x12.remittance import OtherSet, Remittance
from billing.x12.status_tree import ClaimStatuses
from billing.x12.submission import Submission

Source = bytes | Path | BinaryIO
Typed = Remittance | Submission | Eligibility | ClaimStatuses | Acknowledgement | InterchangeAck
AnyTransaction = Typed | OtherSet


def readers() -> dict[str, Reader[Typed]]:
    """Of each set that has values of ours. One of the 835 remembers a file: they are made anew."""
    return {
        "835": Reader835().read,
        "837D": read_submission,
        "270": read_inquiry,
        "271": read_answer,
        "276": read_status_inquiry,
        "277": read_status_answer,
        "277CA": read_claim_acknowledgement,
        "999": read_acknowledgement,
    }


def read837(source: Source) -> tuple[Submission, ...]:
    """The batches of an 837D file.

    Raises X12Error, with the place, for a file that cannot be read or that holds another set
    too: nothing of it is used then. Raises OSError for a path that cannot be opened.
    """
    return tuple(_only(source, Submission, "837D"))


def read270(source: Source) -> tuple[Eligibility, ...]:
    """The inquiries of a 270 file, as `read837`."""
    return tuple(_only(source, Eligibility, "270"))


def read271(source: Source) -> tuple[Eligibility, ...]:
    """The answers of a 271 file, as `read837`."""
    return tuple(_only(source, Eligibility, "271"))


def read276(source: Source) -> tuple[ClaimStatuses, ...]:
    """The questions of a 276 file, as `read837`."""
    return tuple(_only(source, ClaimStatuses, "276"))


def read277(source: Source) -> tuple[ClaimStatuses, ...]:
    """The answers of a 277 file, as `read837`. TA1 may stand beside them."""
    return tuple(_kept(_without_acks(source), ClaimStatuses, "277"))


def read277ca(source: Source) -> tuple[ClaimStatuses, ...]:
    """The acknowledgements of a 277CA file, as `read837`. TA1 may stand beside them."""
    return tuple(_kept(_without_acks(source), ClaimStatuses, "277CA"))


def read999(source: Source) -> tuple[Acknowledgement, ...]:
    """The groups that a 999 file answers, as `read837`. TA1 may stand beside them."""
    return tuple(_kept(_without_acks(source), Acknowledgement, "999"))


def readTA1(source: Source) -> tuple[InterchangeAck, ...]:
    """Each TA1 of a file, whatever groups stand beside them; () where there is none.

    Raises X12Error for a file that cannot be read, and OSError.
    """
    return tuple(told for told in _all(source) if isinstance(told, InterchangeAck))


def typed(stream: BinaryIO) -> Iterator[AnyTransaction]:
    """Every set of a file, as far as there are values for it. Raises X12Error, as it goes."""
    yield from walk(stream, readers(), read_interchange_ack)


def _all(source: Source) -> Iterator[AnyTransaction]:
    if isinstance(source, Path):
        with source.open("rb") as opened:
            yield from typed(opened)
        return
    yield from typed(io.BytesIO(source) if isinstance(source, bytes) else source)


def _without_acks(source: Source) -> Iterator[AnyTransaction]:
    return (told for told in _all(source) if not isinstance(told, InterchangeAck))


def _only[Told](source: Source, kind: type[Told], name: str) -> Iterator[Told]:
    return _kept(_all(source), kind, name)


def _kept[Told](sets: Iterator[AnyTransaction], kind: type[Told], name: str) -> Iterator[Told]:
    for told in sets:
        named = told.set if isinstance(told, Eligibility | ClaimStatuses) else name
        if not isinstance(told, kind) or named != name:
            raise X12Error("OTHER_SET", f"Expected sets of the {name} alone.", told.offset, 0)
        yield told
