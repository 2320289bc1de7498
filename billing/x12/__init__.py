"""The format library: X12 files as typed values. No Django, no network, no clock.

`read(source)` reads a whole file or refuses it; `transactions(stream)` gives one set at a time in
constant memory; `python -m billing.x12 read FILE --json` prints what a file says.

A file with an error is refused whole: `read` then offers no transactions, and whoever streams
waits for the end before using anything, so that nothing is posted from half a file. What is only
odd (wrong counts, gaps, an old version) is read and told in `gaps` and `warnings`; the warnings
whose code is in COUNT_CODES forbid posting without a person. Version 4010 of the 835 is read by
the rules of 5010 with the warning OLD_VERSION; any other version of it is refused.

`read837` and `write837` are for dental claims, `write270` and `read271` ask for benefits and read
what a payer answers. `read999`, `readTA1` and `read277ca` tell what became of files and claims we
sent, `write276` asks for the status of claims and `read277` reads the answer; the other halves
(`write999` …) are for answering files we get and for doubles of a clearinghouse. `acknowledge`
judges a file we got; `place_in` leads from a position in a 999 to our claim and line, `points_at`
from a status to a field. What a guide does not know is kept under `others` of the value it stood
in, and told in `warnings`.

Values are msgspec structs in `remittance`, `submission`, `eligibility`, `acknowledgement`,
`interchange_ack`, `claim_status` and `status_tree`; `codec` carries those of the 835 between
processes; `write835` writes them; `balance` proves them; `specimen` makes them up.
"""

from billing.x12.acknowledgement import Acknowledgement, SegmentError, SetAnswer
from billing.x12.acknowledging import Receipt, acknowledge
from billing.x12.benefits import Benefit
from billing.x12.claim_status import Statement, Status, StatusClaim, StatusLine
from billing.x12.dental_claim import DentalClaim
from billing.x12.dental_line import DentalLine
from billing.x12.eligibility import Eligibility, Member
from billing.x12.envelope import COUNT_CODES, transactions
from billing.x12.errors import Problem, X12Error
from billing.x12.interchange_ack import InterchangeAck
from billing.x12.places import Place, place_in
from billing.x12.points import points_at
from billing.x12.reading import Reading, raw_claim, read, segments_of
from billing.x12.remittance import Claim, Line, OtherSet, Remittance, Transaction
from billing.x12.sending import Envelope
from billing.x12.status_tree import ClaimStatuses
from billing.x12.submission import BillingProvider, Patient, Submission, Subscriber
from billing.x12.typed import (
    read270,
    read271,
    read276,
    read277,
    read277ca,
    read837,
    read999,
    readTA1,
)
from billing.x12.write27x import write270, write271
from billing.x12.write837 import write837
from billing.x12.write999 import write999
from billing.x12.write_status import write276, write277, write277ca
from billing.x12.write_ta1 import writeTA1

__all__ = [
    "COUNT_CODES",
    "Acknowledgement",
    "Benefit",
    "BillingProvider",
    "Claim",
    "ClaimStatuses",
    "DentalClaim",
    "DentalLine",
    "Eligibility",
    "Envelope",
    "InterchangeAck",
    "Line",
    "Member",
    "OtherSet",
    "Patient",
    "Place",
    "Problem",
    "Reading",
    "Receipt",
    "Remittance",
    "SegmentError",
    "SetAnswer",
    "Statement",
    "Status",
    "StatusClaim",
    "StatusLine",
    "Submission",
    "Subscriber",
    "Transaction",
    "X12Error",
    "acknowledge",
    "place_in",
    "points_at",
    "raw_claim",
    "read",
    "read270",
    "read271",
    "read276",
    "read277",
    "read277ca",
    "read837",
    "read999",
    "readTA1",
    "segments_of",
    "transactions",
    "write270",
    "write271",
    "write276",
    "write277",
    "write277ca",
    "write837",
    "write999",
    "writeTA1",
]
