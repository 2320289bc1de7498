"""The secrets that sign what goes out: replaced, opened, sealed anew."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from practices.events import sealing, signatures
from practices.events.actions.locking import locked, noted
from practices.events.models import Endpoint

OLD_SECRET_LIFETIME = timedelta(days=1)


@transaction.atomic
def rotate(*, endpoint: Endpoint, now: datetime) -> str:
    """A new secret, told this once; for a day the old one signs as well."""
    row = locked(endpoint)
    secret = signatures.new_secret()
    row.old_secret, row.old_until = row.secret, now + OLD_SECRET_LIFETIME
    row.secret = sealed(secret)
    row.save(update_fields=["secret", "old_secret", "old_until"])
    noted("webhook.secret_rotated", row)
    return secret


def secrets_of(endpoint: Endpoint, *, now: datetime) -> list[str]:
    """What signs now, newest first. Raises sealing.CannotOpen."""
    sealed = [endpoint.secret]
    if endpoint.old_secret is not None and endpoint.old_until and now < endpoint.old_until:
        sealed.append(endpoint.old_secret)
    return [sealing.opened(bytes(one), settings.SEALING_KEYS) for one in sealed]


@transaction.atomic
def seal_again() -> int:
    """Put every secret under the first of SEALING_KEYS, so that the others can be dropped."""
    rows = list(Endpoint.objects.select_for_update(no_key=True).order_by("pk"))
    for row in rows:
        row.secret = sealing.resealed(bytes(row.secret), settings.SEALING_KEYS)
        if row.old_secret is not None:
            row.old_secret = sealing.resealed(bytes(row.old_secret), settings.SEALING_KEYS)
        row.save(update_fields=["secret", "old_secret"])
    return len(rows)


def sealed(secret: str) -> bytes:
    return sealing.seal(secret, settings.SEALING_KEYS)
