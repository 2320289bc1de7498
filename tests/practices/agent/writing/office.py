"""An office with its program: claims that wait for their payment, and what became of them."""

import base64
import contextlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from practices.agent.pms.open_dental_api import ApiClient, ApiPlace, OpenDentalApi
from practices.agent.server import OutOfStep
from practices.agent.state import Folder
from practices.agent.writing.caps import ALLOWED, Cap, Caps
from practices.agent.writing.journal import Journal
from practices.agent.writing.server import Orders
from practices.agent.writing.writer import Writer
from practices.registry.ids import new_id
from practices.wire import commands, dispatch, signing
from practices.wire.commands import Command, Expected, Held, Leased, Leases, Result, Step, Taken
from practices.wire.goals import touched
from practices.wire.messages import Heartbeat, HeartbeatAnswer
from tests.doubles.open_dental.database import Database, connecting
from tests.doubles.open_dental.serving import CUSTOMER_KEY, DEVELOPER_KEY, Api, serving
from tests.practices.mariadb import SHAPE, MariaDb

TABLES = ("claim", "claimproc", "claimpayment", "claimtracking", "commlog", "document",
          "adjustment", "insverify", "etrans", "patient", "eobattach")  # fmt: skip
PRACTICE = "0190a7e0-0000-7000-8000-000000000001"
KEY = signing.new_key()
PINNED = (signing.public_text(KEY),)
PAID_ON = "2026-11-20"
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
READABLE = {
    "claimproc": ("Status", "InsPayAmt", "WriteOff", "DedApplied", "Remarks", "ClaimPaymentNum"),
}


class Office:
    """`claim` makes one with lines; `api` is its program, with faults on demand."""

    def __init__(self, database: Database, api: Api) -> None:
        self.database, self.api = database, api
        self._numbers = itertools.count(1)

    def empty(self) -> None:
        self.api.faults.clear()
        self.api.settle()
        self.api.asked.clear()
        for table in TABLES:
            self.database.delete(table, "1", 1)
        self.database.insert("patient", {"PatNum": 55, "LName": "Sample", "FName": "Testa"})

    def claim(self, lines: int = 2) -> tuple[int, list[int]]:
        """A claim that was sent, and its lines."""
        told = {"PatNum": 55, "ClaimStatus": "S", "DateSent": "2026-10-06", "ClaimFee": 1200}
        claim = self.database.insert("claim", told)
        line = {"ClaimNum": claim, "PatNum": 55, "FeeBilled": 600, "CodeSent": "D2740"}
        return claim, [self.database.insert("claimproc", line) for _ in range(lines)]

    def connector(self, **given: Any) -> OpenDentalApi:  # noqa: ANN401  # fields of ApiPlace
        place = ApiPlace(self.api.url, DEVELOPER_KEY, CUSTOMER_KEY, **given)
        return OpenDentalApi(ApiClient(place, sleep=lambda _: None))

    def checks(self) -> list[dict[str, Any]]:
        return self.database.rows("SELECT * FROM claimpayment ORDER BY ClaimPaymentNum")

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.database.rows(f"SELECT * FROM {table}")

    def paid_cents(self) -> int:
        return sum(round(check["CheckAmt"] * 100) for check in self.checks())


LISTS = """
INSERT INTO preference (PrefName, ValueString) VALUES
 ('PracticeTitle', 'Test Practice'), ('ProgramVersion', '24.3.16.0'),
 ('ClaimPaymentBatchOnly', '0');
INSERT INTO definition (DefNum, Category, ItemName, ItemValue) VALUES
 (501, 1, 'Courtesy', '-'), (502, 1, 'Charge', '+');
"""


@contextlib.contextmanager
def office(server: MariaDb, name: str = "od_writing") -> Iterator[Office]:
    server.create(name, "InnoDB", SHAPE.read_text() + LISTS)
    database = Database(
        connecting(unix_socket=str(server.place.socket), user="root", database=name)
    )
    try:
        with serving(Api(database)) as api:
            made = Office(database, api)
            made.empty()
            yield made
    finally:
        database.close()


def posting(claim: int, lines: Sequence[int], *, cents: int = 350_00) -> tuple[Step, ...]:
    """So much paid for each line, its write-off 100.00, and a check over them."""
    received = [
        commands.SetLine(line=line, is_received=True, paid_cents=cents, write_off_cents=100_00,
                         deductible_cents=0, remarks="45")
        for line in lines
    ]  # fmt: skip
    return (
        *received,
        commands.SetClaim(claim=claim, received_on=PAID_ON),
        commands.AddCheck(claims=(claim,), lines=tuple(lines), amount_cents=cents * len(lines),
                          number=f"EFT{claim}", paid_on=PAID_ON, carrier="Sample Payer"),
    )  # fmt: skip


def command(
    steps: Sequence[Step], connector: OpenDentalApi | None = None, **given: object
) -> Command:
    """An order whose expectations are what is there now."""
    order_id = str(new_id())
    expected = [
        Expected(table=table, key=key, values={name: row[name] for name in sorted(names)})
        for (table, key), names in touched(steps).items()
        if connector and (row := connector.row(table, key))
    ]
    story: dict[str, Any] = {
        "id": order_id,
        "kind": "claim_payment",
        "practice": PRACTICE,
        "order_key": "claim:1",
        "expected": tuple(expected),
        "steps": tuple(steps),
        "mark": f"dso:{order_id.replace('-', '')}",
        "cents": sum(s.amount_cents for s in steps if isinstance(s, commands.AddCheck)),
        "not_before": NOW.isoformat(),
        "expires_at": (NOW + timedelta(days=7)).isoformat(),
        "requested_by": "user:1",
        "approved_by": "user:1",
    }
    return Command(**(story | given))


def leased(told: Command, *, attempt: int = 1, was_started: bool = False) -> Leased:
    text, signature = dispatch.sign(told, KEY)
    return Leased(
        id=told.id, attempt=attempt, lease_seconds=300, was_started=was_started, command=text,
        key_id=signing.key_id_of(KEY.public_key().public_bytes_raw()), signature=signature,
    )  # fmt: skip


@dataclass
class MemoryOrders:
    """A platform that leases what it is given, and fences older attempts."""

    waiting: list[Leased] = field(default_factory=list)
    results: list[tuple[str, int, Result]] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
    attempts: dict[str, int] = field(default_factory=dict)
    is_stopped: bool = False

    def leases(self) -> Leases:
        taken, self.waiting = self.waiting[:1], self.waiting[1:]
        for one in taken:
            self.attempts[one.id] = one.attempt
        return Leases(commands=tuple(taken), again_seconds=20.0)

    def started(self, order_id: str, attempt: int, step: int) -> Held:
        self.starts.append(order_id)
        return self.renew(order_id, attempt)

    def renew(self, order_id: str, attempt: int) -> Held:
        if self.attempts.get(order_id) != attempt:
            raise OutOfStep("attempt")
        return Held(lease_seconds=300, stop=self.is_stopped)

    def result(self, order_id: str, attempt: int, told: Result) -> Taken:
        if self.attempts.get(order_id) != attempt:
            raise OutOfStep("attempt")
        self.results.append((order_id, attempt, told))
        return Taken(state=told.outcome)

    def heartbeat(self, told: Heartbeat) -> HeartbeatAnswer:
        return HeartbeatAnswer(now=NOW.isoformat())

    @property
    def last(self) -> Result:
        return self.results[-1][2]


@dataclass
class Clock:
    """Time that passes only by sleeping."""

    seconds: float = 0.0
    on_sleep: Callable[[float], None] = lambda _: None

    def __call__(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return NOW + timedelta(seconds=self.seconds)

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.on_sleep(seconds)


def writer(
    office: Office,
    folder: Path,
    orders: Orders,
    clock: Clock | None = None,
    **given: Any,  # noqa: ANN401  # fields of Writer
) -> Writer:
    """A process that has just been started in this folder."""
    time = clock or Clock()
    time.on_sleep = lambda _: office.api.settle()
    limits: dict[str, Cap] = given.pop("allowed", ALLOWED)
    story: dict[str, Any] = {
        "connector": office.connector(),
        "orders": orders,
        "journal": Journal(folder / "journal"),
        "caps": Caps(Folder(folder), limits),
        "practice": PRACTICE,
        "dispatch_keys": PINNED,
        "clock": time,
        "sleep": time.sleep,
        "now": time.now,
    }
    return Writer(**(story | given))


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
