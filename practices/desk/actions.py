"""Laying work on the desk, taking it, putting it off, closing and reopening it."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from django.db import transaction
from django.db.models import F

from compliance.access import context
from practices.desk.models import Item, ItemState, SavedView
from practices.events.actions import raise_events
from practices.registry import bulk
from practices.registry.ids import new_id

# Why something may wait, and for how many days if nothing else is said.
SNOOZE_REASONS = {
    "payer": ("Waiting for the payer", 14),
    "attachment": ("Waiting for a document", 7),
    "patient": ("Waiting for the patient", 7),
    "colleague": ("Waiting for a colleague", 2),
}


class SomeoneElseActed(RuntimeError):
    """The item changed since the page was opened; nothing was done."""


class NewItem(msgspec.Struct, frozen=True, kw_only=True):
    """`words`, `payer_name` and `reference` are shown over all practices: no patient in them."""

    kind: str
    subject_id: uuid.UUID
    path: str
    question: str
    words: str
    payer_name: str
    cents: int
    since_on: date
    due_on: date
    reference: str = ""


def put(
    items: Sequence[NewItem], *, now: datetime, organization_id: uuid.UUID | None = None
) -> None:
    """Lay new items on the desk in one statement: the practice's we stand in, or the group's."""
    if not items:
        return
    ids = [new_id() for _ in items]
    place = context.practice_or_none()
    group_id = organization_id or context.practice().organization_id
    practice_id = place.id if place else None
    bulk.insert_many(
        Item,
        [
            {
                "id": pk,
                "kind": item.kind,
                "subject_id": item.subject_id,
                "path": item.path,
                "question": item.question,
                "words": item.words,
                "payer_name": item.payer_name,
                "reference": item.reference,
                "cents": item.cents,
                "since_on": item.since_on,
                "due_on": item.due_on,
            }
            for pk, item in zip(ids, items, strict=True)
        ],
        same={
            "organization_id": group_id,
            "practice_id": practice_id,
            "state": ItemState.OPEN.value,
            "owner_name": "",
            "note": "",
            "returned": False,
            "outcome": "",
            "version": 1,
        },
    )
    raise_events("desk.item_opened", ids, at=now, organization_id=group_id)


def ask(*, kind: str, subject_id: uuid.UUID, question: str, words: str) -> None:
    """The subject waits, with this question or, with none, for approval; reopens if closed."""
    Item.objects.filter(kind=kind, subject_id=subject_id).update(
        state=ItemState.OPEN,
        question=question,
        words=words,
        snoozed_until=None,
        outcome="",
        closed_at=None,
        version=F("version") + 1,
    )


def put_or_ask(item: NewItem, *, now: datetime, organization_id: uuid.UUID) -> None:
    """Lay it on the desk, or open it again where the same was there before."""
    same = Item.objects.filter(kind=item.kind, subject_id=item.subject_id)
    if same.exists():
        ask(
            kind=item.kind,
            subject_id=item.subject_id,
            question=item.question,
            words=item.words,
        )
    else:
        put([item], now=now, organization_id=organization_id)


def keep_open(item: NewItem, *, now: datetime) -> None:
    """The subject waits with these words and this amount, whether or not it waited before.

    What a person put off stays so until its day, unless its question is another one by now.
    """
    told = msgspec.structs.asdict(item)
    key = {name: told.pop(name) for name in ("kind", "subject_id")}
    place = context.practice()
    told |= {"organization_id": place.organization_id, "practice_id": place.id}
    row, is_new = Item.objects.get_or_create(**key, defaults=told)
    if is_new:
        raise_events("desk.item_opened", [row.pk], at=now, organization_id=place.organization_id)
        return
    shown = {name: told[name] for name in ("question", "words", "cents")}
    rows = Item.objects.filter(pk=row.pk)
    is_put_off = row.state == ItemState.SNOOZED and row.question == item.question
    if not is_put_off:
        shown |= {"state": ItemState.OPEN.value, "snoozed_until": None}
    rows.update(**shown, outcome="", closed_at=None, version=F("version") + 1)


def keep_open_all(items: Sequence[NewItem], *, now: datetime) -> None:
    """Many of one kind in the practice we stand in, as `keep_open`: one read, one write for what
    is new, and one for each that asks another thing or had been closed.
    """
    kinds, ids = {item.kind for item in items}, [item.subject_id for item in items]
    rows = Item.objects.filter(kind__in=kinds, subject_id__in=ids)
    known = {(row.kind, row.subject_id): row for row in rows}
    put([item for item in items if (item.kind, item.subject_id) not in known], now=now)
    for item in items:
        row = known.get((item.kind, item.subject_id))
        if row and (row.state == ItemState.DONE or row.question != item.question):
            keep_open(item, now=now)


def close(*, kind: str, subject_id: uuid.UUID, outcome: str, now: datetime) -> None:
    """The subject waits for nobody any more; closing twice changes nothing."""
    close_all(kind=kind, subject_ids=[subject_id], outcome=outcome, now=now)


def close_all(*, kind: str, subject_ids: Sequence[uuid.UUID], outcome: str, now: datetime) -> None:
    """The same for many at once."""
    rows = Item.objects.filter(kind=kind, subject_id__in=list(subject_ids))
    rows.exclude(state=ItemState.DONE).update(
        state=ItemState.DONE, outcome=outcome, closed_at=now, version=F("version") + 1
    )


@transaction.atomic
def take(*, item: Item, user_id: int, name: str) -> Item:
    """Make the item this person's; taking from a colleague is allowed and shows."""
    _change(item, owner_id=user_id, owner_name=name)
    return item


@transaction.atomic
def hand_back(*, item: Item) -> Item:
    _change(item, owner_id=None, owner_name="")
    return item


@transaction.atomic
def snooze(*, item: Item, reason: str, until: date) -> Item:
    """Out of sight until that day, then back and marked. Raises KeyError, SomeoneElseActed."""
    label, _ = SNOOZE_REASONS[reason]
    _change(item, state=ItemState.SNOOZED.value, snoozed_until=until, note=label)
    return item


@transaction.atomic
def unsnooze(*, item: Item) -> Item:
    _change(item, state=ItemState.OPEN.value, snoozed_until=None, note="")
    return item


def wake(*, today: date) -> int:
    """Bring back what was put off until today; returns how many."""
    return Item.objects.filter(state=ItemState.SNOOZED, snoozed_until__lte=today).update(
        state=ItemState.OPEN, returned=True, version=F("version") + 1
    )


def save_view(*, owner_id: int, name: str, query: str) -> SavedView:
    """Keep a set of filters under a name; the same name is written over."""
    view, _ = SavedView.objects.update_or_create(
        owner_id=owner_id, name=name, defaults={"query": query}
    )
    return view


def forget_view(*, owner_id: int, name: str) -> None:
    """Forgetting what is not there changes nothing."""
    SavedView.objects.filter(owner_id=owner_id, name=name).delete()


def _change(item: Item, **fields: object) -> None:
    """Write only if nobody else wrote since the item was read."""
    written = Item.objects.filter(pk=item.pk, version=item.version).update(
        version=F("version") + 1, **fields
    )
    if not written:
        raise SomeoneElseActed("A colleague changed this item a moment ago.")
    item.refresh_from_db()
