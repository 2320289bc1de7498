"""How far a batch of jobs is, and what was set aside."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from practices.jobs.models import Job, JobState


@dataclass(frozen=True, slots=True)
class Progress:
    total: int
    done: int
    parked: int

    @property
    def is_over(self) -> bool:
        return self.done + self.parked == self.total


def progress(
    kind: str, key_prefix: str, practice_ids: Collection[uuid.UUID] | None = None
) -> Progress:
    """Of all jobs of a kind whose key begins so, at these practices; with None, at any or none."""
    asked = Job.objects.filter(kind=kind, key__startswith=key_prefix)
    if practice_ids is not None:
        asked = asked.filter(practice_id__in=practice_ids)
    counts = asked.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state=JobState.DONE)),
        parked=Count("pk", filter=Q(state=JobState.PARKED)),
    )
    return Progress(**counts)


def parked() -> QuerySet[Job]:
    rows = Job.objects.filter(state=JobState.PARKED).select_related("practice")
    return rows.order_by("created_at", "pk")


def unfinished() -> int:
    return Job.objects.filter(state__in=[JobState.WAITING, JobState.OFFERED]).count()
