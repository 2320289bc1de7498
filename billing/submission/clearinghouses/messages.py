"""What they say in JSON, as values; whatever is no such value is nonsense."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

import msgspec

from billing.submission.clearinghouses.door import Found
from billing.submission.clearinghouses.troubles import AWAY, NONSENSE, Down
from practices.calling import Answer

FILES_MAX, NAME_LENGTH_MAX = 10_000, 200
ODD = re.compile(r"^\.|[^A-Za-z0-9._-]")


class Known(msgspec.Struct, frozen=True):
    """A submission of ours as they have it."""

    key: str
    sha256: str
    number: str = ""


class Waiting(msgspec.Struct, frozen=True):
    """A file of the inbox; `at` with its zone."""

    id: str
    name: str
    size: int
    at: datetime


class Page(msgspec.Struct, frozen=True):
    files: list[Waiting]
    next: str | None = None


def known_of(body: bytes) -> Known | None:
    try:
        return msgspec.json.decode(body, type=Known)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def page_of(answer: Answer) -> Page:
    """Raises Down."""
    if answer.status != 200 or answer.is_cut:
        raise Down(AWAY)
    try:
        page = msgspec.json.decode(answer.body, type=Page)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Down(NONSENSE) from None
    odd = any(one.size < 0 or one.id in {"", ".", ".."} for one in page.files)
    if odd or len(page.files) > FILES_MAX:
        raise Down(NONSENSE)
    return page


def found_of(one: Waiting) -> Found:
    at = one.at if one.at.tzinfo else one.at.replace(tzinfo=UTC)
    return Found(ODD.sub("_", one.name)[:NAME_LENGTH_MAX], one.size, at, one.id)


def part_of(text: str) -> str:
    """As one part of a path or a query: what they call it cannot lead elsewhere."""
    return quote(text, safe="")
