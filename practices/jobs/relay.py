"""Between the outbox and the broker: the broker carries ids and may lose them."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from celery import current_app

log = logging.getLogger(__name__)
RUN, TICK = "jobs.run", "jobs.tick"
CELERYS_OWN = "default"  # the app Celery makes up where none was set


def as_json(arguments: Mapping[str, Any]) -> str:
    return json.dumps(dict(arguments))


def nudge() -> None:
    """Tell a worker to look now. A broker that is away costs a moment: the next tick looks too.

    A command that set up no Celery app has no broker to tell.
    """
    if current_app.main == CELERYS_OWN:
        return
    try:
        current_app.send_task(TICK, ignore_result=True)
    except Exception as away:  # any broker's own errors; the outbox remembers
        log.warning("the broker is away: %s", type(away).__name__)


def publish(job_id: str, fence: int) -> None:
    current_app.send_task(RUN, kwargs={"job_id": job_id, "fence": fence}, ignore_result=True)
