"""Sending what is due: taken, sent in threads that know no database, and noted."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from django.conf import settings

from practices.events import actions, queries, sending, signatures
from practices.events.actions.taking import PER_RUN_MAX
from practices.events.models import Delivery
from practices.events.sealing import CannotOpen
from practices.events.sending import Outcome, Parcel

RUN_LENGTH_MAX = timedelta(seconds=20)
Clock = Callable[[], datetime]


def deliver_due(*, clock: Clock, chance: Callable[[], float]) -> int:
    """Send until nothing is due, or for twenty seconds; returns how many tries were made.

    The network is used between transactions: a lease says whose a delivery is meanwhile.
    """
    lease, began, tried = uuid.uuid4(), clock(), 0
    while clock() - began < RUN_LENGTH_MAX:
        taken = actions.take(lease=lease, now=clock())
        if not taken.deliveries:
            break
        _send_all(taken, clock, chance)
        tried += len(taken.deliveries)
    return tried


def _send_all(taken: actions.Taken, clock: Clock, chance: Callable[[], float]) -> None:
    """All at once, each in a thread that knows nothing but its parcel."""
    with ThreadPoolExecutor(PER_RUN_MAX) as pool:
        posted = {_posted(pool, one, clock()): one for one in taken.deliveries}
        for future in as_completed(posted):
            actions.note(
                delivery_id=posted[future].pk,
                lease=taken.lease,
                outcome=future.result(),
                chance=chance(),
                now=clock(),
            )


def _posted(pool: ThreadPoolExecutor, delivery: Delivery, now: datetime) -> "Future[Outcome]":
    try:
        parcel = parcel_of(delivery, now=now)
    except CannotOpen:
        return pool.submit(Outcome, None, "secret", 0)
    return pool.submit(sending.send, parcel, private=settings.WEBHOOKS_TO_PRIVATE)


def parcel_of(delivery: Delivery, *, now: datetime) -> Parcel:
    """What goes out: the same body and id on every try, signed for this moment.

    Raises CannotOpen.
    """
    body = queries.body_of(delivery)
    signed_by = actions.secrets_of(delivery.endpoint, now=now)
    signed = signatures.headers(delivery.message_id, now, body, signed_by)
    return Parcel(delivery.endpoint.url, body, signed | {"Content-Type": "application/json"})
