"""A platform that listens and gives out orders over HTTP, as the real one does."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from practices.agent.writing.folder import WriterFolder
from practices.wire import messages, signing
from practices.wire.commands import Command, Held, Leases, Result, Taken
from tests.doubles.open_dental.serving import CUSTOMER_KEY, DEVELOPER_KEY
from tests.practices.agent.listening import Answer, Platform, listening
from tests.practices.agent.writing.office import PINNED, PRACTICE, Office, leased

NOW = "2026-11-23T15:00:00Z"


@dataclass
class Desk:
    """Orders that wait, each under a new attempt whenever it is asked for before it has ended."""

    told: list[Command] = field(default_factory=list)
    attempts: dict[str, int] = field(default_factory=dict)
    starts: set[str] = field(default_factory=set)
    results: dict[str, Result] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        with self.lock:
            match path.partition("?")[0].removeprefix("/agent/v1/").split("/"):
                case ["enroll"]:
                    return self._enroll(msgspec.json.decode(body, type=messages.Enroll))
                case ["config"]:
                    return 200, messages.Config(map="od/1", tables=(), rows_max=1), {}
                case ["heartbeat"]:
                    return 200, messages.HeartbeatAnswer(now=NOW), {}
                case ["commands"]:
                    return 200, self._leases(), {}
                case ["commands", name, attempt, what]:
                    return self._told(name, int(attempt), what, body)
        return 404, {}, {}

    def _enroll(self, told: messages.Enroll) -> Answer:
        public = self.public_key
        enrolled = messages.Enrolled(
            agent_id="w1", key_id=signing.key_id_of(public), words=signing.fingerprint(public),
            state="waiting", practice=PRACTICE if told.role == "writer" else "",
            dispatch_keys=PINNED if told.role == "writer" else (),
        )  # fmt: skip
        return (200, enrolled, {}) if told.code == "good" else (403, {}, {})

    public_key: bytes = b""

    def _leases(self) -> Leases:
        for one in self.told:
            if one.id not in self.results:
                attempt = self.attempts.get(one.id, 0) + 1
                self.attempts[one.id] = attempt
                given = leased(one, attempt=attempt, was_started=one.id in self.starts)
                return Leases(commands=(given,), again_seconds=0.1)
        return Leases(commands=(), again_seconds=0.1)

    def _told(self, name: str, attempt: int, what: str, body: bytes) -> Answer:
        if self.attempts.get(name) != attempt:
            return 409, messages.Problem(code="attempt", detail="Another counts."), {}
        if what == "result":
            result = msgspec.json.decode(body, type=Result)
            if result.outcome != "not_now":
                self.results[name] = result
            return 200, Taken(state=result.outcome), {}
        self.starts.add(name)
        return 200, Held(lease_seconds=300), {}


@contextlib.contextmanager
def enrolled(office: Office, path: Path, desk: Desk) -> Iterator[Path]:
    """A writer's folder that is set up for this office and this platform."""
    platform = Platform(b"", desk.answer)
    with listening(platform):
        (path / "developer-key").write_text(DEVELOPER_KEY)
        (path / "customer-key").write_text(CUSTOMER_KEY)
        (path / "writer.toml").write_text(
            f'[platform]\nurl = "{platform.url}"\n[api]\nurl = "{office.api.url}"\n'
            "settle_seconds = 0.2\n"
        )
        key = WriterFolder(path).key_to_enroll()
        platform.public_key = desk.public_key = key.public_key().public_bytes_raw()
        yield path
