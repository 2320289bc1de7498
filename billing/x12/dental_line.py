"""A service line of an 837D, and what an earlier payer decided on it. Money in cents."""

from datetime import date

import msgspec

from billing.x12.dental_parts import Contract, Tooth
from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Period, Procedure, Raw, day
from billing.x12.remittance import Adjustment


class LineAdjudication(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One SVD (2430): an earlier payer's answer to this line.

    `payer_id` is the id of that payer in its `OtherSubscriber`. `bundled_into` is the number of
    the line this one was paid with. `dates` holds the day of the decision under 573.
    """

    payer_id: str
    paid_cents: int
    procedure: Procedure | None = None
    quantity: str = ""
    bundled_into: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    dates: tuple[Period, ...] = ()
    amounts: tuple[Amount, ...] = ()
    others: tuple[Raw, ...] = ()


class DentalLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One LX with its SV3; its number is its place in the claim, from one.

    `areas` are oral cavity areas (SV304), `prosthesis` I for initial and R for replacement,
    `diagnosis_pointers` places in the claim's diagnoses, from one, as text. A line has its own
    day of service only where it is not the claim's.
    """

    procedure: Procedure
    charge_cents: int
    place: str = ""
    areas: tuple[str, ...] = ()
    prosthesis: str = ""
    quantity: str = ""
    diagnosis_pointers: tuple[str, ...] = ()
    teeth: tuple[Tooth, ...] = ()
    dates: tuple[Period, ...] = ()
    contract: Contract | None = None
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    fixed_texts: tuple[str, ...] = ()
    notes: tuple[Reference, ...] = ()
    pricing: Raw = ()
    parties: tuple[Party, ...] = ()
    adjudications: tuple[LineAdjudication, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def control_number(self) -> str:
        """REF 6R: comes back in the 835 and tells two equal lines apart."""
        return next((r.value for r in self.references if r.qualifier == "6R"), "")

    @property
    def served_on(self) -> date | None:
        return day(self.dates, "472")

    @property
    def prior_placed_on(self) -> date | None:
        """When the prosthesis that is replaced was placed (DTP 441)."""
        return day(self.dates, "441")
