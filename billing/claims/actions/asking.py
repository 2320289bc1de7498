"""Asking for drafts of all that nobody billed."""

from datetime import datetime

from practices.jobs import actions as jobs
from practices.registry.models import Practice

BUILD = "claims.build"


def ask_to_build(practice: Practice, *, now: datetime) -> None:
    """Asked for twice at one moment, it is done once; done twice, it drafts nothing more."""
    key = f"{practice.pk}:{now.isoformat()}"
    jobs.enqueue(kind=BUILD, key=key, practice=practice, now=now)
