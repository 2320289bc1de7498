"""What waits for a provider lies on the desk, one thing a practice and no word of a patient."""

from datetime import datetime, timedelta

from django.utils import timezone

from billing.claims.states import UNSENT
from billing.scrub.models import ClaimChange
from billing.scrub.titles import SIGN
from compliance.access import context
from practices.desk import actions as desk
from practices.registry.turns import take_turn

KIND = "signing"
DAYS_TO_SIGN = 3
WORDS = "Changes wait for a provider's signature"


def ask_for_signatures(*, now: datetime) -> None:
    """One open item while a change waits, none when nothing is left."""
    place = context.practice()
    take_turn("scrub.signing", place.id)
    waiting = ClaimChange.objects.filter(state="proposed", claim__state__in=UNSENT)
    if not waiting.exists():
        desk.close(kind=KIND, subject_id=place.id, outcome="decided", now=now)
        return
    today = timezone.localdate(now)
    item = desk.NewItem(
        kind=KIND,
        subject_id=place.id,
        path=f"/p/{place.public_id}/signing/",
        question=SIGN,
        words=WORDS,
        payer_name="",
        cents=0,
        since_on=today,
        due_on=today + timedelta(days=DAYS_TO_SIGN),
    )
    desk.keep_open_all([item], now=now)
