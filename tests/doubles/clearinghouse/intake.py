"""One file of ours: which answers it gets, and when."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from billing.x12 import Submission, X12Error, read276, read837, write999, writeTA1
from billing.x12.parties import Origin
from tests.doubles.clearinghouse import syntax
from tests.doubles.clearinghouse.cases import Case, cases_of
from tests.doubles.clearinghouse.claiming import Claiming
from tests.doubles.clearinghouse.ledger import Delivery

if TYPE_CHECKING:
    from tests.doubles.clearinghouse.house import House

Step = tuple[timedelta, Callable[[], None]]


class Intake:
    def __init__(self, house: "House") -> None:
        self._house = house
        self._claiming = Claiming(house)
        self._interchanges: set[tuple[str, str]] = set()

    def take(self, delivery: Delivery, data: bytes) -> None:
        try:
            batches = read837(data)
        except X12Error:
            self._take_questions(data)
            return
        origin = batches[0].origin if batches else None
        if origin is None:
            self._refuse(None, syntax.UNREADABLE)
        elif (origin.sender, origin.interchange) in self._interchanges:
            self._house.ledger.duplicate_interchanges += 1
            self._refuse(origin, syntax.DUPLICATE)
        else:
            self._interchanges.add((origin.sender, origin.interchange))
            self._answer(delivery, batches, origin)

    def _take_questions(self, data: bytes) -> None:
        try:
            asked = read276(data)
        except X12Error:
            self._refuse(None, syntax.UNREADABLE)
            return
        after = timedelta(minutes=self._house.script.status_minutes)
        self._note(after, lambda: self._claiming.say_statuses(asked))

    def _refuse(self, origin: Origin | None, note: str) -> None:
        told = origin or Origin("SAMPLEDSO", "SAMPLEHOUSE", "000000000")
        self._note(
            timedelta(minutes=self._house.script.ta1_minutes), lambda: self._say_ta1(told, note)
        )

    def _answer(self, delivery: Delivery, batches: Sequence[Submission], origin: Origin) -> None:
        script = self._house.script
        marks = {batch.control: f"{delivery.key}|{batch.control}" for batch in batches}
        rejected = {st for st, mark in marks.items() if script.strikes("rejected_999", mark)}
        noted = {st for st, mark in marks.items() if script.strikes("errors_999", mark)}
        steps: list[Step] = []
        if script.says_ta1:
            steps.append(
                (timedelta(minutes=script.ta1_minutes), lambda: self._say_ta1(origin, "000"))
            )
        groups = [
            list(g) for _, g in groupby(batches, lambda one: one.origin.group if one.origin else "")
        ]
        steps += [
            (timedelta(minutes=script.ack_minutes), self._ack(group, rejected, noted))
            for group in groups
        ]
        cases = self._received(delivery, batches, rejected)
        steps += self._claiming.steps(cases, delivery.key)
        self._schedule(steps, reverse=script.strikes("reverse", delivery.key))

    def _received(
        self, delivery: Delivery, batches: Sequence[Submission], rejected: set[str]
    ) -> list[Case]:
        """Those that passed the 999."""
        passed = list[Case]()
        for batch in batches:
            for case in cases_of(batch, delivery.key):
                self._house.ledger.add(case.truth)
                case.truth.stages.append(("received", self._house.now))
                is_out = batch.control in rejected
                case.truth.stages.append(
                    ("rejected_999" if is_out else "accepted_999", self._house.now)
                )
                if not is_out:
                    passed.append(case)
        return passed

    def _schedule(self, steps: list[Step], *, reverse: bool) -> None:
        times = sorted((after for after, _ in steps), reverse=reverse)
        order = sorted(steps, key=lambda step: step[0])
        for after, (_, deed) in zip(times, order, strict=True):
            self._note(after, deed)

    def _ack(
        self, batches: Sequence[Submission], rejected: set[str], noted: set[str]
    ) -> Callable[[], None]:
        def say() -> None:
            told = syntax.acknowledgement(batches, rejected, noted)
            house = self._house
            house.put("999", write999([told], house.envelope(batches[0].origin)))

        return say

    def _say_ta1(self, origin: Origin, note: str) -> None:
        told = syntax.interchange_ack(origin, note)
        self._house.put("ta1", writeTA1([told], self._house.envelope(origin)))

    def _note(self, after: timedelta, deed: Callable[[], None]) -> None:
        self._house.diary.note(self._house.now + after, deed)
