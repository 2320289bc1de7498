"""Asking that a practice's ready claims leave."""

from collections.abc import Collection
from datetime import datetime

from practices.jobs import actions as jobs
from practices.registry.models import Practice

LEAVE = "submission.leave"


def ask_to_leave(
    practice: Practice, *, key: str, now: datetime, only: Collection[str] | None = None
) -> bool:
    """All that is ready, or these claims; False where the same key asked before."""
    return jobs.enqueue(
        kind=LEAVE,
        key=f"{practice.pk}:{key}"[:120],
        practice=practice,
        arguments={"claims": sorted(only)} if only is not None else {},
        now=now,
    )
