"""The question as the body of a POST, the answer as the body of its reply."""

import base64
from datetime import datetime

from billing.eligibility.doors.line import Reply, exchange
from billing.eligibility.doors.place import Place

KIND = "application/edi-x12"


def ask(place: Place, question: bytes, number: str, at: datetime) -> Reply:
    """`at` is for doors whose envelope has a stamp."""
    headers = {"Content-Type": KIND, "Accept": KIND, "X-Request-Id": number}
    if place.user:
        told = base64.b64encode(f"{place.user}:{place.password}".encode()).decode()
        headers["Authorization"] = f"Basic {told}"
    return exchange(place.url, question, headers, seconds_max=place.seconds_max)
