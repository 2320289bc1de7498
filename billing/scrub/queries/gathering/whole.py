"""The parts put together into facts, claim by claim."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from billing.eligibility.benefits import Benefits, Served
from billing.eligibility.queries import benefits_for
from billing.scrub.facts import ClaimFacts, Line, Listed, OtherCover, Sibling
from billing.scrub.parties import Billing, Dentist, Payer, Person
from billing.scrub.queries.gathering import claims, covers, past, shared
from billing.scrub.queries.gathering.claims import Head
from billing.scrub.queries.gathering.covers import Cover

CLAIMS_AT_ONCE_MAX = 1_000
SIBLING_DAYS = 730


class Parts(NamedTuple):
    """What was read for all claims of one gathering."""

    seen_on: date | None
    billing: Billing
    payers: dict[uuid.UUID, Payer]
    dentists: dict[uuid.UUID, Dentist]
    code_list: dict[str, Listed]
    lines: dict[uuid.UUID, tuple[Line, ...]]
    history: dict[str, tuple[Served, ...]]
    siblings: dict[str, list[Sibling]]
    covers: dict[str, list[Cover]]
    benefits: dict[str, Benefits]


def gather(
    claim_ids: Sequence[uuid.UUID], *, today: date, as_served: bool = False
) -> list[ClaimFacts]:
    """Facts of these claims of the practice we stand in, in the order of their ids.

    At most CLAIMS_AT_ONCE_MAX; `id` of the facts is the claim's own. Reads a fixed number of
    queries, and memory grows with the claims asked for, not with the practice. `as_served` sets
    each claim's `today` to its own day of service, for looking back.
    """
    if len(claim_ids) > CLAIMS_AT_ONCE_MAX:
        raise ValueError(f"{len(claim_ids)} claims at once, at most {CLAIMS_AT_ONCE_MAX}")
    heads = claims.heads(claim_ids)
    parts = _parts(heads, None if as_served else today, today)
    return [_facts(head, parts) for head in heads]


def _parts(heads: Sequence[Head], seen_on: date | None, today: date) -> Parts:
    ids = [head.id for head in heads]
    patients = {head.patient_key for head in heads}
    held = covers.covers(patients)
    return Parts(
        seen_on,
        shared.billing(),
        shared.payers({head.payer_id for head in heads}),
        claims.dentists({head.provider_id for head in heads if head.provider_id}),
        shared.code_list(),
        claims.lines(ids),
        past.done(patients),
        past.siblings(patients, since=_since(heads, today)),
        held,
        benefits_for([one.key for several in held.values() for one in several]),
    )


def _since(heads: Sequence[Head], today: date) -> date:
    first = min((head.served_on for head in heads), default=today)
    return min(first, today) - timedelta(days=SIBLING_DAYS)


def _facts(head: Head, parts: Parts) -> ClaimFacts:
    own = parts.lines.get(head.id, ())
    history = _before(parts.history.get(head.patient_key, ()), head)
    held = parts.covers.get(head.patient_key, [])
    cover = next((one for one in held if one.rank == head.rank), None)
    subscriber = cover.subscriber if cover and cover.subscriber else head.patient
    return ClaimFacts(
        id=str(head.id),
        rank=head.rank,
        charge_cents=head.charge_cents,
        today=parts.seen_on or head.served_on,
        patient=head.patient,
        subscriber=subscriber,
        relationship=_relationship(cover, subscriber, head.patient),  # type: ignore[arg-type]  # the mirror's own choices
        member_id=head.member_id,
        group_number=cover.group_number if cover else "",
        payer=parts.payers[head.payer_id],
        billing=parts.billing,
        rendering=parts.dentists.get(head.provider_id) if head.provider_id else None,
        lines=own,
        history=history,
        siblings=tuple(
            one for one in parts.siblings.get(head.patient_key, ()) if one.claim != str(head.id)
        ),
        missing=past.lost(history),
        others=tuple(_other(one) for one in held if one.rank != head.rank),
        covers=max(1, len(held)),
        benefits=parts.benefits.get(cover.key) if cover else None,
        code_list=parts.code_list,
    )


def _before(history: tuple[Served, ...], head: Head) -> tuple[Served, ...]:
    """What was done before the claim's own day; its own services are its lines."""
    return tuple(one for one in history if one.served_on < head.served_on)


def _relationship(cover: Cover | None, subscriber: Person, patient: Person) -> str:
    if cover is None:
        return "self"
    return "self" if subscriber is patient else cover.relationship


def _other(cover: Cover) -> OtherCover:
    return OtherCover(
        rank=cover.rank,
        payer=Payer(name=cover.carrier_name, code=cover.carrier_code),
        member_id=cover.member_id,
        relationship=cover.relationship,  # type: ignore[arg-type]  # the mirror's own choices
        subscriber=cover.subscriber or Person(),
    )
