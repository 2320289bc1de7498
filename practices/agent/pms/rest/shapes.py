"""The parts of a REST mapping, as the file has them. Times are in the unit that the name says."""

from typing import Literal

import msgspec

from practices.agent.pms.files.mapping import Column


class OAuth2(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True,
    tag_field="kind", tag="oauth2",
):  # fmt: skip
    """Client credentials. `token` is a path beneath the base, or a URL of its own."""

    token: str
    sends: Literal["basic", "body"] = "basic"
    scope: str = ""


class ApiKey(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True,
    tag_field="kind", tag="key",
):  # fmt: skip
    """A key in a header, with what stands before it."""

    header: str
    prefix: str = ""


class Paging(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a list goes on. `rows` is where an answer has its rows, "" if it is them itself; `next`
    where it has the next cursor or link, "" for the header Link. `overlap` rows of an offset are
    asked for again: whatever moved meanwhile by fewer places is not missed."""

    kind: Literal["cursor", "page", "offset", "link"]
    rows: str = ""
    next: str = ""
    parameter: str = ""
    size_parameter: str = ""
    size: int = 100
    overlap: int = 10
    first: int = 1


class Changed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a list is asked for what changed: `form` with {since} in the form of `format`, UTC."""

    parameter: str
    form: str = "{since}"
    format: str = "%Y-%m-%dT%H:%M:%SZ"
    overlap_seconds: int = 300


class Window(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A list that is given by days. `column` is ours that holds the day; outside the window nothing
    is known, so that nothing is taken away there."""

    start: str
    end: str
    column: str
    past_days: int
    ahead_days: int = 0
    step_days: int = 31
    format: str = "%Y-%m-%d"


class Budget(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be used; None is without bound. A month is one of the calendar, in UTC."""

    calls_per_month: int | None = None
    megabytes_per_month: int | None = None
    calls_per_second: float = 2.0


class RestFeed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One list that fills one table. Columns come from fields by path, such as `clinic.id`. `only`
    keeps rows by what stands in a field, `without` leaves them out."""

    path: str
    columns: dict[str, Column]
    query: dict[str, str] = {}
    every_minutes: int = 30
    full_hours: int = 24
    changed: Changed | None = None
    window: Window | None = None
    only: dict[str, tuple[str, ...]] = {}
    without: dict[str, tuple[str, ...]] = {}

    @property
    def key(self) -> str:
        return self.columns["id"].headings[0]

    @property
    def fields(self) -> tuple[str, ...]:
        """All paths that are looked at."""
        told = [path for column in self.columns.values() for path in column.headings]
        return tuple(dict.fromkeys([*told, *self.only, *self.without]))
