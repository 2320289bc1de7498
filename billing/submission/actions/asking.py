"""Asking that a practice's ready claims leave."""

from collections.abc import Collection
from datetime import datetime

from compliance.access import context
from practices.jobs import actions as jobs
from practices.registry.models import Practice

LEAVE = "submission.leave"


def ask_to_leave(
    practice: Practice, *, key: str, now: datetime, only: Collection[str] | None = None
) -> bool:
    """All that is ready, or these claims; False where the same key asked before."""
    told: dict[str, object] = {"by": context.actor().label}
    if only is not None:
        told["claims"] = sorted(only)
    return jobs.enqueue(
        kind=LEAVE,
        key=f"{practice.pk}:{key}"[:120],
        practice=practice,
        arguments=told,
        now=now,
    )
