"""A 276, 277 or 277CA as values: who asks or tells whom about which claims.

Source (the payer, or a clearinghouse) → receivers (who submits) → providers → members → claims,
and dependents of a member with claims of their own. The three sets share this tree.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from billing.x12.claim_status import Statement, StatusClaim
from billing.x12.eligibility import Trace
from billing.x12.errors import Problem
from billing.x12.parties import Amount, Origin, Party, Reference
from billing.x12.parts import Period, Raw

VERSION_STATUS, VERSION_277CA = "005010X212", "005010X214"


class StatusMember(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A subscriber (HL 22), a dependent (23), or the patient of a 277CA (PT)."""

    person: Party = Party("IL")
    born_on: date | None = None
    sex: str = ""
    claims: tuple[StatusClaim, ...] = ()
    dependents: tuple["StatusMember", ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()


class StatusLevel(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What a level above the patient can say: who it is, traces, statements, counts and sums.

    In a 277CA, `quantities` are 90 and AA (QA and QC at a provider): claims accepted and rejected;
    `amounts` are YU and YY: their sums.
    """

    party: Party = Party("")
    traces: tuple[Trace, ...] = ()
    statements: tuple[Statement, ...] = ()
    references: tuple[Reference, ...] = ()
    quantities: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    dates: tuple[Period, ...] = ()
    parties: tuple[Party, ...] = ()
    others: tuple[Raw, ...] = ()


class StatusProvider(StatusLevel, frozen=True, gc=False, omit_defaults=True):
    members: tuple[StatusMember, ...] = ()


class StatusReceiver(StatusLevel, frozen=True, gc=False, omit_defaults=True):
    providers: tuple[StatusProvider, ...] = ()

    @property
    def batch_reference(self) -> str:
        """TRN02 of a 277CA: our BHT03 of the batch that is answered."""
        return next((told.number for told in self.traces if told.kind == "2"), "")


class StatusSource(StatusLevel, frozen=True, gc=False, omit_defaults=True):
    receivers: tuple[StatusReceiver, ...] = ()


class Placed(NamedTuple):
    """A claim with all that stands around it."""

    source: StatusSource
    receiver: StatusReceiver
    provider: StatusProvider
    subscriber: StatusMember
    patient: StatusMember
    claim: StatusClaim


class ClaimStatuses(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One ST: `set` is 276, 277 or 277CA, `reference` BHT03.

    `created_time` is HHMM or longer, local to whoever wrote it, as `created_on` is. `control`,
    `offset`, `warnings` and `origin` tell of a file that was read, and are not written.
    """

    set: Literal["276", "277", "277CA"]
    reference: str
    created_on: date | None = None
    created_time: str = ""
    purpose: str = ""
    kind: str = ""
    sources: tuple[StatusSource, ...] = ()
    structure: str = ""
    others: tuple[Raw, ...] = ()
    version: str = ""
    control: str = ""
    offset: int = 0
    warnings: tuple[Problem, ...] = ()
    origin: Origin | None = None

    def placed(self) -> Iterator[Placed]:
        """Each claim in the order of the tree, a subscriber's before those of dependents."""
        for source in self.sources:
            for receiver in source.receivers:
                for provider in receiver.providers:
                    for subscriber in provider.members:
                        for patient in (subscriber, *subscriber.dependents):
                            for claim in patient.claims:
                                yield Placed(source, receiver, provider, subscriber, patient, claim)

    @property
    def claims(self) -> tuple[StatusClaim, ...]:
        return tuple(placed.claim for placed in self.placed())
