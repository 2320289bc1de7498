"""Claims that have not left are checked again once what rules know of a payer changed."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from practices.jobs import actions as jobs
from practices.registry.ids import new_id

# Carried out by the room of rules, which stands above this one.
RECHECK = "scrub.recheck"


def ask_recheck(
    practice_ids: Iterable[uuid.UUID], *, payer_id: uuid.UUID | None, now: datetime
) -> None:
    """A job for each practice; without a payer all of its claims that have not left."""
    told = {"payer": str(payer_id)} if payer_id else {}
    jobs.enqueue_all(
        [
            jobs.Asked(kind=RECHECK, key=f"{pk}:{new_id()}", practice_id=pk, arguments=told)
            for pk in practice_ids
        ],
        now=now,
    )
