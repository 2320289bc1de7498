"""`bench month`: claims through a clearinghouse that fails in every way, while we are killed."""

import importlib.util
import os
import random
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connections

from billing.claims.models import Claim
from billing.submission.actions import watching
from billing.submission.leaving import leave
from billing.submission.listening import listen_due
from billing.submission.models import Batch, Clearinghouse, Sending
from billing.submission.sending import send_due
from billing.submission.stages import OPEN, TURNED_AWAY, Stage
from dso.benches.bench import Bench, Target
from dso.benches.groups import found_group
from dso.benches.submitting.laying import house_at, lay
from practices.desk.models import Item
from practices.events import actions as events
from practices.jobs import actions as jobs
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

DOUBLE = "tests.doubles.clearinghouse"
BEGIN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
PRACTICES, CLAIMS = {"small": 1, "full": 3}, {"small": 60, "full": 600}
DAYS, STEP = {"small": 12, "full": 30}, timedelta(hours=6)
FAULT, KILLED = 0.05, 0.25
FAULTS = (
    "rejected_999", "errors_999", "rejected_house", "rejected_payer", "lost", "denied", "twin",
    "late", "half", "reverse", "stranger", "outage",
)  # fmt: skip
WAIT_MAX_SECONDS = 60.0


class Month:
    """The worker's steps run in children of this process; the clock is told to them."""

    def __init__(self, size: str, folder: Path) -> None:
        double = importlib.import_module(DOUBLE)
        self.practices = found_group(PRACTICES[size])
        for letter, practice in zip("CDEFG", self.practices, strict=False):
            lay(practice, CLAIMS[size], letter)
        self.row = house_at(self.practices[0], folder)
        script = double.Script(seed=7, **dict.fromkeys(FAULTS, FAULT))
        self.house = double.House(folder, BEGIN, script)
        self.now, self.chance, self.kills = BEGIN, random.Random(7), 0  # noqa: S311  # a course that can be repeated
        self.per_day = -(-CLAIMS[size] // (DAYS[size] * 2 // 3))

    def begin(self) -> None:
        """Nothing is ready yet."""
        for practice in self.practices:
            with in_practice(practice):
                Claim.objects.update(state="draft")

    def live(self, days: int) -> None:
        """Claims become ready in the first two thirds; the rest is for answers."""
        for _ in range(days):
            for practice in self.practices:
                self._hand_out(practice)
            for step in range(4):
                self.now += STEP
                self.house.run(self.now)
                if step in {0, 2}:
                    self.worker(self._leave)
                self.worker(self._send)
                self.worker(self._listen)
                self.worker(self._jobs)

    def settle(self) -> None:
        """Nobody is killed any more, and everything that was begun is ended."""
        for _ in range(8):
            self.now += STEP
            self.house.run(self.now)
            for step in (self._send, self._listen, self._jobs):
                self._in_child(step, None)

    def worker(self, step: Callable[[], None]) -> None:
        """Killed in a quarter of all runs, at any moment of the first tenths of a second."""
        kill_after = self.chance.uniform(0.0, 0.3) if self.chance.random() < KILLED else None
        self._in_child(step, kill_after)

    def _in_child(self, step: Callable[[], None], kill_after: float | None) -> None:
        for connection in connections.all():
            connection.close()
        child = os.fork()
        if child == 0:
            self._run(step)
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        self.kills += os.WIFSIGNALED(status)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise RuntimeError("A step of the worker failed; its traceback stands above.")

    def _run(self, step: Callable[[], None]) -> None:
        code = 1
        try:
            step()
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)

    def _hand_out(self, practice: Practice) -> None:
        """So many a day are ready; the others wait as drafts."""
        with in_practice(practice):
            ids = Claim.objects.filter(state="draft", held_because="", sent_on=None)
            part = list(ids.order_by("pk").values_list("pk", flat=True)[: self.per_day])
            Claim.objects.filter(pk__in=part).update(state="ready")

    def _leave(self) -> None:
        for practice in self.practices:
            leave(practice, now=self.now, today=self.now.date())

    def _send(self) -> None:
        Clearinghouse.objects.filter(pk=self.row.pk).update(lease_until=None)
        send_due(clock=lambda: self.now)

    def _listen(self) -> None:
        Clearinghouse.objects.filter(pk=self.row.pk).update(next_at=None, lease_until=None)
        listen_due(clock=lambda: self.now)

    def _jobs(self) -> None:
        jobs.sweep(now=self.now)
        events.route(now=self.now)
        jobs.run_all_now(now=self.now)
        for practice in self.practices:
            with in_practice(practice):
                watching.settle(now=self.now)
                watching.watch(now=self.now, today=self.now.date())


def measure(size: str) -> dict[str, float]:
    if importlib.util.find_spec("tests") is None:
        raise SystemExit("bench month needs the clearinghouse of the tests: run it in a checkout.")
    with tempfile.TemporaryDirectory() as folder:
        month = Month(size, Path(folder))
        month.begin()
        month.live(DAYS[size])
        month.settle()
        return _told(month)


def _told(month: Month) -> dict[str, float]:
    ledger, found = month.house.ledger, Counter[str]()
    for practice in month.practices:
        found.update(_standing(practice, month))
    truths: Any = ledger.truths
    return {
        "claims": found["claims"],
        "batches": found["batches"],
        "kills": month.kills,
        "sent_twice": float(len(ledger.sent_twice)),
        "claims_received": float(len({one.number for one in truths})),
        "lost": found["lost"],
        "unnamed_state": found["unnamed"],
        "rejected": found["rejected"],
        "rejected_not_on_desk": found["off_desk"],
        "silent_on_desk": found["silent"],
        "with_payer": found["payer"],
    }


def _standing(practice: Practice, month: Month) -> Counter[str]:
    """A claim is lost if nobody waits for it and nobody works on it."""
    found = Counter[str]()
    with in_practice(practice):
        newest = {row.claim_id: row for row in Sending.objects.order_by("version")}
        held = set(
            Item.objects.filter(kind="claim_check", practice=practice)
            .exclude(state="done")
            .values_list("subject_id", flat=True)
        )
        found["batches"] = Batch.objects.count()
        for claim in Claim.objects.all():
            found["claims"] += 1
            _count(found, claim, newest.get(claim.pk), held, month.now)
    return found


def _count(
    found: Counter[str], claim: Claim, out: Sending | None, held: set[Any], now: datetime
) -> None:
    stage = Stage(out.stage) if out else None
    if claim.state == "held":
        found["rejected"] += stage in TURNED_AWAY
        found["off_desk"] += claim.pk not in held
    elif claim.state == "sent":
        is_waited = out is not None and stage in OPEN
        found["unnamed"] += not is_waited
        if out is not None and stage in OPEN:
            found["silent"] += out.silent_since is not None
            found["payer"] += stage is Stage.PAYER
            awaited = out.expect_at is not None and out.expect_at > now
            found["lost"] += not awaited and out.silent_since is None
    elif claim.state not in {"draft", "ready"}:
        found["unnamed"] += 1  # on its way out when the month is over
    elif claim.sent_on is None or stage in {*TURNED_AWAY, Stage.WITHDRAWN}:
        found["waiting"] += 1
    else:
        found["unnamed"] += 1


BENCH = Bench(
    "month",
    measure,
    {
        "sent_twice": Target("<=", 0),
        "lost": Target("<=", 0),
        "unnamed_state": Target("<=", 0),
        "rejected_not_on_desk": Target("<=", 0),
        "kills": Target(">=", 1),
    },
)
