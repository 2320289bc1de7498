"""Questions and answers at rest: sealed for one practice under the keys of raw batches."""

from django.conf import settings

from compliance.access import context
from practices.sync import sealing


def sealed(content: bytes) -> bytes:
    """For the practice we stand in."""
    return sealing.seal(content, _place(), _keys())


def opened(kept: bytes) -> bytes:
    """Raises sealing.CannotOpen; what another practice sealed does not open here."""
    return sealing.opened(kept, _place(), _keys())


def _place() -> str:
    return f"eligibility:{context.practice().id}"


def _keys() -> dict[str, bytes]:
    return sealing.keys_of(settings.SYNC_RAW_KEYS, settings.SECRET_KEY)
