"""An 837D as values: one transaction is one batch, billing provider by billing provider.

Batch → billing providers → subscribers with their payer → patients where they are not the
subscriber → claims. A subscriber who is the patient has claims; one whose family is treated has
`patients`; one may have both.
"""

from datetime import date

import msgspec

from billing.x12.dental_claim import DentalClaim
from billing.x12.errors import Problem
from billing.x12.parties import Origin, Party
from billing.x12.parts import Raw

VERSION_837D = "005010X224A2"
SELF = "18"


class Patient(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Who was treated, if not the subscriber: 01 a spouse, 19 a child, G8 another (PAT01)."""

    relationship: str
    person: Party = Party("QC")
    claims: tuple[DentalClaim, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()


class Subscriber(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One SBR with the payer the claims go to.

    `responsibility` is P, S, T …; `relationship` is 18 where the subscriber is the patient and
    else "". The member id is `person.id` under MI, the payer's id `payer.id` under PI or XV.
    """

    responsibility: str
    relationship: str = ""
    group_number: str = ""
    group_name: str = ""
    insurance_type: str = ""
    filing_indicator: str = ""
    person: Party = Party("IL")
    payer: Party = Party("PR")
    claims: tuple[DentalClaim, ...] = ()
    patients: tuple[Patient, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()


class BillingProvider(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Who bills. The NPI is `party.id` under XX, the tax id a reference EI or SY of `party`,
    `taxonomy` PRV BI. `pay_to` is where payments go, `pay_to_plan` which plan gets them."""

    party: Party = Party("85")
    taxonomy: str = ""
    currency: str = ""
    pay_to: Party | None = None
    pay_to_plan: Party | None = None
    subscribers: tuple[Subscriber, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()

    @property
    def npi(self) -> str:
        return self.party.id if self.party.id_qualifier == "XX" else ""

    @property
    def tax_id(self) -> str:
        told = self.party.references
        return next((r.value for r in told if r.qualifier in {"EI", "SY"}), "")


class Submission(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One ST of an 837D.

    `reference` is BHT03 (comes back in the 277CA), `created_on` and `created_time` (HHMM) are
    local to whoever wrote it, `kind` is CH for claims. `control`, `offset`, `warnings` and
    `origin` tell of a file that was read, and are not written.
    """

    reference: str
    created_on: date | None = None
    created_time: str = ""
    submitter: Party = Party("41")
    receiver: Party = Party("40")
    providers: tuple[BillingProvider, ...] = ()
    structure: str = "0019"
    purpose: str = "00"
    kind: str = "CH"
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()
    version: str = VERSION_837D
    control: str = ""
    offset: int = 0
    warnings: tuple[Problem, ...] = ()
    origin: Origin | None = None

    @property
    def claims(self) -> tuple[DentalClaim, ...]:
        """All claims of the batch, in the order of the file where subscribers come first."""
        return tuple(
            claim
            for provider in self.providers
            for subscriber in provider.subscribers
            for claims in (subscriber.claims, *(p.claims for p in subscriber.patients))
            for claim in claims
        )
