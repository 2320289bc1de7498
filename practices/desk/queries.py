"""The desk as a list: filtered, sorted, page by page, over all practices a person may see."""

import base64
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from practices.desk.models import BY_HAND, Item, ItemState

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Sort:
    """A column with its direction; every order ends in the id, so that it is total."""

    label: str
    column: str
    descending: bool = False


SORTS = {
    "due": Sort("Due first", "due_on"),
    "money": Sort("Most money", "cents", descending=True),
    "age": Sort("Oldest", "since_on"),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a person may see: these practices, and what waits for these groups as a whole."""

    practice_ids: tuple[uuid.UUID, ...]
    organization_ids: tuple[uuid.UUID, ...] = ()

    def visible(self) -> Q:
        mine = Q(practice_id__in=self.practice_ids)
        if self.organization_ids:
            mine |= Q(practice__isnull=True, organization_id__in=self.organization_ids)
        return mine


@dataclass(frozen=True, slots=True)
class Filters:
    """What the person asked for; empty means everything that is open."""

    practice_id: uuid.UUID | None = None
    kind: str = ""
    question: str = ""
    owner_id: int | None = None
    snoozed: bool = False
    sort: Sort = field(default_factory=lambda: SORTS["due"])


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Item]
    next_cursor: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Some open items: how many, what they are worth, and how many are past their day.

    `posted_cents` is the part of `cents` that is in the books already.
    """

    count: int = 0
    cents: int = 0
    late: int = 0
    posted_cents: int = 0

    @property
    def unposted_cents(self) -> int:
        return self.cents - self.posted_cents


def page(scope: Scope, filters: Filters, *, cursor: str = "", rows_max: int = PAGE_ROWS) -> Page:
    """One page by key, never by offset: the last page costs what the first does."""
    rows = _ordered(_matching(scope, filters), filters.sort, cursor)
    found = list(rows.select_related("practice")[: rows_max + 1])
    last = found[rows_max - 1] if len(found) > rows_max else None
    return Page(found[:rows_max], cursor_at(last, filters.sort) if last else "")


def total(scope: Scope, filters: Filters, waiting: Mapping[str, Waiting]) -> Waiting:
    """How many match and what they are worth; `waiting` is what waits by question.

    What is filtered by practice and question alone is in there, and not counted again.
    """
    if not (filters.kind or filters.owner_id or filters.snoozed):
        code = "" if filters.question == "none" else filters.question
        return waiting.get(code, Waiting()) if filters.question else all_of(waiting.values())
    sums = _matching(scope, filters).aggregate(count=Count("pk"), cents=Sum("cents"))
    return Waiting(sums["count"], sums["cents"] or 0)


def by_question(
    scope: Scope, *, today: date, practice_id: uuid.UUID | None = None
) -> dict[str, Waiting]:
    """What waits under each question, most first; no question is what only waits for approval."""
    return _counted(_matching(scope, Filters(practice_id=practice_id)), "question", today)


def all_of(parts: Iterable[Waiting]) -> Waiting:
    told = list(parts)
    return Waiting(
        sum(one.count for one in told),
        sum(one.cents for one in told),
        sum(one.late for one in told),
        sum(one.posted_cents for one in told),
    )


def open_counts(practice_ids: Sequence[uuid.UUID], today: date) -> dict[uuid.UUID, Waiting]:
    return _counted(
        Item.objects.waiting().filter(practice_id__in=practice_ids), "practice_id", today
    )


def _counted(rows: QuerySet[Item], column: str, today: date) -> dict[Any, Waiting]:
    counted = (
        rows.values_list(column)
        .annotate(
            count=Count("pk"),
            worth=Sum("cents"),
            late=Count("pk", filter=Q(due_on__lt=today)),
            posted=Sum("cents", filter=Q(kind=BY_HAND), default=0),
        )
        .order_by("-count", column)
    )
    return {value: Waiting(*told) for value, *told in counted}


def visible_item(scope: Scope, pk: uuid.UUID) -> Item | None:
    return Item.objects.filter(scope.visible(), pk=pk).select_related("practice").first()


def item_of(kind: str, subject_id: uuid.UUID) -> Item | None:
    return Item.objects.filter(kind=kind, subject_id=subject_id).first()


def open_subjects(kind: str, practice_id: uuid.UUID) -> set[uuid.UUID]:
    """Subjects of a kind that wait at a practice, put off or not."""
    rows = Item.objects.filter(kind=kind, practice_id=practice_id).exclude(state=ItemState.DONE)
    return set(rows.values_list("subject_id", flat=True))


def waits(kind: str, subject_id: uuid.UUID) -> bool:
    """Somebody still has to look at it, now or when it is no longer put off."""
    rows = Item.objects.filter(kind=kind, subject_id=subject_id)
    return rows.exclude(state=ItemState.DONE).exists()


def next_after(scope: Scope, filters: Filters, item: Item | None) -> Item | None:
    """The item a person works on next; after the last one, the first that is left."""
    rows = _matching(scope, filters)
    if item is not None:
        rows = rows.exclude(pk=item.pk)
    after = _ordered(rows, filters.sort, cursor_at(item, filters.sort) if item else "").first()
    return after or _ordered(rows, filters.sort, "").first()


def _matching(scope: Scope, filters: Filters) -> QuerySet[Item]:
    state = ItemState.SNOOZED if filters.snoozed else ItemState.OPEN
    rows = Item.objects.filter(scope.visible(), state=state)
    wanted = {
        "practice_id": filters.practice_id,
        "kind": filters.kind,
        "owner_id": filters.owner_id,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if filters.question:
        question = "" if filters.question == "none" else filters.question
        rows = rows.filter(question=question)
    return rows


def _ordered(rows: QuerySet[Item], sort: Sort, cursor: str) -> QuerySet[Item]:
    """A row comparison only runs one way; the other is a bound the index knows and a tie-break."""
    if cursor:
        value, pk = _read(cursor, sort)
        if sort.descending:
            rows = rows.filter(
                Q(**{f"{sort.column}__lt": value}) | Q(pk__gt=pk), **{f"{sort.column}__lte": value}
            )
        else:
            rows = rows.filter(TupleGreaterThan(Tuple(sort.column, "id"), (value, pk)))
    order = f"-{sort.column}" if sort.descending else sort.column
    return rows.order_by(order, "id")


def cursor_at(item: Item, sort: Sort) -> str:
    value = getattr(item, sort.column)
    told = value.isoformat() if isinstance(value, date) else value
    return base64.urlsafe_b64encode(json.dumps([told, item.pk.hex]).encode()).decode()


def _read(cursor: str, sort: Sort) -> tuple[Any, uuid.UUID]:
    """Raises ValueError on anything but a cursor of ours, in this order."""
    match json.loads(base64.urlsafe_b64decode(cursor)):
        case [str(day), str(pk)] if not sort.descending:
            return date.fromisoformat(day), uuid.UUID(pk)
        case [int(cents), str(pk)] if sort.descending:
            return cents, uuid.UUID(pk)
    raise ValueError("a cursor of another order")
