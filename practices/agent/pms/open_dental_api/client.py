"""Open Dental's REST API as a transport: keys, pages, spacing, and what each answer means.

Three ways to fail are kept apart, because only one of them may be repeated without looking: the
call did not leave us or was turned away unread (NotSent), it may have had its effect (NoAnswer),
or the program said no (ApiRefused). An office that is not reachable is told by status 400 and its
text; whether a write got through before is then not known.
"""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import requests

from practices.agent.writing.connector import (
    ApiAway,
    ApiRefused,
    NoAnswer,
    NotSent,
    ReadRefused,
)

CONNECT_SECONDS_MAX, ANSWER_SECONDS_MAX = 10, 70  # the relay gives up after 60
READ_TRIES_MAX = 3
PAUSE_SECONDS = (1.0, 5.0)
RETRY_AFTER_SECONDS_MAX = 60.0
PAGES_MAX = 1_000
ANSWER_BYTES_MAX = 32 * 2**20
TEXT_CHARACTERS_MAX = 300
OFFICE_AWAY = re.compile(
    r"econnector|not reachable|unreachable|offline|network timeout|timed out|could not connect"
    r"|not running|duplicate office",
    re.IGNORECASE,
)

Fields = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ApiPlace:
    """Where the API is and the two halves of the key. `spacing` seconds lie between two calls."""

    url: str
    developer_key: str = field(repr=False)
    customer_key: str = field(repr=False)
    spacing: float = 0.0
    page_rows: int = 100
    answer_seconds: float = ANSWER_SECONDS_MAX


class ApiClient:
    """One call after the other; the API has one place in the queue for each office's key."""

    def __init__(
        self,
        place: ApiPlace,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._place, self._clock, self._sleep = place, clock, sleep
        self._free_at = 0.0
        self._session = requests.Session()
        self._session.trust_env = True
        self._session.headers.update(
            {
                "Authorization": f"ODFHIR {place.developer_key}/{place.customer_key}",
                "Content-Type": "application/json",
            }
        )

    def one(self, path: str) -> dict[str, Any] | None:
        """One row; None where there is none. Raises ApiAway, ReadRefused."""
        try:
            return self._read(path, {}, dict)
        except ReadRefused as why:
            if why.status == requests.codes.not_found:
                return None
            raise

    def rows(self, path: str, filters: Mapping[str, str]) -> list[dict[str, Any]]:
        """All pages of a list. Raises ApiAway, ReadRefused.

        The program ignores a filter it does not know and gives the whole table: whoever asks looks
        at each row again.
        """
        return list(self._pages(path, filters))

    def write(self, method: str, path: str, fields: Fields) -> dict[str, Any]:
        """One POST, PUT or DELETE, sent once. Raises NotSent, NoAnswer, ApiRefused."""
        answer = self._send(method, path, {}, fields)
        told = _told(answer)
        return told if isinstance(told, dict) else {}

    def close(self) -> None:
        self._session.close()

    def _pages(self, path: str, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        for page in range(PAGES_MAX):
            asked = dict(filters)
            if page:
                asked["Offset"] = str(page * self._place.page_rows)
            rows = self._read(path, asked, list)
            yield from (row for row in rows if isinstance(row, dict))
            if len(rows) < self._place.page_rows:
                return
        raise ReadRefused(0, "The list has no end.")

    def _read[T](self, path: str, asked: Mapping[str, str], shape: type[T]) -> T:
        """Reading has no effect, so it may be tried again. An answer of another shape is none."""
        for tried in range(READ_TRIES_MAX):
            try:
                told = _told(self._send("GET", path, asked, None))
                if isinstance(told, shape):
                    return told
                raise NoAnswer("The answer is not the practice system's.")
            except ApiRefused as why:
                raise ReadRefused(why.status, str(why)) from None
            except ApiAway:
                if tried + 1 == READ_TRIES_MAX:
                    raise
                self._sleep(PAUSE_SECONDS[min(tried, len(PAUSE_SECONDS) - 1)])
        raise AssertionError(path)

    def _send(
        self, method: str, path: str, asked: Mapping[str, str], fields: Fields | None
    ) -> requests.Response:
        self._await_turn()
        try:
            answer = self._session.request(
                method,
                f"{self._place.url.rstrip('/')}/{path}",
                params=dict(asked),
                data=None if fields is None else msgspec.json.encode(fields),
                timeout=(CONNECT_SECONDS_MAX, self._place.answer_seconds),
                allow_redirects=False,
            )
        except requests.RequestException as why:
            raise _lost(why) from None
        finally:
            self._free_at = self._clock() + self._place.spacing
        self._judge(answer)
        return answer

    def _await_turn(self) -> None:
        wait = self._free_at - self._clock()
        if wait > 0:
            self._sleep(wait)

    def _judge(self, answer: requests.Response) -> None:
        """Raises what the status and the text mean."""
        if answer.ok and len(answer.content) <= ANSWER_BYTES_MAX:
            return
        text = _plain(answer)
        if answer.status_code == requests.codes.too_many_requests:
            self._sleep(_seconds(answer.headers.get("Retry-After")))
            raise NotSent("The practice's system is asked too often.")
        if answer.status_code == requests.codes.bad_request and OFFICE_AWAY.search(text):
            raise NoAnswer("The practice's office is not reachable.")
        if answer.status_code >= requests.codes.server_error:
            raise NoAnswer(f"The practice's system did not answer in time ({answer.status_code}).")
        raise ApiRefused(answer.status_code, text)


def _lost(why: requests.RequestException) -> ApiAway:
    """A connection that was never made carried nothing."""
    never = isinstance(why, requests.exceptions.ConnectTimeout) or "NewConnectionError" in repr(why)
    if never:
        return NotSent("The practice's system cannot be reached.")
    return NoAnswer("The connection to the practice's system broke.")


def _told(answer: requests.Response) -> object:
    if not answer.content:
        return None
    try:
        return msgspec.json.decode(answer.content)
    except msgspec.DecodeError:
        return None


def _plain(answer: requests.Response) -> str:
    """The program's own words, bounded and on one line."""
    told = _told(answer)
    text = told if isinstance(told, str) else answer.text
    return " ".join(text.split())[:TEXT_CHARACTERS_MAX] or f"Status {answer.status_code}."


def _seconds(text: str | None) -> float:
    if text is None or not text.isdigit():
        return PAUSE_SECONDS[0]
    return min(float(text), RETRY_AFTER_SECONDS_MAX)
