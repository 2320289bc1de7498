"""Whole files of one kind as values: `read837`, `read270`, `read271`; and files of any kind."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from billing.x12.envelope import Reader, walk
from billing.x12.errors import X12Error
from billing.x12.read835 import Reader835
from billing.x12.read837 import read_submission
from billing.x12.remittance import OtherSet, Remittance
from billing.x12.submission import Submission

Source = bytes | Path | BinaryIO
AnyTransaction = Remittance | Submission | OtherSet


def read837(source: Source) -> tuple[Submission, ...]:
    """The batches of an 837D file.

    Raises X12Error, with the place, for a file that cannot be read or that holds another set
    too: nothing of it is used then. Raises OSError for a path that cannot be opened.
    """
    return tuple(_only(source, Submission, "837D"))


def typed(stream: BinaryIO) -> Iterator[AnyTransaction]:
    """Every set of a file, as far as there are values for it. Raises X12Error, as it goes."""
    readers: dict[str, Reader[Remittance | Submission]] = {
        "835": Reader835().read,
        "837D": read_submission,
    }
    yield from walk(stream, readers)


def _only[Told](source: Source, kind: type[Told], name: str) -> Iterator[Told]:
    if isinstance(source, Path):
        with source.open("rb") as opened:
            yield from _only(opened, kind, name)
        return
    for told in typed(io.BytesIO(source) if isinstance(source, bytes) else source):
        if not isinstance(told, kind):
            raise X12Error("OTHER_SET", f"Expected sets of the {name} alone.", told.offset, 0)
        yield told
