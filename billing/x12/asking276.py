"""Questions about several claims as one 276: the tree that its claims share is built once."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from billing.x12.claim_status import StatusClaim
from billing.x12.eligibility import Trace
from billing.x12.parties import Amount, Party, Reference
from billing.x12.parts import Period
from billing.x12.status_tree import (
    VERSION_STATUS,
    ClaimStatuses,
    StatusMember,
    StatusProvider,
    StatusReceiver,
    StatusSource,
)

STRUCTURE, REQUEST, OURS, ASKED = "0010", "13", "EJ", "1"
CHARGE, SERVED, PAYERS = "T3", "472", "1K"


class Person(NamedTuple):
    """A subscriber or dependent with birth and sex as the payer has them."""

    party: Party
    born_on: date | None = None
    sex: str = ""


class Asked(NamedTuple):
    """One claim to ask about. `trace` must be ours alone: the answer comes back under it.

    `number` is our CLM01, `patient` None where the subscriber is the patient.
    """

    payer: Party
    receiver: Party
    provider: Party
    subscriber: Person
    trace: str
    number: str
    charge_cents: int
    served: Period
    payer_claim_number: str = ""
    patient: Person | None = None


def inquiry_of(
    asked: Iterable[Asked], reference: str, created_on: date, created_time: str
) -> ClaimStatuses:
    """One ST with all of them, in the order they first come. `created_time` is HHMM, local."""
    tree: dict[Party, dict[Party, dict[Party, dict[Person, list[Asked]]]]] = {}
    for one in asked:
        members = tree.setdefault(one.payer, {}).setdefault(one.receiver, {})
        members.setdefault(one.provider, {}).setdefault(one.subscriber, []).append(one)
    sources = tuple(
        StatusSource(payer, receivers=tuple(_receiver(*below) for below in receivers.items()))
        for payer, receivers in tree.items()
    )
    return ClaimStatuses(
        "276", reference, created_on, created_time, REQUEST, "", sources, STRUCTURE,
        version=VERSION_STATUS,
    )  # fmt: skip


def _receiver(party: Party, providers: dict[Party, dict[Person, list[Asked]]]) -> StatusReceiver:
    return StatusReceiver(
        party,
        providers=tuple(
            StatusProvider(
                provider, members=tuple(_subscriber(who, asked) for who, asked in members.items())
            )
            for provider, members in providers.items()
        ),
    )


def _subscriber(who: Person, asked: list[Asked]) -> StatusMember:
    patients: dict[Person, list[Asked]] = {}
    for one in asked:
        if one.patient is not None:
            patients.setdefault(one.patient, []).append(one)
    own = [one for one in asked if one.patient is None]
    return StatusMember(
        *who,
        tuple(map(_claim, own)),
        tuple(StatusMember(*one, tuple(map(_claim, theirs))) for one, theirs in patients.items()),
    )


def _claim(asked: Asked) -> StatusClaim:
    payers = (Reference(PAYERS, asked.payer_claim_number),) if asked.payer_claim_number else ()
    return StatusClaim(
        Trace(ASKED, asked.trace),
        references=(*payers, Reference(OURS, asked.number)),
        amounts=(Amount(CHARGE, asked.charge_cents),),
        dates=(asked.served,),
    )
