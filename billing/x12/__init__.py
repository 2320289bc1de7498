"""The format library: X12 files as typed values. No Django, no network, no clock.

`read(source)` reads a whole file or refuses it; `transactions(stream)` gives one set at a time in
constant memory; `python -m billing.x12 read FILE --json` prints what a file says.

A file with an error is refused whole: `read` then offers no transactions, and whoever streams
waits for the end before using anything, so that nothing is posted from half a file. What is only
odd (wrong counts, gaps, an old version) is read and told in `gaps` and `warnings`; the warnings
whose code is in COUNT_CODES forbid posting without a person. Version 4010 of the 835 is read by
the rules of 5010 with the warning OLD_VERSION; any other version of it is refused.

`read837` and `write837` are for dental claims, `write270` and `read271` ask for benefits and read
what a payer answers. What a guide does not know is kept under `others`
of the value it stood in, and told in `warnings`.

Values are msgspec structs in `remittance`, `submission` and `eligibility`; `codec` carries those of
the 835 between processes; `write835` writes them; `balance` proves them; `specimen` makes them up.
"""

from billing.x12.benefits import Benefit
from billing.x12.dental_claim import DentalClaim
from billing.x12.dental_line import DentalLine
from billing.x12.eligibility import Eligibility, Member
from billing.x12.envelope import COUNT_CODES, transactions
from billing.x12.errors import Problem, X12Error
from billing.x12.reading import Reading, raw_claim, read, segments_of
from billing.x12.remittance import Claim, Line, OtherSet, Remittance, Transaction
from billing.x12.sending import Envelope
from billing.x12.submission import BillingProvider, Patient, Submission, Subscriber
from billing.x12.typed import read270, read271, read837
from billing.x12.write27x import write270, write271
from billing.x12.write837 import write837

__all__ = [
    "COUNT_CODES",
    "Benefit",
    "BillingProvider",
    "Claim",
    "DentalClaim",
    "DentalLine",
    "Eligibility",
    "Envelope",
    "Line",
    "Member",
    "OtherSet",
    "Patient",
    "Problem",
    "Reading",
    "Remittance",
    "Submission",
    "Subscriber",
    "Transaction",
    "X12Error",
    "raw_claim",
    "read",
    "read270",
    "read271",
    "read837",
    "segments_of",
    "transactions",
    "write270",
    "write271",
    "write837",
]
