"""One claim of an 837D (CLM) as a value. Money in cents, days as dates.

What a claim does not say is "" or (); its other references, days and parties are kept under the
qualifiers of the standard, and the properties name those that a claim is asked for.
"""

from datetime import date

import msgspec

from billing.x12.dental_line import DentalLine
from billing.x12.dental_parts import Attachment, Contract, Orthodontics, ToothStatus
from billing.x12.other_cover import OtherSubscriber
from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Diagnosis, Period, Raw, day

PREDETERMINATION = "PB"


class DentalClaim(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One CLM with its lines.

    `frequency` is 1 for an original, 7 for a replacement, 8 to void (7 and 8 need F8).
    `signature` is CLM06, `accepts_assignment` CLM07, `benefits_assigned` CLM08, `release` CLM09.
    `related_causes` are AA, EM, OA (CLM11). `fixed_texts` are K3, `notes` NTE, `pricing` all of
    HCP, `others` segments that no field holds.
    """

    patient_control_number: str
    charge_cents: int
    place: str = "11"
    place_qualifier: str = "B"
    frequency: str = "1"
    signature: str = "Y"
    accepts_assignment: str = "A"
    benefits_assigned: str = "Y"
    release: str = "Y"
    related_causes: tuple[str, ...] = ()
    accident_state: str = ""
    accident_country: str = ""
    special_program: str = ""
    predetermination_code: str = ""
    delay_reason: str = ""
    dates: tuple[Period, ...] = ()
    orthodontics: Orthodontics | None = None
    tooth_status: tuple[ToothStatus, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    contract: Contract | None = None
    amounts: tuple[Amount, ...] = ()
    references: tuple[Reference, ...] = ()
    fixed_texts: tuple[str, ...] = ()
    notes: tuple[Reference, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    pricing: Raw = ()
    parties: tuple[Party, ...] = ()
    other_subscribers: tuple[OtherSubscriber, ...] = ()
    lines: tuple[DentalLine, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def is_predetermination(self) -> bool:
        return self.predetermination_code == PREDETERMINATION

    @property
    def served_on(self) -> date | None:
        return day(self.dates, "472")

    @property
    def accident_on(self) -> date | None:
        return day(self.dates, "439")

    @property
    def appliance_placed_on(self) -> date | None:
        return day(self.dates, "452")

    @property
    def repriced_on(self) -> date | None:
        """When the repricer received the claim (DTP 050)."""
        return day(self.dates, "050")

    @property
    def patient_paid_cents(self) -> int:
        return next((a.cents for a in self.amounts if a.qualifier == "F5"), 0)

    def reference(self, qualifier: str) -> str:
        """F8 the payer's number of the original, G1 prior authorization, G3 predetermination,
        9F referral, D9 the clearinghouse's number; "" where there is none."""
        return next((r.value for r in self.references if r.qualifier == qualifier), "")

    def party(self, entity: str) -> Party | None:
        """DN who referred, 82 rendered, 77 service facility, DD assistant, DQ supervisor."""
        return next((party for party in self.parties if party.entity == entity), None)
