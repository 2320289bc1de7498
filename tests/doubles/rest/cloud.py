"""What the cloud holds and how it answers; knows no HTTP."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Row = dict[str, Any]
Asked = dict[str, str]
Answer = tuple[int, object, dict[str, str]]
TOKEN_SECONDS = 600


@dataclass
class Cloud:
    """Lists are sorted by name, so that a row that is renamed moves. `between` happens once after
    each page. `faults` are used up one a call; `seconds` is its clock."""

    kind: str = "offset"
    page_rows: int = 5
    seconds: float = 1_790_000_000.0
    lists: dict[str, dict[str, Row]] = field(default_factory=dict)
    asked: list[tuple[str, Asked]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    between: list[Callable[[], None]] = field(default_factory=list)
    tokens: dict[str, float] = field(default_factory=dict)
    retry_after: str = "2"
    url: str = ""

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.seconds, UTC)

    def put(self, place: str, key: str, **fields: object) -> None:
        row = self.lists.setdefault(place, {}).setdefault(key, {"id": key})
        row.update(fields)
        row["lastModified"] = f"{self.now():%Y-%m-%dT%H:%M:%SZ}"

    def drop(self, place: str, key: str) -> None:
        self.lists.get(place, {}).pop(key, None)

    def token(self, login: str, form: Asked) -> Answer:
        told = base64.b64encode(b"us:secret").decode()
        if login != f"Basic {told}" or form.get("grant_type") != "client_credentials":
            return 401, {"error": "invalid_client"}, {}
        name = f"t{len(self.tokens)}"
        self.tokens[name] = self.seconds + TOKEN_SECONDS
        return 200, {"access_token": name, "expires_in": TOKEN_SECONDS}, {}

    def answer(self, path: str, asked: Asked, login: str) -> Answer:
        self.asked.append((path, asked))
        if self.tokens.get(login.removeprefix("Bearer "), 0.0) < self.seconds:
            return 401, {"error": "invalid_token"}, {}
        rows = self.lists.get(path.strip("/"))
        if rows is None:
            return 404, {"error": "no such path"}, {}
        answer = self._page(path, _sorted(rows, asked), asked)
        if self.between:
            self.between.pop(0)()
        return answer

    def _page(self, path: str, rows: list[Row], asked: Asked) -> Answer:
        size = min(int(asked.get("limit", self.page_rows)), self.page_rows)
        first = self._first(rows, asked, size)
        told = [dict(row) for row in rows[first : first + size]]
        more = first + size < len(rows)
        body: dict[str, object] = {"objects": told, "meta": {"next": None}}
        if not more:
            return 200, body, {}
        if self.kind == "cursor":
            body["meta"] = {"next": _place(told[-1])}
        if self.kind == "link":
            kept = "&".join(f"{n}={v}" for n, v in asked.items() if n != "after")
            link = f"{self.url}{path}?{kept}&after={_place(told[-1])}"
            return 200, body, {"Link": f'<{link}>; rel="next"'}
        return 200, body, {}

    def _first(self, rows: list[Row], asked: Asked, size: int) -> int:
        if self.kind == "offset":
            return int(asked.get("offset", 0))
        if self.kind == "page":
            return (int(asked.get("page", 1)) - 1) * size
        after = asked.get("after", "")
        return sum(_place(row) <= after for row in rows) if after else 0


def _sorted(rows: dict[str, Row], asked: Asked) -> list[Row]:
    since = asked.get("filter", "").partition(">=")[2]
    low, high = asked.get("startDate", ""), asked.get("endDate", "9999")
    found = [
        row
        for row in rows.values()
        if row["lastModified"] >= since and low <= str(row.get("day", low)) <= high
    ]
    return sorted(found, key=_place)


def _place(row: Row) -> str:
    return f"{row.get('name', '')}.{row['id']}"
