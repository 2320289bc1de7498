"""An 835 as values: one transaction is one payment. Money in cents, signs as in the file.

Values are frozen, so that equal parts of a file may be one object, and typed, so that they travel
as JSON and come back the same. What a file does not say is "" or (), never None but for days.
"""

from datetime import date

import msgspec

from billing.x12.errors import Problem
from billing.x12.parties import Amount, Day, Origin, Party, Reference

__all__ = [
    "Adjustment",
    "Amount",
    "BankAccount",
    "Claim",
    "Day",
    "Gap",
    "Line",
    "Origin",
    "OtherSet",
    "Party",
    "ProviderAdjustment",
    "Reference",
    "Remittance",
    "Service",
    "Transaction",
]


class Adjustment(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One CAS triple."""

    group: str
    reason: str
    cents: int
    quantity: str = ""


class Service(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What the payer decided on one SVC. Equal services of a file are one object.

    `code` is what was adjudicated (SVC01), `submitted_code` what we sent (SVC06). `days` and
    `references` are those that the line does not tell by itself. `remarks` are LQ codes; those
    under another qualifier than HE stand in `other_remarks`.
    """

    code: str
    charge_cents: int
    paid_cents: int
    qualifier: str = ""
    submitted_code: str = ""
    modifiers: tuple[str, ...] = ()
    units: str = ""
    submitted_units: str = ""
    revenue_code: str = ""
    description: str = ""
    submitted_qualifier: str = ""
    submitted_modifiers: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Reference, ...] = ()
    remarks: tuple[str, ...] = ()
    other_remarks: tuple[Reference, ...] = ()


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One SVC with its day (DTM 472, else where its period begins: 150) and its number.

    `control_number` is REF 6R, the line number we sent: the only thing that tells two equal lines
    apart.
    """

    service: Service
    served_on: date | None = None
    control_number: str = ""


class Claim(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One CLP. `offset` and `end` are its bytes in the file, `segment` the ordinal of its CLP.

    `institutional` is CLP10 to CLP14, `outpatient` and `inpatient` all of MOA and MIA, as sent;
    `remarks` are the remark codes of both.
    """

    patient_control_number: str
    status: str
    charge_cents: int
    paid_cents: int
    offset: int
    end: int
    segment: int
    patient_cents: int = 0
    filing_code: str = ""
    payer_control_number: str = ""
    facility: str = ""
    frequency: str = ""
    batch_provider: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    parties: tuple[Party, ...] = ()
    references: tuple[Reference, ...] = ()
    days: tuple[Day, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Reference, ...] = ()
    remarks: tuple[str, ...] = ()
    outpatient: tuple[str, ...] = ()
    inpatient: tuple[str, ...] = ()
    institutional: tuple[str, ...] = ()
    contacts: tuple[tuple[str, ...], ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def is_reversal(self) -> bool:
        return self.status == "22"


class ProviderAdjustment(msgspec.Struct, frozen=True, gc=False):
    """One PLB pair with its own reference; positive lowers the payment."""

    provider: str
    period_end: date | None
    reason: str
    reference: str
    cents: int


class Gap(msgspec.Struct, frozen=True, gc=False):
    """Where a remittance does not add up: `level` is line, claim or payment."""

    level: str
    where: str
    cents: int


class BankAccount(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One side of an EFT: BPR06 to 09, or BPR12 to 15."""

    bank_qualifier: str = ""
    bank: str = ""
    account_qualifier: str = ""
    account: str = ""


class Remittance(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One ST of an 835: one payment with its claims, adjustments, gaps and warnings."""

    control: str
    version: str
    offset: int
    paid_cents: int
    handling: str = ""
    credit_or_debit: str = ""
    method: str = ""
    effective_date: date | None = None
    originator_id: str = ""
    trace: str = ""
    trace_originator: str = ""
    receiver_id: str = ""
    payer: Party | None = None
    payee: Party | None = None
    references: tuple[Reference, ...] = ()
    days: tuple[Day, ...] = ()
    claims: tuple[Claim, ...] = ()
    provider_adjustments: tuple[ProviderAdjustment, ...] = ()
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[Problem, ...] = ()
    payment_format: str = ""
    from_account: BankAccount | None = None
    to_account: BankAccount | None = None
    originator_supplement: str = ""
    trace_supplement: str = ""
    currency: str = ""
    delivery: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def payee_npi(self) -> str:
        return self.payee.id if self.payee and self.payee.id_qualifier == "XX" else ""

    @property
    def payee_tax_id(self) -> str:
        """N104 under FI, else REF TJ."""
        if self.payee is None:
            return ""
        if self.payee.id_qualifier == "FI":
            return self.payee.id
        return next((r.value for r in self.payee.references if r.qualifier == "TJ"), "")


class OtherSet(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Any other transaction set: recognised and counted, not read further."""

    set: str
    control: str
    version: str
    offset: int
    segments: int
    warnings: tuple[Problem, ...] = ()
    origin: Origin | None = None


Transaction = Remittance | OtherSet
