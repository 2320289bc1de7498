"""What a payer says of a member's benefits: one EB of a 271 with all that stands under it.

As the payer says it: whether a coinsurance is the patient's share or the plan's is not judged.
"""

import msgspec

from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Period, Procedure, Raw


class Rejection(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One AAA: why there is no answer (`reason`), and what to do (`follow_up`: C, R, N …)."""

    is_valid: str
    reason: str
    follow_up: str = ""


class Delivery(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One HSD: how often. `VS, 2, period 23, periods 1` is twice in a calendar year.

    `quantity` goes with its qualifier (VS visits, FL units); `unit` and `unit_count` are HSD03
    and 04; `period` is 21 years, 34 months …, of which there are `periods`.
    """

    quantity_qualifier: str = ""
    quantity: str = ""
    unit: str = ""
    unit_count: str = ""
    period: str = ""
    periods: str = ""
    frequency: str = ""
    time: str = ""


class Addition(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One III: a place of service, a tooth, an area, or a text."""

    qualifier: str
    code: str
    category: str = ""
    text: str = ""


class Benefit(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One EB.

    `kind` is EB01: 1 active, A coinsurance, B copay, C deductible, F limitation …; `cents` is
    None where EB07 is empty, and `percent_thousandths` (EB08) counts thousandths of a percent:
    0.2 is 20 percent, 20_000. `period` is EB06 (23 calendar year, 29 remaining, 32 lifetime).
    `authorization` and `in_network` are Y, N, U, W or "". A tuple of `entities` are those
    between LS and LE: other payers, who to call.
    """

    kind: str
    coverage_level: str = ""
    service_types: tuple[str, ...] = ()
    insurance_type: str = ""
    plan: str = ""
    period: str = ""
    cents: int | None = None
    percent_thousandths: int | None = None
    quantity_qualifier: str = ""
    quantity: str = ""
    authorization: str = ""
    in_network: str = ""
    procedure: Procedure | None = None
    diagnosis_pointers: tuple[str, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[Period, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    messages: tuple[str, ...] = ()
    additions: tuple[Addition, ...] = ()
    entities: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()


class Question(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One EQ of a 270: by service types (35 is general dental) or by one procedure."""

    service_types: tuple[str, ...] = ()
    procedure: Procedure | None = None
    coverage_level: str = ""
    insurance_type: str = ""
    diagnosis_pointers: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    additions: tuple[Addition, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[Period, ...] = ()
    others: tuple[Raw, ...] = ()
