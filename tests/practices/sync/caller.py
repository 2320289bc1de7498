"""An agent as the server sees it: a key, and requests signed with it."""

import base64
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from practices.registry.models import Practice
from practices.sync import actions, maps
from practices.sync.models import Agent
from practices.wire import signing
from practices.wire.batch import Head, pack
from practices.wire.messages import Enroll, Open
from practices.wire.values import canonical

HOST = "testserver"
DB_NOW = "2026-11-20T12:00:00Z"
PROVIDER = maps.table_named("provider")


@dataclass
class Caller:
    """Calls as an agent does; `said` is the last answer."""

    key: Ed25519PrivateKey = field(default_factory=signing.new_key)
    offset: timedelta = timedelta()
    client: Client = field(default_factory=Client)
    enrolled: dict[str, Any] = field(default_factory=dict)

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    @property
    def key_id(self) -> str:
        return signing.key_id_of(self.public_key)

    def signed(self, method: str, path: str, body: bytes) -> signing.Request:
        request = signing.Request(method, f"http://{HOST}/agent/v1/{path}", {}, body)
        now = datetime.now(UTC) + self.offset
        signing.sign(request, key=self.key, key_id=self.key_id, now=now)
        return request

    def send(self, request: signing.Request) -> tuple[int, dict[str, Any]]:
        answer = self.client.generic(
            request.method, request.url, request.body, "application/json", headers=request.headers
        )
        return answer.status_code, msgspec.json.decode(answer.content)

    def call(self, method: str, path: str, told: object = b"") -> tuple[int, dict[str, Any]]:
        body = told if isinstance(told, bytes) else msgspec.json.encode(told)
        return self.send(self.signed(method, path, body))

    def enrol(self, code: str) -> tuple[int, dict[str, Any]]:
        public = base64.b64encode(self.public_key).decode()
        told = Enroll(code=code, public_key=public, agent_version="1", system="test")
        return self.call("POST", "enroll", told)

    def open(self, table: str = "provider", **given: object) -> tuple[int, dict[str, Any]]:
        story = {"map": maps.MAP, "schema": "s1", "identity": "db1", "top": 3}
        return self.call("POST", f"streams/{table}/open", Open(**(story | given)))  # type: ignore[arg-type]  # a story

    def batch(
        self, seq: int, rows: list[tuple[object, ...]], *, epoch: int = 1, cursor: str | None = None
    ) -> tuple[int, dict[str, Any]]:
        return self.call(
            "PUT", f"streams/provider/batches/{epoch}/{seq}", body(seq, rows, epoch, cursor)
        )


def body(
    seq: int, rows: list[tuple[object, ...]], epoch: int = 1, cursor: str | None = None
) -> bytes:
    head = Head(
        table="provider", epoch=epoch, seq=seq, map=maps.MAP, schema="s1",
        cols=PROVIDER.columns, pk=PROVIDER.key, cursor=cursor, db_now=DB_NOW,
    )  # fmt: skip
    return pack(head, [("2026-11-20T11:00:00Z", canonical(row)) for row in rows])


def provider(number: int, name: str = "Sample") -> tuple[object, ...]:
    """A row of the mapping's width: its key, then text."""
    return (number, name, *("" for _ in PROVIDER.columns[2:]))


def approved(practice: Practice) -> Caller:
    """An agent that a person let in."""
    caller, now = Caller(), datetime.now(UTC)
    status, _ = caller.enrol(actions.issue_code(practice=practice, now=now))
    assert status == 200
    actions.approve(agent_id=Agent.objects.get(key_id=caller.key_id).pk, now=now)
    return caller
