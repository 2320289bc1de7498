"""Reading a whole file, or refusing it."""

import io
from dataclasses import dataclass

from billing.x12.envelope import transactions
from billing.x12.errors import Problem, X12Error
from billing.x12.remittance import Claim, Transaction


@dataclass(frozen=True, slots=True)
class Reading:
    """All transactions of a file, or none and the error that refused it."""

    transactions: tuple[Transaction, ...]
    errors: tuple[Problem, ...]

    @property
    def is_refused(self) -> bool:
        return bool(self.errors)


def read(data: bytes) -> Reading:
    """Never raises for what is in the data: what cannot be read comes back as an error."""
    try:
        return Reading(tuple(transactions(io.BytesIO(data))), ())
    except X12Error as refused:
        return Reading((), (refused.problem,))


def segments_of(data: bytes, claim: Claim, terminator: str) -> list[str]:
    """The segments of one claim as they came, for a person to look at."""
    raw = data[claim.offset : claim.end].decode("utf-8", errors="replace")
    return [segment.strip() for segment in raw.split(terminator) if segment.strip()]
