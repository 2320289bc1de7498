"""Many claims as one batch: who bills, whose cover, whom it treats. Pure."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from billing.submission.writing import people
from billing.submission.writing.claims import claim_of
from billing.submission.writing.covers import RANKS, RELATIONSHIPS
from billing.submission.writing.fitness import unfit
from billing.submission.writing.values import Fit, ToSend, Unfit, Written
from billing.x12.dental_claim import DentalClaim
from billing.x12.parties import Party
from billing.x12.sending import Envelope
from billing.x12.submission import SELF, BillingProvider, Patient, Submission, Subscriber
from billing.x12.write837 import write837

SET_CONTROL = "0001"
PRINT_CHARACTERS = 32
Key = tuple[object, ...]


class _Tree:
    """Claims under the same biller, cover and patient stand together, in the order they came."""

    def __init__(self) -> None:
        self.billers: dict[Key, tuple[ToSend, dict[Key, list[tuple[ToSend, DentalClaim]]]]] = {}

    def add(self, told: ToSend, claim: DentalClaim) -> None:
        biller: Key = (told.facts.billing, told.biller)
        _, covers = self.billers.setdefault(biller, (told, {}))
        covers.setdefault(_cover(told), []).append((told, claim))


def _cover(told: ToSend) -> Key:
    facts = told.facts
    return (
        facts.subscriber, facts.member_id, facts.group_number, facts.rank,
        told.payer_code or facts.payer.code, facts.payer.name, facts.relationship == "self",
    )  # fmt: skip


def batch837(
    claims: Iterable[ToSend],
    *,
    envelope: Envelope,
    reference: str,
    submitter: Party,
    receiver: Party,
    created_at: datetime,
) -> Written:
    """One interchange with one set; `reference` is BHT03. What is unfit is left out and told.

    `created_at` is the practice's own time.
    """
    tree, fit, left_out = _Tree(), [], []
    for told in claims:
        claim_id, why = uuid.UUID(told.facts.id), unfit(told)
        if why:
            left_out.append(Unfit(claim_id, why))
            continue
        claim = claim_of(told)
        fit.append(Fit(claim_id, SET_CONTROL, print_of(told, claim)))
        tree.add(told, claim)
    if not fit:
        return Written(b"", [], left_out)
    submission = Submission(
        reference=reference,
        created_on=created_at.date(),
        created_time=f"{created_at:%H%M}",
        submitter=submitter,
        receiver=receiver,
        providers=tuple(_provider(told, covers) for told, covers in tree.billers.values()),
    )
    return Written(write837([submission], envelope), fit, left_out)


def _provider(told: ToSend, covers: dict[Key, list[tuple[ToSend, DentalClaim]]]) -> BillingProvider:
    return BillingProvider(
        party=people.billing(told.facts.billing, told.biller),
        taxonomy=told.facts.billing.taxonomy,
        subscribers=tuple(_subscriber(held) for held in covers.values()),
    )


def _subscriber(held: Sequence[tuple[ToSend, DentalClaim]]) -> Subscriber:
    told = held[0][0]
    facts = told.facts
    is_self = facts.relationship == "self"
    return Subscriber(
        responsibility=RANKS.get(facts.rank, "U"),
        relationship=SELF if is_self else "",
        group_number=facts.group_number,
        filing_indicator="CI",
        person=people.person("IL", facts.subscriber, member_id=facts.member_id),
        payer=people.payer(facts.payer, told.payer_code),
        claims=tuple(claim for _, claim in held) if is_self else (),
        patients=() if is_self else _patients(held),
    )


def _patients(held: Sequence[tuple[ToSend, DentalClaim]]) -> tuple[Patient, ...]:
    found: dict[Key, list[tuple[ToSend, DentalClaim]]] = {}
    for told, claim in held:
        found.setdefault((told.facts.patient, told.facts.relationship), []).append((told, claim))
    return tuple(
        Patient(
            RELATIONSHIPS[rows[0][0].facts.relationship],
            people.person("QC", rows[0][0].facts.patient),
            tuple(claim for _, claim in rows),
        )
        for rows in found.values()
    )


def print_of(told: ToSend, claim: DentalClaim) -> str:
    """The fingerprint of all that is said: it differs where anything of the claim does."""
    facts = told.facts
    said = (
        claim, facts.patient, facts.subscriber, facts.relationship, facts.member_id,
        facts.group_number, told.payer_code or facts.payer.code, facts.billing, facts.rank,
    )  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()[:PRINT_CHARACTERS]
