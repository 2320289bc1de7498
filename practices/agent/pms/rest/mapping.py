"""The mapping of a REST API: where it is, how one logs in and pages, and what its fields fill."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from practices.agent.pms.files.mapping import BadMapping, check_columns, signed_bytes
from practices.agent.pms.rest.shapes import ApiKey, Budget, OAuth2, Paging, RestFeed
from practices.agent.pms.tables.mapping import check_never
from practices.agent.pms.template import completed

PLACE = re.compile(r"\{([a-z_]+)\}")
VALUE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")
PATH = re.compile(r"(/[A-Za-z0-9_.-]+)+")
BASE = re.compile(r"https://[A-Za-z0-9{}._-]+(:\d+)?(/[A-Za-z0-9{}._-]+)*")
HERE = re.compile(r"http://(127\.0\.0\.1|localhost):\d+(/[A-Za-z0-9{}._-]+)*")
MARK_DIGITS = 12


class RestMapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`base` and `headers` may hold places such as {tenant}, which agent.toml fills."""

    system: Literal["curve", "ascend"]
    version: int
    status: Literal["preview"]
    base: str
    auth: OAuth2 | ApiKey
    paging: Paging
    feeds: dict[str, RestFeed]
    limits: tuple[str, ...]
    headers: dict[str, str] = {}
    budget: Budget = Budget()
    waiting: dict[str, tuple[str, ...]] = {}

    @property
    def places(self) -> frozenset[str]:
        """Names of what agent.toml has to fill."""
        told = " ".join([self.base, *self.headers.values()])
        return frozenset(PLACE.findall(told))

    @property
    def mark(self) -> str:
        """Another mapping is another mark."""
        told = msgspec.json.encode(self, order="sorted")
        return hashlib.sha256(told).hexdigest()[:MARK_DIGITS]


def signed_rest_mapping(path: Path, keys: tuple[str, ...]) -> RestMapping:
    """Raises BadMapping."""
    return read(signed_bytes(path, keys))


def read(raw: bytes) -> RestMapping:
    """Raises BadMapping."""
    told, waiting = completed(raw)
    try:
        found = msgspec.convert({**told, "waiting": waiting}, type=RestMapping)
    except msgspec.ValidationError as why:
        raise BadMapping(f"The mapping is not as expected: {why}") from None
    if not BASE.fullmatch(found.base) and not HERE.fullmatch(found.base):
        raise BadMapping("The mapping's base is no https address.")
    _check_paging(found.paging)
    if found.budget.calls_per_second <= 0:
        raise BadMapping("budget: calls_per_second is above 0.")
    for name, feed in found.feeds.items():
        _check(name, feed)
    return found


def filled(text: str, values: Mapping[str, str]) -> str:
    """With what agent.toml says in the places. Raises BadMapping for a value that may not be."""

    def value(place: re.Match[str]) -> str:
        told = values.get(place[1], "")
        if not VALUE.fullmatch(told):
            raise BadMapping(f"agent.toml: [api.values] {place[1]} is missing or not as expected.")
        return told

    return PLACE.sub(value, text)


def _check(name: str, feed: RestFeed) -> None:
    check_columns(name, feed.columns)
    check_never(name, feed.fields)
    if len(feed.columns["id"].headings) > 1:
        raise BadMapping(f"{name}: a list's key is one field.")
    if not PATH.fullmatch(feed.path) or ".." in feed.path:
        raise BadMapping(f"{name}: the path is none.")
    if feed.changed and "{since}" not in feed.changed.form:
        raise BadMapping(f"{name}: the form of what changed has no {{since}}.")
    window = feed.window
    if window and (window.column not in feed.columns or window.step_days < 1):
        raise BadMapping(f"{name}: the window's column is not filled, or it has no step.")
    if min(feed.every_minutes, feed.full_hours) < 1:
        raise BadMapping(f"{name}: a list is read every minute at most.")


def _check_paging(paging: Paging) -> None:
    if paging.kind == "cursor" and not paging.next:
        raise BadMapping("paging: a cursor needs its next.")
    if paging.kind != "link" and not paging.parameter:
        raise BadMapping("paging: the parameter is missing.")
    if not 0 < paging.overlap < paging.size:
        raise BadMapping("paging: the overlap is 1 and more, and less than the size.")
