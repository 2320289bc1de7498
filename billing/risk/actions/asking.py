"""Asking a group's practices to pour now, and not with the next night."""

from datetime import datetime

from practices.jobs import actions as jobs
from practices.registry.models import Organization

POUR = "risk.pour"


def ask_to_pour(organization: Organization, *, key: str, now: datetime) -> None:
    """Once for each practice and `key`; the group's model follows of itself."""
    practices = organization.practices.ready().order_by("pk").values_list("pk", flat=True)
    asked = [jobs.Asked(kind=POUR, key=f"{key}:{pk}", practice_id=pk) for pk in practices]
    jobs.enqueue_all(asked, now=now)
