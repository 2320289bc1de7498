"""Batches at rest: pressed, and sealed for one practice under the keys of raw batches."""

import zstandard
from django.conf import settings

from billing.submission.clearinghouses.door import PARCEL_BYTES_MAX
from compliance.access import context
from practices.sync import sealing


def sealed(content: bytes) -> bytes:
    """For the practice we stand in."""
    return sealing.seal(zstandard.compress(content), _place(), _keys())


def opened(kept: bytes) -> bytes:
    """Raises sealing.CannotOpen; what another practice sealed does not open here."""
    pressed = sealing.opened(kept, _place(), _keys())
    return zstandard.decompress(pressed, max_output_size=PARCEL_BYTES_MAX)


def _place() -> str:
    return f"submission:{context.practice().id}"


def _keys() -> dict[str, bytes]:
    return sealing.keys_of(settings.SYNC_RAW_KEYS, settings.SECRET_KEY)
