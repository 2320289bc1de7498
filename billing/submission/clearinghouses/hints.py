"""A clearinghouse says that something waits: signed by the Standard Webhooks convention.

It says nothing that is believed but "look now", so a hint that is lost, late or repeated does no
harm. The tests check it with the convention's own library.
"""

import hmac
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from practices.events import signatures

AGE_MAX = timedelta(minutes=5)
BODY_BYTES_MAX = 64 * 2**10
ID_LENGTH_MAX = 200


class NotTheirs(Exception):
    """No secret of ours signed it, or it is too old or from the future."""


def check(headers: Mapping[str, str], body: bytes, secrets: Iterable[str], now: datetime) -> str:
    """The hint's id, for whoever keeps those already heard. Header names in any case.

    `secrets` are as shown (whsec_…), two while one is replaced. Raises NotTheirs.
    """
    told = {name.lower(): value for name, value in headers.items()}
    number, at = told.get("webhook-id", ""), _moment(told.get("webhook-timestamp", ""))
    if not 0 < len(number) <= ID_LENGTH_MAX or at is None or abs(now - at) > AGE_MAX:
        raise NotTheirs
    ours = signatures.headers(number, at, body, secrets)["webhook-signature"].split()
    theirs = told.get("webhook-signature", "").split()
    if len(body) > BODY_BYTES_MAX or not _meet(ours, theirs):
        raise NotTheirs
    return number


def _meet(ours: list[str], theirs: list[str]) -> bool:
    """Every pair is compared in the time it takes to compare any."""
    met = [hmac.compare_digest(a.encode(), b.encode()) for a in ours for b in theirs[:10]]
    return any(met)


def _moment(text: str) -> datetime | None:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        return None
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (OverflowError, ValueError, OSError):
        return None
