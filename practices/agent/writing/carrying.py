"""One order, carried out at most once: expect, look, note, call, look again. The power may fail
after any line.

What a call did is never concluded from its answer, or from the lack of one, but from the rows.
A step is called again only if it is surely not in effect: seen so after as long as the practice's
system may still be working at an earlier call.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from practices.agent.writing.connector import (
    ApiAway,
    ApiRefused,
    Connector,
    Look,
    NoAnswer,
    ReadRefused,
    Seen,
)
from practices.agent.writing.journal import Entry, Journal, Mark, Memory
from practices.wire.commands import COLUMNS_MAX, Command, Result, Step
from practices.wire.goals import changed, goals_of

SETTLE_SECONDS = 90.0  # the relay gives up after 60, the office may still be writing
CALLS_MAX = 3
CHANGED = "The practice's rows are not as they were when this was approved."
NO_EFFECT = "The practice's system answered that it was done, and nothing has changed."


class Stopped(Exception):
    """The platform wants nothing more written, or has given the order to somebody else."""


@dataclass(slots=True)
class Carrier:
    """`now` are seconds of the calendar, `hold` keeps the lease and raises Stopped."""

    connector: Connector
    journal: Journal
    hold: Callable[[], None]
    now: Callable[[], float]
    sleep: Callable[[float], None]
    settle_seconds: float = SETTLE_SECONDS
    _keys: dict[str, int] = field(default_factory=dict)

    def carry_out(self, command: Command, text: str, *, was_started: bool) -> Result:
        """How it ended. Raises nothing that an office or a program can bring about, but Stopped."""
        self._keys = {}
        memory = self.journal.of(command.id)
        known = Memory() if memory is None else memory
        try:
            is_fresh = not was_started and not known.intents
            early = self._before(command) if is_fresh else None
            if early is not None:
                return early
            if command.is_rehearsal:
                return Result(outcome="rehearsed", detail="All is as expected.")
            self._note(command, "begun", hash_=_hash(text))
            return self._steps(command, known, was_started=was_started)
        except ApiAway as why:
            return self._later(command, str(why))
        except ReadRefused as why:
            if was_started or self._has_called(command):
                return self._later(command, f"Looking was refused. {why}"[:400])
            return self._refused(command, why)
        except ApiRefused as why:
            return self._refused(command, why)

    def _before(self, command: Command) -> Result | None:
        """Done already by somebody, or not as expected: then nothing is done."""
        differing = self._differing(command)
        adds = [step for step in command.steps if any(g.key is None for g in goals_of(step))]
        looked_for = command.steps if differing else adds
        seen = [self.connector.look(step, command) for step in looked_for]
        if len(seen) == len(command.steps) and all(one.look is Look.FOUND for one in seen):
            self._keep_keys(seen)
            return Result(outcome="already_applied", done=len(seen), keys=self._keys)
        unexpected = [one.why for one in seen if one.look is Look.UNSURE]
        if differing or unexpected:
            return Result(
                outcome="precondition_failed",
                detail=unexpected[0] if unexpected else CHANGED,
                differing=tuple(differing[:COLUMNS_MAX]),
            )
        return None

    def _differing(self, command: Command) -> list[str]:
        found = []
        for one in command.expected:
            row = self.connector.row(one.table, one.key)
            if row is None:
                found.append(f"{one.table} is gone")
                continue
            found += [f"{one.table}.{name}" for name in changed(one.values, row)]
        return sorted(set(found))

    def _steps(self, command: Command, known: Memory, *, was_started: bool) -> Result:
        for number, step in enumerate(command.steps):
            if number in known.effects:
                continue
            is_open = number in known.intents or was_started
            seen = self._step(command, number, step, is_open=is_open)
            if seen.look is not Look.FOUND:
                return self._unknown(command, number, seen)
            self._keep_keys([seen])
            if number not in known.effects:
                self._note(command, "effect", number)
        return self._proved(command)

    def _step(self, command: Command, number: int, step: Step, *, is_open: bool) -> Seen:
        """Until it is in effect, or nobody can tell. `is_open`: it may have been called before."""
        for _ in range(CALLS_MAX):
            seen = self._settled(command, number, step) if is_open else Seen(Look.ABSENT)
            if seen.look is not Look.ABSENT:
                return seen
            self.hold()
            self._note(command, "intent", number)
            try:
                self.connector.do(step, command)
            except NoAnswer:
                is_open = True
                continue
            except ApiRefused:
                if not is_open:
                    raise
                return self._twin(command, step)
            return self._after(command, step)
        seen = self._settled(command, number, step)
        if seen.look is Look.ABSENT:
            raise NoAnswer("The practice's system does not answer; it is tried again later.")
        return seen

    def _twin(self, command: Command, step: Step) -> Seen:
        """Refused, but an earlier call may have got through since we looked. Raises ApiRefused."""
        seen = self.connector.look(step, command)
        if seen.look is Look.ABSENT:
            raise ApiRefused(0, "The practice's system refused the step.")
        return seen

    def _after(self, command: Command, step: Step) -> Seen:
        """The program said yes. Raises ApiRefused if the rows say no."""
        seen = self.connector.look(step, command)
        if seen.look is Look.ABSENT:
            raise ApiRefused(200, NO_EFFECT)
        return seen

    def _settled(self, command: Command, number: int, step: Step) -> Seen:
        """Looked for; what seems absent is looked for again when an earlier call must be over."""
        seen = self.connector.look(step, command)
        if seen.look is not Look.ABSENT:
            return seen
        memory = self.journal.of(command.id)
        called_at = memory.intents.get(number) if memory else None
        since = self.now() - called_at if called_at is not None else self.settle_seconds
        if 0 <= since < self.settle_seconds:
            self.hold()
            self.sleep(self.settle_seconds - since)
        return self.connector.look(step, command)

    def _proved(self, command: Command) -> Result:
        """Every step once more, together: what is told as applied is there as a whole."""
        seen = [self.connector.look(step, command) for step in command.steps]
        wrong = [one for one in seen if one.look is not Look.FOUND]
        if wrong:
            return self._unknown(command, len(command.steps), wrong[0])
        self._note(command, "ended")
        return Result(outcome="applied", done=len(command.steps), keys=self._keys)

    def _later(self, command: Command, why: str) -> Result:
        done = len(self._effects(command))
        return Result(outcome="not_now", done=done, detail=why, keys=self._keys)

    def _refused(self, command: Command, why: ApiRefused) -> Result:
        """Of this step nothing is written; of those before it, all."""
        text = f"{why.status}: {why}" if why.status else str(why)
        done = len(self._effects(command))
        return Result(outcome="refused", done=done, detail=text[:400], keys=self._keys)

    def _unknown(self, command: Command, done: int, seen: Seen) -> Result:
        return Result(outcome="unknown", done=done, detail=seen.why[:400], keys=self._keys)

    def _has_called(self, command: Command) -> bool:
        memory = self.journal.of(command.id)
        return memory is not None and bool(memory.intents)

    def _effects(self, command: Command) -> set[int]:
        memory = self.journal.of(command.id)
        return set(memory.effects) if memory else set()

    def _keep_keys(self, seen: list[Seen]) -> None:
        self._keys |= {one.table: one.key for one in seen if one.table and one.key}

    def _note(self, command: Command, mark: Mark, step: int = 0, hash_: str = "") -> None:
        self.journal.note(Entry(command.id, mark, self.now(), step, hash_))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
