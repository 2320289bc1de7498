"""The writer's own folder, apart from the reader's: its key, the API's two keys, its journal.

writer.toml    written by whoever installs it
key-…          32 bytes, readable by the writer's account alone
agent.json     what enrolment answered: the practice, and the keys that sign orders
journal        what was begun and done; spent.json, what was written today
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from practices.agent.https import Place
from practices.agent.pms.open_dental_api import ApiPlace
from practices.agent.state import Folder, NotSetUp, is_this_machine, place_of
from practices.agent.writing import caps
from practices.agent.writing.caps import Cap
from practices.agent.writing.carrying import SETTLE_SECONDS

NAME = "dso-agent-writer"
EXAMPLE = """\
[platform]
url = "https://app.example.com"

[api]
url = "http://localhost:30223/api/v1"      # the API service on the practice's server
developer_key_file = "developer-key"       # both in this folder,
customer_key_file = "customer-key"         # readable by the writer's account alone
# spacing = 1.2                            # seconds between two calls; needed for the remote API
# page_rows = 1000
# settle_seconds = 90                      # after a call without answer, until it is surely over

# [limits]                                 # a day; what is not named here is not written
# claim_payment = { orders = 200, cents = 5000000 }
"""
REMOTE_SPACING, REMOTE_ROWS, LOCAL_ROWS = 1.2, 100, 1_000
SPACING_MAX, SETTLE_MAX, ROWS_MAX = 60.0, 600.0, 10_000


@dataclass(frozen=True, slots=True)
class WriterSettings:
    place: Place
    api: ApiPlace
    allowed: Mapping[str, Cap]
    settle_seconds: float


class WriterFolder(Folder):
    def writing(self) -> WriterSettings:
        """Raises NotSetUp."""
        told = self.told("writer.toml", EXAMPLE, "platform", "api")
        settle = _seconds(told["api"], "settle_seconds", SETTLE_SECONDS, SETTLE_MAX)
        limits = _limits(told.get("limits"))
        return WriterSettings(place_of(told), self._api(told["api"]), limits, settle)

    def place(self) -> Place:
        return self.writing().place

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Two writers of one folder would not know of each other's calls. Raises NotSetUp."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("w") as file:
            try:
                _lock(file.fileno())
            except OSError:
                raise NotSetUp("Another writer runs in this folder already.") from None
            yield

    def _api(self, told: Mapping[str, Any]) -> ApiPlace:
        url = str(told.get("url", ""))
        is_local = url.startswith("http://")  # the API service speaks no TLS
        if not url.startswith("https://") and not (is_local and _is_near(url)):
            raise NotSetUp("[api] url must begin with https://, or name this practice's network.")
        rows = told.get("page_rows", LOCAL_ROWS if is_local else REMOTE_ROWS)
        spacing = _seconds(told, "spacing", 0.0 if is_local else REMOTE_SPACING, SPACING_MAX)
        if not (isinstance(rows, int) and 1 <= rows <= ROWS_MAX):
            raise NotSetUp(f"[api] page_rows is a whole number up to {ROWS_MAX}.")
        return ApiPlace(
            url,
            self.secret(str(told.get("developer_key_file", "developer-key"))),
            self.secret(str(told.get("customer_key_file", "customer-key"))),
            spacing,
            rows,
        )


def _seconds(told: Mapping[str, Any], name: str, default: float, most: float) -> float:
    """Raises NotSetUp."""
    seconds = told.get(name, default)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        seconds = -1.0
    if not 0 <= seconds <= most:
        raise NotSetUp(f"[api] {name} is a number of seconds up to {most:.0f}.")
    return float(seconds)


def _limits(told: object) -> Mapping[str, Cap]:
    if told is None:
        return caps.ALLOWED
    try:
        found = {kind: Cap(**given) for kind, given in dict(told).items()}  # type: ignore[call-overload]  # what is none raises
    except (TypeError, ValueError):
        raise NotSetUp("[limits] names a kind with orders and cents a day.") from None
    if not all(isinstance(n, int) and n >= 0 for c in found.values() for n in (c.orders, c.cents)):
        raise NotSetUp("[limits] orders and cents are whole numbers.")
    return found


def _is_near(url: str) -> bool:
    """This machine, or an address that is routed nowhere else."""
    host = url.removeprefix("http://").partition("/")[0].partition(":")[0]
    return is_this_machine(url) or host == "localhost" or host.startswith(("10.", "192.168."))


def _lock(place: int) -> None:
    """Held as long as the process lives."""
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(place, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
        return
    import fcntl

    fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
