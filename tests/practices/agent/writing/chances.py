"""Writers that die anywhere, at an office where anything goes wrong; the dice are seeded."""

import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from practices.agent.server import Unreachable
from practices.agent.writing.journal import Entry, Journal
from practices.agent.writing.loop import turn
from practices.agent.writing.writer import Writer
from practices.wire.commands import Command, Held, Result, Step, Taken, Value
from practices.wire.messages import Heartbeat, HeartbeatAnswer
from tests.doubles.open_dental.faults import KINDS, Kind
from tests.practices.agent.writing.office import (
    Clock,
    MemoryOrders,
    Office,
    command,
    leased,
    posting,
    writer,
)

ATTEMPTS_MAX = 40
ROUNDS_WITH_FAULTS = 6
REFUSING = frozenset({"denied", "refused", "nothing"})
REFUSALS_RARE = 12
TERMINAL = frozenset({"applied", "already_applied", "precondition_failed", "refused", "unknown"})


class Died(BaseException):
    """The process is gone, here and now."""


@dataclass
class Death:
    """Counts points at which a process may die, and dies at one of them."""

    at: int
    passed: int = 0

    def point(self) -> None:
        self.passed += 1
        if self.passed == self.at:
            raise Died


class MortalJournal(Journal):
    """Before a line is on disk, and after."""

    def __init__(self, path: Path, death: Death) -> None:
        super().__init__(path)
        self._death = death

    def note(self, entry: Entry) -> None:
        self._death.point()
        super().note(entry)
        self._death.point()


@dataclass
class MortalConnector:
    """Before a call, and after it had its effect."""

    office: Office
    death: Death

    def __post_init__(self) -> None:
        self._inner = self.office.connector()

    def row(self, table: str, key: int) -> dict[str, Value] | None:
        return self._inner.row(table, key)

    def look(self, step: Step, command: Command):  # type: ignore[no-untyped-def]  # noqa: ANN201  # as inside
        return self._inner.look(step, command)

    def do(self, step: Step, command: Command) -> None:
        self.death.point()
        self._inner.do(step, command)
        self.death.point()

    def close(self) -> None:
        self._inner.close()


@dataclass
class MortalOrders(MemoryOrders):
    """The platform loses answers too: the result is told, and the process dies before it knows."""

    death: Death = field(default_factory=lambda: Death(0))
    loses: bool = False

    def started(self, order_id: str, attempt: int, step: int) -> Held:
        self.death.point()
        held = super().started(order_id, attempt, step)
        self.death.point()
        return held

    def result(self, order_id: str, attempt: int, told: Result) -> Taken:
        self.death.point()
        taken = super().result(order_id, attempt, told)
        self.death.point()
        return taken

    def heartbeat(self, told: Heartbeat) -> HeartbeatAnswer:
        return HeartbeatAnswer(now="2026-11-23T15:00:00Z")


@dataclass
class World:
    """One writer's folder, one office, orders that are given out until each has ended."""

    office: Office
    folder: Path
    clock: Clock = field(default_factory=Clock)
    orders: MortalOrders = field(default_factory=MortalOrders)
    told: dict[str, Command] = field(default_factory=dict)
    lines: dict[str, list[int]] = field(default_factory=dict)
    deaths: int = 0

    def order(self, *, lines: int = 2, cents: int = 350_00) -> Command:
        claim, numbers = self.office.claim(lines)
        made = command(posting(claim, numbers, cents=cents), self.office.connector())
        self.told[made.id], self.lines[made.id] = made, numbers
        return made

    def attempt(self, made: Command, death: Death, *, keeps_journal: bool = True) -> Result | None:
        """One attempt of one process; None if it died or lost its way."""
        number = self.orders.attempts.get(made.id, 0) + 1
        was_started = made.id in self.orders.starts
        self.orders.death = death
        self.orders.waiting = [leased(made, attempt=number, was_started=was_started)]
        if not keeps_journal:
            (self.folder / "journal").unlink(missing_ok=True)
            self.clock.sleep(600)  # a new lease comes after the old one ended
        before = len(self.orders.results)
        try:
            turn(self._writer(death))
        except Died:
            self.deaths += 1
            self.office.api.settle()
        except Unreachable:
            pass
        return self.orders.results[-1][2] if len(self.orders.results) > before else None

    def _writer(self, death: Death) -> Writer:
        return writer(
            self.office, self.folder, self.orders, self.clock,
            connector=MortalConnector(self.office, death),
            journal=MortalJournal(self.folder / "journal", death),
        )  # fmt: skip

    def checks_of(self, made: Command) -> list[int]:
        """Cents of each check over lines of this order."""
        held = {
            row["ClaimPaymentNum"]
            for row in self.office.rows("claimproc")
            if row["ClaimProcNum"] in self.lines[made.id] and row["ClaimPaymentNum"]
        }
        return [
            round(check["CheckAmt"] * 100)
            for check in self.office.checks()
            if check["ClaimPaymentNum"] in held
        ]


@dataclass
class Told:
    """How a run ended: outcome by order, and what stands in the practice's books."""

    outcomes: dict[str, str]
    told_cents: int
    checks: int
    checks_cents: int
    unheld: int
    deaths: int
    faults: Counter[str]
    details: list[str]


def played(office: Office, folder: Path, seed: int) -> Told:
    """One run: a few orders, faults and deaths for a while, then a quiet end."""
    dice = random.Random(seed)
    office.empty()
    world = World(office, folder)
    orders = [
        world.order(lines=dice.randint(1, 3), cents=dice.randint(1, 90_000))
        for _ in range(dice.randint(1, 3))
    ]
    faults: Counter[str] = Counter()
    often = dice.choice((0.02, 0.1, 0.3))
    weights = [1 if kind in REFUSING else REFUSALS_RARE for kind in KINDS]

    def choose(call: str) -> Kind | None:
        if dice.random() > often:
            return None
        kind = dice.choices(KINDS, weights)[0]
        faults[f"{kind}"] += 1
        return kind

    outcomes: dict[str, str] = {}
    details: list[str] = []
    for attempt in range(ATTEMPTS_MAX):
        office.api.faults.choose = choose if attempt < ROUNDS_WITH_FAULTS else lambda _: None
        for made in orders:
            if outcomes.get(made.id) in TERMINAL:
                continue
            death = Death(dice.randint(1, 30) if attempt < ROUNDS_WITH_FAULTS else 0)
            result = world.attempt(made, death, keeps_journal=dice.random() > 0.1)
            if result is not None:
                details.append(f"{result.outcome}: {result.detail}")
                outcomes[made.id] = result.outcome
    office.api.faults.clear()
    office.api.settle()
    return _told(world, outcomes, faults, details)


def _told(world: World, outcomes: dict[str, str], faults: Counter[str], details: list[str]) -> Told:
    done = {"applied", "already_applied"}
    told_cents = sum(world.told[name].cents for name, end in outcomes.items() if end in done)
    for made in world.told.values():
        checks = world.checks_of(made)
        end = outcomes[made.id]
        assert checks == [made.cents] if end in done else len(checks) <= 1, (end, checks)
        if end in {"refused", "precondition_failed"}:
            assert checks == [], (end, checks)
    held = {row["ClaimPaymentNum"] for row in world.office.rows("claimproc")}
    checks_now = world.office.checks()
    return Told(
        outcomes=outcomes,
        told_cents=told_cents,
        checks=len(checks_now),
        checks_cents=world.office.paid_cents(),
        unheld=sum(check["ClaimPaymentNum"] not in held for check in checks_now),
        deaths=world.deaths,
        faults=faults,
        details=details,
    )
