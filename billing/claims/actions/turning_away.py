"""Claims that a clearinghouse or payer did not take."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from billing.claims.actions.deciding import decision, keep
from billing.claims.actions.moving import move_all
from billing.claims.models import Claim, TurnedAway
from billing.claims.states import UNSENT, ClaimState
from practices.events.actions import raise_events

OUT = (ClaimState.LEAVING, ClaimState.SENT)
WHO = {"file": "The clearinghouse", "house": "The clearinghouse", "payer": "The payer"}


@dataclass(frozen=True, slots=True)
class Reason:
    """`by` is file, house or payer; `field` as findings name it."""

    by: str
    words: str
    category: str = ""
    code: str = ""
    entity: str = ""
    field: str = ""
    line: int | None = None


@transaction.atomic
def turned_away(told: Mapping[uuid.UUID, Sequence[Reason]], *, now: datetime) -> list[Claim]:
    """They wait for a person, with what was said of them; one that was answered since does not.
    Those that wait now.
    """
    rows = _out(told.keys())
    TurnedAway.objects.bulk_create(
        TurnedAway(
            claim=row, by=one.by, category=one.category[:3], code=one.code[:5],
            entity=one.entity[:3], field=one.field[:60], line=one.line, words=one.words[:300],
            at=now,
        )
        for row in rows
        for one in told[row.pk]
    )  # fmt: skip
    for row in rows:
        first = told[row.pk][0]
        row.held_because = f"{WHO[first.by]} turned it away: {first.words}"[:200]
    Claim.objects.bulk_update(rows, ["held_because"], batch_size=1_000)
    _move(rows, ClaimState.HELD, "held", now=now)
    return rows


@transaction.atomic
def back_to_draft(claim_ids: Collection[uuid.UUID], *, why: str, now: datetime) -> None:
    """Nothing is wrong with them: rules look, and they leave again."""
    _move(_out(claim_ids), ClaimState.DRAFT, "again", now=now, why=why)


@transaction.atomic
def taken_after_all(claim_ids: Collection[uuid.UUID], *, now: datetime) -> list[uuid.UUID]:
    """What was turned away was taken by a later word: it is out again. Which were still here."""
    rows = Claim.objects.select_for_update(of=("self",), no_key=True)
    here = list(rows.filter(pk__in=list(claim_ids), state__in=UNSENT).order_by("pk"))
    TurnedAway.objects.filter(claim__in=here, over_at=None).update(over_at=now)
    for row in here:
        row.held_because = ""
    Claim.objects.bulk_update(here, ["held_because"], batch_size=1_000)
    _move(here, ClaimState.SENT, "sent", now=now, why="Taken after all")
    return [row.pk for row in here]


def _out(claim_ids: Collection[uuid.UUID]) -> list[Claim]:
    rows = Claim.objects.select_for_update(of=("self",), no_key=True).select_related("payer")
    return list(rows.filter(pk__in=list(claim_ids), state__in=OUT).order_by("pk"))


def _move(
    rows: Sequence[Claim], to: ClaimState, outcome: str, *, now: datetime, why: str = ""
) -> None:
    if not rows:
        return
    move_all(rows, to=to)
    keep([decision(row, outcome, now=now, why=why or row.held_because) for row in rows])
    raise_events("claim.changed", [row.pk for row in rows], at=now)
