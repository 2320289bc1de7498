"""One call to the API: counted before it is made, spaced, bounded in time and size, and judged."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

import msgspec
import requests

from practices.agent.pms.rest.budget import AROUND_BYTES, Used
from practices.agent.pms.rest.login import Login
from practices.agent.pms.rest.trouble import Busy, LoginRefused, Trouble

CONNECT_SECONDS_MAX, ANSWER_SECONDS_MAX, WHOLE_SECONDS_MAX = 10, 30, 120
WAIT_SECONDS, WAIT_SECONDS_MAX = 60.0, 3_600.0
CHUNK_BYTES = 2**16
UNAUTHORIZED, DENIED, NOT_FOUND, BUSY = 401, 403, 404, 429
UNREACHABLE = "The API cannot be reached: is the network up, and the address right?"

_decoder = msgspec.json.Decoder(float_hook=Decimal)


@dataclass(frozen=True, slots=True)
class Answer:
    """`moment` is when it was given by the API's own clock, None where it does not say."""

    body: object
    links: Mapping[str, str]
    size: int
    moment: datetime | None


@dataclass(frozen=True, slots=True)
class Where:
    """`base` has its places filled; `proxy` and `ca_file` are the practice's, "" for none."""

    base: str
    headers: Mapping[str, str] = field(default_factory=dict)
    proxy: str = ""
    ca_file: str = ""


@dataclass
class Client:
    """One call after the other. `free_at` is when the API may be asked again, by `clock`."""

    where: Where
    login: Login
    used: Used
    per_second: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    answer_seconds: float = ANSWER_SECONDS_MAX
    free_at: float = 0.0
    next_at: float = 0.0
    session: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, asked: Mapping[str, str]) -> Answer:
        """`path` is beneath the base, or a link that is. Raises Trouble.

        A login that ran out is renewed once.
        """
        url = self.url_of(path)
        try:
            return self._get(url, asked)
        except LoginRefused:
            if not self.login.forget():
                raise
        return self._get(url, asked)

    def url_of(self, path: str) -> str:
        """Raises Trouble for a link that leads elsewhere: what logs in here is not sent there."""
        base = self.where.base.rstrip("/")
        if path.startswith("/"):
            return base + path
        if not path.startswith((f"{base}/", f"{base}?")) or "/../" in path:
            raise Trouble("The API's link leads elsewhere.")
        return path

    def send(self, method: str, url: str, **given: Any) -> Answer:  # noqa: ANN401  # requests' own
        """Raises Trouble."""
        self._await_turn()
        room = self.used.reserve()
        try:
            answer, content = self._answered(method, url, room, given)
        finally:
            self.next_at = self.clock() + 1 / self.per_second
        self.used.settle(room + AROUND_BYTES, len(content) + AROUND_BYTES)
        self._judge(answer)
        links = {name: link["url"] for name, link in answer.links.items() if "url" in link}
        return Answer(_body(content), links, len(content), _moment(answer.headers.get("Date")))

    def _get(self, url: str, asked: Mapping[str, str]) -> Answer:
        headers = {**self.where.headers, **self.login.headers(self)}
        return self.send("GET", url, params=dict(asked), headers=headers)

    def _answered(
        self, method: str, url: str, room: int, given: Mapping[str, Any]
    ) -> tuple[requests.Response, bytes]:
        """No more than `room` bytes, and not for ever, however slowly they come."""
        proxies = (
            {"http": self.where.proxy, "https": self.where.proxy} if self.where.proxy else None
        )
        ends, content = self.clock() + WHOLE_SECONDS_MAX, bytearray()
        try:
            with self.session.request(
                method, url, stream=True, allow_redirects=False, proxies=proxies,
                verify=self.where.ca_file or True,
                timeout=(CONNECT_SECONDS_MAX, self.answer_seconds), **given,
            ) as answer:  # fmt: skip
                for chunk in answer.iter_content(CHUNK_BYTES):
                    content += chunk
                    if len(content) > room or self.clock() > ends:
                        raise Trouble("The answer is too large, or takes too long.")
                return answer, bytes(content)
        except requests.Timeout:
            raise Trouble("The API did not answer in time.") from None
        except requests.RequestException:
            raise Trouble(UNREACHABLE) from None

    def _await_turn(self) -> None:
        if self.clock() < self.free_at:
            raise Busy("The API asks us to wait.", self.free_at - self.clock())
        if self.next_at > self.clock():
            self.sleep(self.next_at - self.clock())

    def _judge(self, answer: requests.Response) -> None:
        status = answer.status_code
        wait = _seconds(answer.headers.get("Retry-After"))
        if status == BUSY or (status >= 500 and wait is not None):
            self.free_at = self.clock() + (WAIT_SECONDS if wait is None else wait)
            raise Busy("The API asks us to wait.", self.free_at - self.clock())
        if status >= 500:
            raise Trouble(f"The API has a fault of its own ({status}).")
        if status == UNAUTHORIZED:
            raise LoginRefused("The API does not accept our login.")
        if status != requests.codes.ok:
            raise Trouble(f"{_REFUSALS.get(status, 'The API refuses the call.')} ({status})")


_REFUSALS = {
    DENIED: "The API does not allow this list: a scope or a right is missing.",
    NOT_FOUND: "The API does not know this path: is the tenant or the version another?",
}


def _body(content: bytes) -> object:
    """Amounts keep the digits they were written with. Raises Trouble."""
    try:
        return _decoder.decode(content)
    except msgspec.DecodeError:
        raise Trouble("The answer is not the API's.") from None


def _seconds(text: str | None) -> float | None:
    """Of Retry-After, as seconds or as a moment; at most an hour."""
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return min(float(text), WAIT_SECONDS_MAX)
    at = _moment(text)
    told = WAIT_SECONDS if at is None else (at - datetime.now(UTC)).total_seconds()
    return min(max(told, 0.0), WAIT_SECONDS_MAX)


def _moment(text: str | None) -> datetime | None:
    try:
        at = parsedate_to_datetime(text or "")
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
