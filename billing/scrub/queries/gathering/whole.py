"""The parts put together into facts, claim by claim."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import msgspec

from billing.eligibility.benefits import Benefits, Served
from billing.eligibility.queries import benefits_for
from billing.payers.naming import NO_CODES, Named
from billing.scrub.edits import Pack
from billing.scrub.facts import (
    Attached,
    ClaimFacts,
    Line,
    Listed,
    Noted,
    OtherCover,
    Refused,
    Sibling,
)
from billing.scrub.mending import overlaid
from billing.scrub.parties import Credential, Dentist, Payer, Person
from billing.scrub.queries.changes import changes_of
from billing.scrub.queries.gathering import claims, covers, details, papers, past, payers, shared
from billing.scrub.queries.gathering.claims import Head
from billing.scrub.queries.gathering.covers import Cover
from billing.scrub.queries.gathering.details import NOTHING, Answer, Details, enclosed
from billing.scrub.queries.gathering.payers import Asked
from billing.scrub.queries.packs import packs
from compliance.access import context

CLAIMS_AT_ONCE_MAX = 1_000
SIBLING_DAYS = 730
USUAL_PLACE = "11"  # an office


class Parts(NamedTuple):
    """What was read for all claims of one gathering."""

    seen_on: date | None
    bills: shared.Bills
    payers: dict[uuid.UUID, Payer]
    coded: dict[tuple[str, str], Payer]
    packs: dict[uuid.UUID, Pack]
    credentials: dict[Asked, Credential]
    carriers: dict[Named, Payer]
    dentists: dict[uuid.UUID, Dentist]
    code_list: dict[str, Listed]
    usual_fees: dict[str, int]
    lines: dict[uuid.UUID, tuple[Line, ...]]
    details: dict[uuid.UUID, Details]
    refused: dict[uuid.UUID, tuple[Refused, ...]]
    answers: dict[uuid.UUID, Answer]
    history: dict[str, tuple[Served, ...]]
    siblings: dict[str, list[Sibling]]
    missing: dict[str, tuple[str, ...]]
    covers: dict[str, list[Cover]]
    notes: dict[uuid.UUID, tuple[Noted, ...]]
    said: dict[uuid.UUID, papers.Said]
    benefits: dict[str, Benefits]


def gather(
    claim_ids: Sequence[uuid.UUID],
    *,
    today: date,
    as_served: bool = False,
    as_told: bool = False,
    for_sending: bool = False,
) -> list[ClaimFacts]:
    """Facts of these claims of the practice we stand in, in the order of their ids.

    At most CLAIMS_AT_ONCE_MAX; `id` of the facts is the claim's own. Reads a fixed number of
    queries, and memory grows with the claims asked for, not with the practice. `as_served` sets
    each claim's `today` to its own day of service, for looking back. Clerical changes that were
    made lie over what the practice's system says, but for `as_told`. `for_sending` leaves out what
    no claim says and only rules ask: history, other claims, benefits, notes, edits, usual fees.
    """
    if len(claim_ids) > CLAIMS_AT_ONCE_MAX:
        raise ValueError(f"{len(claim_ids)} claims at once, at most {CLAIMS_AT_ONCE_MAX}")
    heads = claims.heads(claim_ids)
    parts = _parts(heads, None if as_served else today, today, is_lean=for_sending)
    told = [_facts(head, parts) for head in heads]
    if as_told:
        return told
    made = changes_of([head.id for head in heads])
    return [overlaid(one, made.get(uuid.UUID(one.id), ()))[0] for one in told]


def _parts(heads: Sequence[Head], seen_on: date | None, today: date, *, is_lean: bool) -> Parts:
    ids = [head.id for head in heads]
    patients = {head.patient_key for head in heads}
    payer_ids = {head.payer_id for head in heads}
    rows, held = claims.line_rows(ids), covers.covers(patients)
    codes = {claims.code_of(row) for held in rows.values() for row in held}
    usual = {} if is_lean else shared.usual_fees(codes)
    practice = shared.practice()
    asked = {one for head in heads if (one := _asked(head))}
    cover_keys = [one.key for several in held.values() for one in several]
    return Parts(
        seen_on,
        shared.Bills(practice),
        payers.payers(payer_ids),
        {},
        {} if is_lean else packs(context.practice().organization_id, payer_ids),
        {} if is_lean else payers.credentials(asked),
        payers.carriers({_named(one) for found in held.values() for one in found}),
        claims.dentists({head.provider_id for head in heads if head.provider_id}),
        {} if is_lean else shared.code_list(),
        usual,
        {pk: tuple(claims.line_of(row, usual) for row in held) for pk, held in rows.items()},
        details.particulars(ids),
        {} if is_lean else details.refused(ids),
        details.answers({head.follows_id for head in heads if head.follows_id}),
        {} if is_lean else past.done(patients),
        {} if is_lean else past.siblings(patients, since=_since(heads, today)),
        past.missing(patients),
        held,
        {} if is_lean else papers.notes(ids, practice),
        papers.said(ids),
        {} if is_lean else benefits_for(cover_keys),
    )


def _since(heads: Sequence[Head], today: date) -> date:
    first = min((head.served_on for head in heads), default=today)
    return min(first, today) - timedelta(days=SIBLING_DAYS)


def _facts(head: Head, parts: Parts) -> ClaimFacts:
    own = parts.lines.get(head.id, ())
    history = _before(parts.history.get(head.patient_key, ()), head)
    held = parts.covers.get(head.patient_key, [])
    cover = next((one for one in held if one.rank == head.rank), None)
    said = parts.details.get(head.id, NOTHING)
    subscriber = head.subscriber or (cover.subscriber if cover else None) or head.patient
    asked = _asked(head)
    return ClaimFacts(
        id=str(head.id),
        number=head.control_number,
        kind=head.kind,
        rank=head.rank,
        frequency=head.frequency or "1",
        original_number=head.original_number,
        place=head.place or USUAL_PLACE,
        charge_cents=head.charge_cents,
        today=parts.seen_on or head.served_on,
        patient=head.patient,
        subscriber=subscriber,
        relationship=_relationship(head, cover, subscriber),
        member_id=head.member_id,
        group_number=head.group_number or (cover.group_number if cover else ""),
        payer=_payer(head, cover, parts),
        billing=parts.bills.of(head.clinic_key, head.billing_provider_id),
        rendering=parts.dentists.get(head.provider_id) if head.provider_id else None,
        credential=parts.credentials.get(asked) if asked else None,
        lines=own,
        history=history,
        siblings=_siblings(head, parts),
        missing=past.lost(parts.missing.get(head.patient_key, ()), history),
        others=tuple(_other(one, head, parts) for one in held if one.rank != head.rank),
        covers=max(1, len(held)),
        narrative=said.narrative,
        authorization=said.authorization,
        accident=said.accident,
        accident_on=said.accident_on,
        accident_state=said.accident_state,
        orthodontics=said.orthodontics,
        attached=_attached(head, parts, said),
        assignment=head.assigns,
        release=head.releases,
        benefits=parts.benefits.get(cover.key) if cover else None,
        code_list=parts.code_list,
        usual_fees=parts.usual_fees,
        edits=parts.packs.get(head.payer_id),
        notes=parts.notes.get(head.id, ()),
        refused=parts.refused.get(head.id, ()),
    )


def _asked(head: Head) -> Asked | None:
    """Nobody's standing is asked where no dentist is named."""
    return Asked(head.provider_id, head.payer_id, head.served_on) if head.provider_id else None


def _payer(head: Head, cover: Cover | None, parts: Parts) -> Payer:
    """With the code its cover names, where the directory knows it by name alone. One value for
    all claims with that code, so that it is judged once.
    """
    known = parts.payers[head.payer_id]
    code = cover.carrier_code.strip() if cover else ""
    if known.code or code in NO_CODES:
        return known
    if (known.id, code) not in parts.coded:
        parts.coded[known.id, code] = msgspec.structs.replace(known, code=code)
    return parts.coded[known.id, code]


def _attached(head: Head, parts: Parts, said: Details) -> tuple[Attached, ...]:
    """As the practice's system marks them; else all that is known is a number."""
    marked = parts.said.get(head.id, papers.Said()).attached
    return marked or enclosed(said.attachment_number)


def _before(history: tuple[Served, ...], head: Head) -> tuple[Served, ...]:
    """What was done before the claim's own day; its own services are its lines."""
    return tuple(one for one in history if one.served_on < head.served_on)


def _relationship(head: Head, cover: Cover | None, subscriber: Person) -> Any:  # noqa: ANN401  # the rows' own choices
    if head.relationship:
        return head.relationship
    if cover is None or subscriber is head.patient:
        return "self"
    return cover.relationship


def _siblings(head: Head, parts: Parts) -> tuple[Sibling, ...]:
    """Lines of the patient's other claims; the claim to another payer for the same is none."""
    own = {str(head.id), str(head.follows_id)}
    found = parts.siblings.get(head.patient_key, ())
    return tuple(one for one in found if one.claim not in own)


def _named(cover: Cover) -> Named:
    return Named(name=cover.carrier_name, code=cover.carrier_code)


def _other(cover: Cover, head: Head, parts: Parts) -> OtherCover:
    """The payer before this claim's comes with what it answered."""
    named = _named(cover)
    is_before = cover.rank == head.rank - 1
    answer = parts.answers.get(head.follows_id) if is_before and head.follows_id else None
    return OtherCover(
        rank=cover.rank,
        payer=parts.carriers.get(named) or Payer(name=named.name, code=named.code),
        member_id=cover.member_id,
        relationship=cover.relationship,  # type: ignore[arg-type]  # the mirror's own choices
        subscriber=cover.subscriber or Person(),
        paid_cents=answer.paid_cents if answer else None,
        patient_cents=answer.patient_cents if answer else None,
        adjusted_cents=answer.adjusted_cents if answer else None,
        answered_on=answer.answered_on if answer else None,
        lines_answered=answer.lines if answer else 0,
        charge_cents=head.charge_cents if answer else None,
    )
