"""Each signature counts once."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from practices.sync.models import Nonce

NONCES_KEPT = timedelta(minutes=10)


def once(*, nonce: str, now: datetime) -> bool:
    """Whether this signature is seen for the first time."""
    try:
        with transaction.atomic():
            Nonce.objects.create(value=nonce, at=now)
    except IntegrityError:
        return False
    return True


def drop_nonces(*, now: datetime) -> int:
    """Of signatures that are too old to be taken. Not by every call: calls would delete the same
    rows at once and stop one another."""
    dropped, _ = Nonce.objects.filter(at__lt=now - NONCES_KEPT).delete()
    return dropped
