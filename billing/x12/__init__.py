"""The format library: X12 files as typed values. No Django, no network, no clock.

`read(data)` reads a whole file or refuses it; `transactions(stream)` gives one set at a time;
`python -m billing.x12 read FILE --json` prints what a file says. A file with an error is refused
whole: what stood before the error is not offered, so nothing is posted from half a file.
"""

from billing.x12.envelope import COUNT_CODES, transactions
from billing.x12.errors import Problem, X12Error
from billing.x12.reading import Reading, read, segments_of
from billing.x12.remittance import Claim, Line, OtherSet, Remittance

__all__ = [
    "COUNT_CODES",
    "Claim",
    "Line",
    "OtherSet",
    "Problem",
    "Reading",
    "Remittance",
    "X12Error",
    "read",
    "segments_of",
    "transactions",
]
