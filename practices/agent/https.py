"""The platform over HTTPS: every request is signed, nothing else proves who we are.

Proxies come from the environment or the agent's settings, trust from the public roots or one file
a person named. Redirects are not followed: what was signed for one place is not sent to another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from practices.agent import __version__, server
from practices.wire import messages, signing

BASE = "/agent/v1"
CONNECT_SECONDS_MAX, ANSWER_SECONDS_MAX = 10, 90
RETRY_AFTER_SECONDS_MAX = 3600.0
BY_CODE: dict[str, type[server.Refused]] = {"drops_off": server.SwitchedOff}
JSON, NDJSON = "application/json", "application/x-ndjson"
_REFUSALS: dict[int, type[server.Refused]] = {
    401: server.NotKnown,
    403: server.NotKnown,
    409: server.OutOfStep,
    413: server.TooMuch,
    426: server.NotKnown,
    422: server.TableRefused,
    423: server.TablePaused,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where the platform is: `url` without path, a file of roots or none, a proxy or none."""

    url: str
    ca_file: str = ""
    proxy: str = ""


class HttpsServer:
    """One agent's way to the platform; see practices.agent.server.Server."""

    def __init__(
        self,
        place: Place,
        key: Ed25519PrivateKey,
        key_id: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._base = place.url.rstrip("/") + BASE
        self._key, self._key_id, self._clock = key, key_id, clock
        self.clock_offset = timedelta(0)
        self._session = requests.Session()
        self._session.headers["User-Agent"] = f"dso-agent/{__version__}"
        self._verify: str | bool = place.ca_file or True
        self._config: tuple[str, messages.Config] | None = None
        self._proxies = {"http": place.proxy, "https": place.proxy} if place.proxy else None

    def enroll(self, told: messages.Enroll) -> messages.Enrolled:
        return self._post("/enroll", told, messages.Enrolled)

    def use(self, key: Ed25519PrivateKey, key_id: str) -> None:
        """Sign with another key from now on."""
        self._key, self._key_id = key, key_id

    def config(self) -> messages.Config:
        """The list is sent again only where it is another one than we have."""
        known = self._config
        answer = self._asked("GET", "/config", b"", {"If-None-Match": known[0]} if known else {})
        if known and answer.status_code == requests.codes.not_modified:
            return known[1]
        told = read_answer(answer.content, messages.Config)
        self._config = (answer.headers.get("ETag", ""), told)
        return told

    def announce(self, told: messages.NewKey) -> messages.Keyed:
        return self._post("/keys", told, messages.Keyed)

    def diagnostics(self, told: messages.Diagnostics) -> None:
        self.call("POST", "/diagnostics", msgspec.json.encode(told))

    def open(self, table: str, told: messages.Open) -> messages.Opened:
        return self._post(f"/streams/{table}/open", told, messages.Opened)

    def push(self, table: str, epoch: int, seq: int, body: bytes) -> messages.Accepted:
        headers = {"Content-Type": NDJSON, "Content-Encoding": "zstd"}
        path = f"/streams/{table}/batches/{epoch:d}/{seq:d}"
        return read_answer(self.call("PUT", path, body, headers), messages.Accepted)

    def cycle(self, told: messages.Cycle) -> None:
        self.call("POST", "/cycles", msgspec.json.encode(told))

    def compare(self, table: str, told: messages.Compare) -> messages.Differing:
        return self._post(f"/streams/{table}/compare", told, messages.Differing)

    def wanted(self, table: str, told: messages.Marks) -> messages.Wanted:
        return self._post(f"/streams/{table}/wanted", told, messages.Wanted)

    def hashes(self, table: str, bucket: int, told: messages.Hashes) -> messages.Wanted:
        body = msgspec.json.encode(told)
        path = f"/streams/{table}/compare/{bucket:d}"
        return read_answer(self.call("PUT", path, body), messages.Wanted)

    def missing(self, table: str, told: messages.Missing) -> messages.Tombstoned:
        return self._post(f"/streams/{table}/missing", told, messages.Tombstoned)

    def bring(self, sha256: str, body: bytes) -> messages.Brought:
        headers = {"Content-Type": "application/octet-stream"}
        return read_answer(self.call("PUT", f"/drops/{sha256}", body, headers), messages.Brought)

    def heartbeat(self, told: messages.Heartbeat) -> messages.HeartbeatAnswer:
        return self._post("/heartbeat", told, messages.HeartbeatAnswer)

    def _post[T](self, path: str, told: msgspec.Struct, answer: type[T]) -> T:
        return read_answer(self.call("POST", path, msgspec.json.encode(told)), answer)

    def call(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> bytes:
        return self._asked(method, path, body, headers or {}).content

    def _asked(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> requests.Response:
        """Once more with the platform's clock, if it says that ours is wrong."""
        given = headers or ({"Content-Type": JSON} if body else {})
        answer = self._send(method, path, body, given)
        if answer.status_code == requests.codes.unauthorized:
            now = _problem(answer).now
            if now is not None:
                self.clock_offset = _moment(now) - self._clock()
                answer = self._send(method, path, body, given)
        if not answer.ok:
            raise _refusal(answer)
        return answer

    def _send(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> requests.Response:
        prepared = self._session.prepare_request(
            requests.Request(method, self._base + path, headers=headers, data=body or None)
        )
        url, signed = str(prepared.url), {k: str(v) for k, v in prepared.headers.items()}
        signing.sign(
            signing.Request(method, url, signed, body),
            key=self._key,
            key_id=self._key_id,
            now=self._clock() + self.clock_offset,
        )
        prepared.headers.update(signed)
        settings = self._session.merge_environment_settings(
            url, self._proxies or {}, None, self._verify, None
        )
        try:
            return self._session.send(
                prepared,
                timeout=(CONNECT_SECONDS_MAX, ANSWER_SECONDS_MAX),
                allow_redirects=False,
                **settings,
            )
        except requests.RequestException as why:
            raise server.Unreachable(_plain(why)) from None


def read_answer[T](content: bytes, answer: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=answer)
    except msgspec.DecodeError:
        raise server.Unreachable("The answer is not the platform's.") from None


def _refusal(answer: requests.Response) -> Exception:
    problem = _problem(answer)
    refusal = BY_CODE.get(problem.code) or _REFUSALS.get(answer.status_code)
    if refusal is not None:
        return refusal(f"{problem.code}: {problem.detail}")
    return server.Unreachable(
        f"The platform answered {answer.status_code}.", _seconds(answer.headers.get("Retry-After"))
    )


def _problem(answer: requests.Response) -> messages.Problem:
    try:
        return msgspec.json.decode(answer.content, type=messages.Problem)
    except msgspec.DecodeError:
        return messages.Problem(code=f"http-{answer.status_code}", detail="")


def _seconds(text: str | None) -> float | None:
    if text is None or not text.isdigit():
        return None
    return min(float(text), RETRY_AFTER_SECONDS_MAX)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise server.Unreachable("The platform's clock cannot be read.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(why: requests.RequestException) -> str:
    """What a person can do something about."""
    match why:
        case requests.exceptions.SSLError():
            return "The platform's certificate is not trusted: does a proxy read the traffic?"
        case requests.exceptions.ProxyError():
            return "The proxy does not let us through."
        case requests.exceptions.Timeout():
            return "The platform did not answer in time."
    return "The platform cannot be reached: is the network up, is port 443 open?"
