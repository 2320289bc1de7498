"""The practice's own system is told that claims went out."""

from collections.abc import Sequence
from datetime import date, datetime

from billing.claims.models import Claim
from billing.submission.models import Batch
from practices.sync import actions as sync
from practices.sync import queries as sync_queries
from practices.sync.kinds import One, order_key_of_claim
from practices.sync.models import WriteMode
from practices.wire.commands import MarkSent


def tell_practice(rows: Sequence[Claim], batch: Batch, *, on: date, now: datetime) -> None:
    """An order for each claim that its system knows, where writing is on."""
    if sync_queries.mode() == WriteMode.OFF:
        return
    for row in rows:
        if row.source_key.isdigit() and int(row.source_key) > 0:
            sync.queue_write_back(
                key=f"sent:{row.pk}:{batch.pk}",
                kind="claim_sent",
                subject_id=row.pk,
                body=One(
                    step=MarkSent(claim=int(row.source_key), sent_on=on.isoformat()),
                    order_key=order_key_of_claim(row.source_key, row.control_number),
                ),
                now=now,
            )
