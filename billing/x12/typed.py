"""Whole files of one kind as values: `read837`, `read270`, `read271`; and files of any kind."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from billing.x12.eligibility import Eligibility
from billing.x12.envelope import Reader, walk
from billing.x12.errors import X12Error
from billing.x12.read27x import read_answer, read_inquiry
from billing.x12.read835 import Reader835
from billing.x12.read837 import read_submission
from billing.x12.remittance import OtherSet, Remittance
from billing.x12.submission import Submission

Source = bytes | Path | BinaryIO
AnyTransaction = Remittance | Submission | Eligibility | OtherSet


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


def typed(stream: BinaryIO) -> Iterator[AnyTransaction]:
    """Every set of a file, as far as there are values for it. Raises X12Error, as it goes."""
    readers: dict[str, Reader[Remittance | Submission | Eligibility]] = {
        "835": Reader835().read,
        "837D": read_submission,
        "270": read_inquiry,
        "271": read_answer,
    }
    yield from walk(stream, readers)


def _only[Told](source: Source, kind: type[Told], name: str) -> Iterator[Told]:
    if isinstance(source, Path):
        with source.open("rb") as opened:
            yield from _only(opened, kind, name)
        return
    for told in typed(io.BytesIO(source) if isinstance(source, bytes) else source):
        if not isinstance(told, kind) or (isinstance(told, Eligibility) and told.set != name):
            raise X12Error("OTHER_SET", f"Expected sets of the {name} alone.", told.offset, 0)
        yield told
