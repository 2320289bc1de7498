"""An 835 as values: one transaction is one payment. Money in cents, signs as in the file."""

from datetime import date

import msgspec

from billing.x12.errors import Problem


class Adjustment(msgspec.Struct, frozen=True, gc=False):
    """One CAS triple."""

    group: str
    reason: str
    cents: int
    quantity: str = ""


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One REF: what kind of number, and the number."""

    qualifier: str
    value: str


class Amount(msgspec.Struct, frozen=True, gc=False):
    """One AMT: information, never part of the balance."""

    qualifier: str
    cents: int


class Day(msgspec.Struct, frozen=True, gc=False):
    """One DTM whose text is a day."""

    qualifier: str
    on: date


class Party(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One N1 or NM1 with what follows it: payer, payee, patient, provider …"""

    entity: str
    name: str = ""
    first_name: str = ""
    id_qualifier: str = ""
    id: str = ""
    address: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    contacts: tuple[tuple[str, ...], ...] = ()


class Line(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One SVC. `code` is what was adjudicated (SVC01), `submitted_code` what we sent (SVC06)."""

    code: str
    charge_cents: int
    paid_cents: int
    qualifier: str = ""
    submitted_code: str = ""
    modifiers: tuple[str, ...] = ()
    units: str = ""
    submitted_units: str = ""
    served_on: date | None = None
    days: tuple[Day, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Reference, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def control_number(self) -> str:
        """REF 6R: the line number we sent, the only thing that tells two equal lines apart."""
        return next((ref.value for ref in self.references if ref.qualifier == "6R"), "")


class Claim(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One CLP. `offset` and `end` are its bytes in the file, `segment` the ordinal of its CLP."""

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
    lines: tuple[Line, ...] = ()

    @property
    def is_reversal(self) -> bool:
        return self.status == "22"

    @property
    def is_predetermination(self) -> bool:
        return self.status == "25"


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


class OtherSet(msgspec.Struct, frozen=True, gc=False):
    """Any other transaction set: recognised and counted, not read further."""

    set: str
    control: str
    version: str
    offset: int
    segments: int
    warnings: tuple[Problem, ...] = ()


Transaction = Remittance | OtherSet
