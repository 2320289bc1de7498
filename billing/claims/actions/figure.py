"""What nobody billed as one line on the desk: a sum, a number and a day, and nobody's name."""

import uuid
from datetime import datetime, timedelta

from django.urls import reverse

from billing.claims.queries import unbilled
from practices.desk import actions as desk
from practices.desk.models import Item, ItemState
from practices.registry.models import Practice

KIND = "unbilled"
DAYS_TO_WORK = 2


def put_figure(practice: Practice, window: unbilled.Window, *, now: datetime) -> None:
    """The day's line takes the place of the day before's; none where nothing waits."""
    rows = unbilled.locations(window)
    day = window.until
    subject_id = uuid.uuid5(practice.pk, f"{KIND}:{day}")
    before = Item.objects.filter(kind=KIND, practice=practice).exclude(state=ItemState.DONE)
    for old in list(before.exclude(subject_id=subject_id).values_list("subject_id", flat=True)):
        desk.close(kind=KIND, subject_id=old, outcome="counted anew", now=now)
    if not rows:
        desk.close(kind=KIND, subject_id=subject_id, outcome="nothing waits", now=now)
        return
    count = sum(row.count for row in rows)
    item = desk.NewItem(
        kind=KIND,
        subject_id=subject_id,
        path=reverse("claims:unbilled", args=[practice.public_id]),
        question="UNBILLED",
        words=f"{count} service{'' if count == 1 else 's'} done and on no claim.",
        payer_name="",
        cents=sum(row.cents for row in rows),
        since_on=min(row.oldest for row in rows),
        due_on=day + timedelta(days=1 + DAYS_TO_WORK),
    )
    desk.put_or_ask(item, now=now, organization_id=practice.organization_id)
