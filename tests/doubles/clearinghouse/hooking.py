"""Tells a URL of ours that something waits, signed by the Standard Webhooks convention."""

import json
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from practices.calling import NoAnswer, call
from practices.events import signatures

SECONDS_MAX, BYTES_MAX = 5.0, 1024


def hook(url: str, secret: str) -> Callable[[str], None]:
    """For `House.on_mail`; whether anybody hears it is not waited for."""

    def tell(name: str) -> None:
        threading.Thread(target=_tell, args=(url, secret, name), daemon=True).start()

    return tell


def _tell(url: str, secret: str, name: str) -> None:
    body = json.dumps({"type": "inbox.waits", "file": name}).encode()
    signed = signatures.headers(f"msg_{uuid.uuid4().hex}", datetime.now(UTC), body, [secret])
    try:
        headers = {"Content-Type": "application/json", **signed}
        call("POST", url, body, headers, seconds_max=SECONDS_MAX, bytes_max=BYTES_MAX)
    except NoAnswer:
        return
