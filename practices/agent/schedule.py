"""When each table's next reading and comparing is due, and how it has gone so far."""

from dataclasses import dataclass, field
from datetime import datetime

from practices.agent.cursors import Cursor
from practices.agent.pms import Key
from practices.agent.reading import LAG
from practices.wire.messages import Table

NEVER = float("inf")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds. Tests make them small."""

    heartbeat: float = 60
    config: float = 600
    schema: float = 900
    keep_cursor: float = 300
    compare: float = 24 * 3600
    compare_hot: float = 3600
    slices: int = 7
    first_compare_max: float = 3600
    recheck: float = 60
    set_aside: float = 900
    out_of_step: float = 1
    query_share: float = 50
    """A table rests this many times as long as reading it took: at most 2 % of the time.
    `slices` is in how many nights all values of a stamped table are compared."""


@dataclass(slots=True)
class Watch:
    """One table, for as long as the agent runs. Moments of the agent's clock, in seconds.

    `lost` are keys to look for once more, and from when on. `read_up_to` is None during the first
    reading.
    """

    timing: Timing
    chance: float
    due: float = 0.0
    schema_due: float = 0.0
    keep_due: float = 0.0
    compare_due: float = NEVER
    hot_due: float = NEVER
    epoch: int | None = None
    mode: str = ""
    error: str = ""
    remark: str = ""
    every: int = 0
    state: str = ""
    steps_back: int = 0
    read_up_to: datetime | None = None
    read_at: float = 0.0
    slice: int = 0
    lost: list[tuple[float, list[Key]]] = field(default_factory=list)

    def opened(self, epoch: int, schema_due: float) -> None:
        """Keys lost in another epoch are looked for again by its own comparison."""
        if epoch != self.epoch:
            self.lost, self.read_up_to = [], None
            self.compare_due = NEVER
        self.epoch, self.schema_due = epoch, schema_due
        self.keep_due, self.state = 0.0, ""

    def must_keep(self, cursor: Cursor, clock: float) -> bool:
        """A cursor without rows is told when the mode changes, and otherwise now and then."""
        return cursor.mode != self.mode or (cursor.mode != "tail" and self.keep_due <= clock)

    def kept(self, cursor: Cursor | None, keep_due: float) -> None:
        if cursor is not None:
            self.mode, self.keep_due = cursor.mode, keep_due

    def was_read(
        self,
        table: Table,
        cursor: Cursor,
        as_of: datetime,
        clock: float,
        took: float,
        now: datetime,
    ) -> None:
        """`took` are the seconds the practice's database worked for us; `as_of` is up to when what
        it gave is true."""
        self.error, self.steps_back, self.mode = "", 0, cursor.mode
        up_to = as_of - LAG
        behind = cursor.mode == "backfill" or (
            cursor.mode == "window" and cursor.at is not None and cursor.at < up_to
        )
        self.due = clock if behind else clock + max(table.seconds, self.timing.query_share * took)
        if cursor.mode == "backfill":
            return
        self._plan_compare(table, clock)
        self.read_at = clock - (now - as_of).total_seconds()
        self.read_up_to = cursor.at if cursor.mode == "window" else up_to

    def is_as_it_was(self, table: Table, as_of: datetime, clock: float, now: datetime) -> None:
        """Its source is the one that was read last, to the end."""
        self.due, self.read_up_to = clock + table.seconds, as_of - LAG
        self.read_at = clock - (now - as_of).total_seconds()

    @property
    def is_read(self) -> bool:
        """Whether there is anything to compare yet."""
        return self.read_up_to is not None or self.mode == "observe"

    def is_observed(self, clock: float) -> None:
        """Nothing is read but counts and hashes; whether that is over is asked now and then."""
        self.error, self.mode, self.read_up_to = "", "observe", None
        self.due = clock + self.timing.set_aside
        if self.compare_due == NEVER:
            self.compare_due = self.hot_due = clock

    def was_compared(self, clock: float, *, hot: bool) -> None:
        self.hot_due = clock + self.timing.compare_hot
        if not hot:
            self.compare_due = clock + self.timing.compare
            self.slice += 1

    def set_aside(self, due: float, error: str) -> None:
        """Nothing is done at this table before."""
        self.due, self.error = due, error
        self.compare_due, self.hot_due = max(self.compare_due, due), max(self.hot_due, due)
        self.lost = [(max(at, due), keys) for at, keys in self.lost]

    def step_back(self, clock: float) -> None:
        """The platform expected something else: at once, then less and less often."""
        wait = min(self.timing.out_of_step * 2.0 ** min(self.steps_back, 20), self.timing.set_aside)
        self.steps_back += 1
        self.set_aside(clock + wait, "")

    def next_due(self) -> float:
        if self.error:
            return self.due
        return min([self.due, self.compare_due, self.hot_due, *(at for at, _ in self.lost)])

    def _plan_compare(self, table: Table, clock: float) -> None:
        """What is read in full shows no deletion by itself: it is compared each time."""
        if table.kind == "whole":
            self.compare_due = clock
        elif self.compare_due == NEVER:
            self.compare_due = clock + self.chance * self.timing.first_compare_max
            self.hot_due = clock + self.timing.compare_hot
