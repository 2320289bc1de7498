"""How fast agents may send. One practice that sends too much slows no other.

What a practice sent is counted in its own batches, which it writes anyway: no row is shared by
practices, or written to be counted. And no practice has more than one batch in work at a time, so
that it holds one web worker at most, whatever it asks for at once.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import Min, Sum

from compliance.access import context
from practices.sync.models import Batch
from practices.wire.batch import ROWS_MAX
from practices.wire.messages import Limits

WINDOW = timedelta(seconds=10)
BUSY_SECONDS = 1


class TooFast(RuntimeError):
    """Nothing was done: come again after some seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Come again in {seconds} seconds.")
        self.seconds = seconds


def limits() -> Limits:
    return Limits(
        rows_per_second=settings.SYNC_ROWS_PER_SECOND,
        rows_max=min(settings.SYNC_ROWS_PER_BATCH, ROWS_MAX),
        pause_seconds=settings.SYNC_PAUSE_SECONDS,
    )


def take_turn(*, now: datetime) -> None:
    """Let one batch of this practice in. Raises TooFast.

    Twice what was asked for is let through: an agent may catch up after a slow answer.
    """
    key = context.practice().id.int & (2**63 - 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            raise TooFast(BUSY_SECONDS)
    lately = Batch.objects.filter(at__gt=now - WINDOW).aggregate(rows=Sum("rows"), first=Min("at"))
    most = 2 * settings.SYNC_ROWS_PER_SECOND * WINDOW.total_seconds()
    if (lately["rows"] or 0) > most:
        wait = lately["first"] + WINDOW - now
        raise TooFast(max(1, round(wait.total_seconds())))
