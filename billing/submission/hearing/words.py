"""One word about one claim, or about a whole set or interchange of ours. Pure values."""

from datetime import date
from typing import Literal

import msgspec

from billing.submission.stages import Level

Kind = Literal["ack", "claims", "status", "era", "bank", ""]


class Fault(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Where a 999 says that a set of ours is wrong: `position` counts segments from ST as one."""

    position: int | None
    segment: str = ""
    code: str = ""
    claim: str = ""


class Word(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """`place` is its order in the file. `claim` is CLM01; without one it is about the set (ST02)
    `set_control` of the interchange `control`, or with "" about all of the interchange.

    `batch` is our BHT03 where it comes back, `npi` and `tax_id` the biller's. `moves` is False
    where it says nothing of whether the claim was taken. `line` is our line's own number.
    """

    place: int
    level: Level
    is_accepted: bool
    told_on: date
    claim: str = ""
    control: int = 0
    set_control: str = ""
    batch: str = ""
    category: str = ""
    code: str = ""
    entity: str = ""
    line: str = ""
    payer_number: str = ""
    house_number: str = ""
    paid_cents: int | None = None
    npi: str = ""
    tax_id: str = ""
    moves: bool = True
    faults: tuple[Fault, ...] = ()


class Heard(msgspec.Struct, frozen=True):
    """Of one file: what it is, and why it could not be read where it could not."""

    kind: Kind
    refusal: str = ""
    words: tuple[Word, ...] = ()
