"""Reading a whole file, or refusing it."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from billing.x12.envelope import transactions
from billing.x12.errors import Problem, X12Error
from billing.x12.remittance import Claim, Transaction
from billing.x12.resting import collector_resting


@dataclass(frozen=True, slots=True)
class Reading:
    """All transactions of a file, or none and the error that refused it."""

    transactions: tuple[Transaction, ...]
    errors: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        return bool(self.errors)


def read(source: bytes | Path | BinaryIO) -> Reading:
    """Never raises for what is in the file: what cannot be read comes back as an error.

    Raises OSError for a path that cannot be opened. Holds all values at once; use `transactions`
    for files that may be larger than memory.
    """
    if isinstance(source, Path):
        with source.open("rb") as opened:
            return read(opened)
    stream: BinaryIO = io.BytesIO(source) if isinstance(source, bytes) else source
    try:
        with collector_resting():
            return Reading(tuple(transactions(stream)), ())
    except X12Error as refused:
        return Reading((), (refused.problem,))


def raw_claim(data: bytes, claim: Claim) -> bytes:
    """The bytes of one claim as they came, from its CLP to the next claim or trailer."""
    return data[claim.offset : claim.end]


def segments_of(data: bytes, claim: Claim, terminator: str) -> list[str]:
    """The segments of one claim as they came, for a person to look at."""
    raw = raw_claim(data, claim).decode("utf-8", errors="replace")
    return [segment.strip() for segment in raw.split(terminator) if segment.strip()]
