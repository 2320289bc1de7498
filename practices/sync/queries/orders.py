"""Orders as people see them: with their values, their trace and what can be decided."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q

from practices.sync import copies, course, kinds
from practices.sync.models import WriteBack, WriteBackNote, WriteBackState
from practices.sync.queries.judged import can_be_seen, found_of
from practices.sync.queries.to_write import of_group

WRITE_BACKS_MAX = 100


@dataclass(frozen=True, slots=True)
class WriteBackTold:
    """One order with its values and its trace."""

    row: WriteBack
    kind: kinds.Kind
    values: list[copies.Copy]
    lines: list[copies.LineCopy]
    notes: list[WriteBackNote]
    repeated_by: WriteBack | None
    is_shown_there: bool
    differs: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether a person can decide anything about it."""
        return any([self.can_be_ordered_again, self.can_be_settled, self.can_be_withdrawn])

    @property
    def can_be_told(self) -> bool:
        return course.can_be_told(self.row.stage)

    @property
    def is_by_hand(self) -> bool:
        """A person writes it, or says that they did."""
        return self.row.stage in course.ENTERED

    @property
    def can_be_ordered_again(self) -> bool:
        return course.can_be_ordered_again(self.row.stage)

    @property
    def can_be_settled(self) -> bool:
        return course.can_be_settled(self.row.stage)

    @property
    def can_be_withdrawn(self) -> bool:
        open_ = self.row.stage in {WriteBackState.APPROVED, WriteBackState.QUEUED}
        return open_ and not self.row.written


def write_backs(*, only_for_people: bool, group_id: uuid.UUID | None = None) -> list[WriteBack]:
    """Newest first, a screen or two; or those a person must decide, oldest first.

    With `group_id` all orders of that group, oldest first.
    """
    if group_id is not None:
        return list(of_group(group_id).order_by("id")[:WRITE_BACKS_MAX])
    rows = WriteBack.objects.all()
    if only_for_people:
        return list(rows.filter(state__in=course.FOR_A_PERSON).order_by("id")[:WRITE_BACKS_MAX])
    return list(rows.order_by("-id")[:WRITE_BACKS_MAX])


def write_backs_of(subject_id: uuid.UUID) -> list[WriteBack]:
    """What was ordered of one posting, oldest first: it, and whatever took it back."""
    return list(WriteBack.objects.filter(subject_id=subject_id).order_by("id")[:WRITE_BACKS_MAX])


def write_back_counts() -> dict[str, int]:
    """How many wait for a person, and how many there are."""
    rows = WriteBack.objects.aggregate(
        all=Count("id"), people=Count("id", filter=Q(state__in=course.FOR_A_PERSON))
    )
    return dict(rows)


def write_back_told(row: WriteBack) -> WriteBackTold:
    body = kinds.body_of(row.kind, row.body)
    return WriteBackTold(
        row=row,
        kind=kinds.KINDS[row.kind],
        values=copies.values_of(body),
        lines=copies.lines_of(body),
        notes=list(row.notes.order_by("id")),
        repeated_by=row.repeated_by.order_by("id").first(),
        is_shown_there=can_be_seen(row),
        differs=_differs(row),
    )


def _differs(row: WriteBack) -> tuple[str, ...]:
    """What the practice's system shows other than promised, by what was read of it last."""
    if row.stage not in course.ENTERED:
        return ()
    found = found_of(row)
    return found.differs if found else ()
