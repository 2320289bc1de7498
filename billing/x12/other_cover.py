"""Other insurance of a claim's patient (2320): who, and what that payer has already decided."""

from datetime import date

import msgspec

from billing.x12.parties import Amount, Party
from billing.x12.parts import Period, Raw, day
from billing.x12.remittance import Adjustment

PAID, STILL_OWED = "D", "EAF"


class OtherSubscriber(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One SBR inside a claim. The payer's control number and authorisations stand in
    `payer.references`, the day of its decision (573) in `payer_dates`; `outpatient` is all of
    MOA; `parties` are providers as that payer knows them."""

    responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    filing_indicator: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    amounts: tuple[Amount, ...] = ()
    benefits_assigned: str = ""
    patient_signature: str = ""
    release: str = ""
    outpatient: Raw = ()
    person: Party = Party("IL")
    payer: Party = Party("PR")
    payer_dates: tuple[Period, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def paid_cents(self) -> int | None:
        return self._amount(PAID)

    @property
    def still_owed_cents(self) -> int | None:
        """What the patient still owes, by this payer's decision."""
        return self._amount(STILL_OWED)

    @property
    def decided_on(self) -> date | None:
        return day(self.payer_dates, "573")

    def _amount(self, qualifier: str) -> int | None:
        return next((a.cents for a in self.amounts if a.qualifier == qualifier), None)
