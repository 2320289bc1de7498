"""Claims that passed the 999: both 277CA, statuses on asking, and then the payer decides."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from billing.x12 import ClaimStatuses, Status, StatusClaim, write277, write277ca
from billing.x12.parties import Party
from tests.doubles.clearinghouse import asked, statuses
from tests.doubles.clearinghouse.cases import Case
from tests.doubles.clearinghouse.deciding import Deciding

if TYPE_CHECKING:
    from tests.doubles.clearinghouse.house import House

Step = tuple[timedelta, Callable[[], None]]


class Claiming:
    def __init__(self, house: "House") -> None:
        self._house = house
        self._deciding = Deciding(house)
        self._numbers = 0

    def steps(self, cases: Sequence[Case], key: str) -> list[Step]:
        """What will be said of them, each with how long after."""
        script, passed = self._house.script, list[Case]()
        for case in cases:
            self._numbers += 1
            case.truth.house_number = f"H{self._numbers:09d}"
            if self._judged(case, "house"):
                case.truth.payer_number = f"P{self._numbers:09d}"
                passed.append(case)
        told: list[Step] = []
        for _, group in groupby(cases, key=lambda case: case.batch.control):
            told.append((timedelta(hours=script.house_hours), self._by_house(list(group))))
        by_payer = sorted(passed, key=lambda case: (case.payer.id, case.batch.control))
        for _, group in groupby(by_payer, key=lambda case: (case.payer.id, case.batch.control)):
            told.append((timedelta(hours=script.payer_hours), self._by_payer(list(group))))
        if cases and script.strikes("stranger", key):
            told.append((timedelta(hours=script.payer_hours), lambda: self._stranger(cases[0])))
        self._deciding.accept([case for case in passed if self._judged(case, "payer")])
        return told

    def say_statuses(self, told: Sequence[ClaimStatuses]) -> None:
        def state(claim: StatusClaim) -> StatusClaim:
            return asked.state(claim, self._house.ledger, self._house.now)

        envelope = self._house.envelope(told[0].origin)
        self._house.put("277", write277([statuses.answered(one, state) for one in told], envelope))

    def _judged(self, case: Case, who: str) -> bool:
        """Whether it passes; decided once, told later."""
        is_out = self._house.script.strikes(f"rejected_{who}", case.subject)
        stage = f"rejected_{who}" if is_out else f"accepted_{who}"
        if not case.truth.has(stage):
            case.truth.stages.append((stage, self._house.now))
        return not is_out

    def _by_house(self, cases: list[Case]) -> Callable[[], None]:
        def verdict(case: Case) -> Status:
            if case.truth.has("rejected_house"):
                return self._house.script.one_of(statuses.NO_BY_HOUSE, case.subject)
            return statuses.TAKEN

        return lambda: self._say(statuses.HOUSE, cases, verdict)

    def _by_payer(self, cases: list[Case]) -> Callable[[], None]:
        def verdict(case: Case) -> Status:
            if case.truth.has("rejected_payer"):
                return self._house.script.one_of(statuses.NO_BY_PAYER, case.subject)
            return statuses.BY_PAYER

        return lambda: self._say(_payer(cases[0]), cases, verdict)

    def _say(self, source: Party, cases: list[Case], verdict: statuses.Verdict) -> None:
        house = self._house
        reference, envelope = (
            f"{len(house.diary)}{house.now:%H%M%S}",
            house.envelope(cases[0].batch.origin),
        )
        told = statuses.acknowledged(source, cases, verdict, reference, house.now.date())
        house.put("277ca", write277ca([told], envelope))

    def _stranger(self, case: Case) -> None:
        house = self._house
        envelope = house.envelope(case.batch.origin)
        told = statuses.stranger(_payer(case), case, str(envelope.control), house.now.date())
        house.put("277ca", write277ca([told], envelope))


def _payer(case: Case) -> Party:
    return Party("PR", case.payer.name, kind="2", id_qualifier="PI", id=case.payer.id)
