"""Both halves of an agent before the platform of this very process, and a real office behind."""

import time
from dataclasses import dataclass
from pathlib import Path

import requests
from django.test import Client

from practices.agent.agent import Agent
from practices.agent.https import Place
from practices.agent.loop import turn as read_turn
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.schedule import Timing
from practices.agent.state import Folder
from practices.agent.writing.caps import Caps
from practices.agent.writing.journal import Journal
from practices.agent.writing.loop import turn as write_turn
from practices.agent.writing.server import HttpsOrders
from practices.agent.writing.writer import Writer
from practices.registry.models import Practice
from practices.wire import signing
from tests.practices.agent.writing.office import Office
from tests.practices.mariadb import MariaDb
from tests.practices.sync.caller import HOST, Caller, approved
from tests.practices.sync.orders import writing_agent

SETTLED_SECONDS = 3
"""A stamp counts seconds, and the agent reads up to two of them ago."""

TURNS_MAX = 400
IMPATIENT = Timing(first_compare_max=1e9, compare_hot=1e9, query_share=0)


class InProcess(HttpsOrders):
    """The agent's own way to the platform, but for the wire."""

    def __init__(self, caller: Caller) -> None:
        super().__init__(Place(f"http://{HOST}"), caller.key, caller.key_id)
        self._client = Client()

    def _send(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> requests.Response:
        request = signing.Request(method, f"http://{HOST}/agent/v1{path}", dict(headers), body)
        now = self._clock() + self.clock_offset
        signing.sign(request, key=self._key, key_id=self._key_id, now=now)
        kind = request.headers.pop("Content-Type", "application/json")
        told = self._client.generic(method, request.url, body, kind, headers=request.headers)
        answer = requests.Response()
        answer.status_code, answer._content = told.status_code, told.content
        return answer


@dataclass
class Loops:
    """`read` brings the mirror up to date, `write` carries out what waits."""

    office: Office
    reader: Agent
    writer: Writer

    def read(self) -> None:
        time.sleep(SETTLED_SECONDS)
        for watch in self.reader.watches.values():
            watch.due = 0.0
        for _ in range(TURNS_MAX):
            if read_turn(self.reader) > 0:
                return
        raise AssertionError("The reader came to no end.")

    def write(self) -> None:
        for _ in range(TURNS_MAX):
            if write_turn(self.writer) > 0:
                return
        raise AssertionError("The writer came to no end.")


def loops(practice: Practice, office: Office, server: MariaDb, name: str, folder: Path) -> Loops:
    """A reader and a writer, each let in by a person."""
    writes = writing_agent(practice)
    reader = Agent(
        OpenDental(connector(server.reader(name))), InProcess(approved(practice)),
        clock=time.monotonic, sleep=lambda _: None, chance=lambda: 1.0, timing=IMPATIENT,
    )  # fmt: skip
    writer = Writer(
        connector=office.connector(), orders=InProcess(writes), journal=Journal(folder / "journal"),
        caps=Caps(Folder(folder)), practice=writes.enrolled["practice"],
        dispatch_keys=tuple(writes.enrolled["dispatch_keys"]), sleep=lambda _: None,
        settle_seconds=0.0,
    )  # fmt: skip
    return Loops(office, reader, writer)
