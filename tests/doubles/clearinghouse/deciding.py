"""The payer decides in its own time; each evening it pays, and the bank tells of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from billing.x12.remittance import Claim
from billing.x12.write835 import write
from tests.doubles.clearinghouse import adjudicating, bank
from tests.doubles.clearinghouse.cases import Case
from tests.doubles.clearinghouse.paying import Payments, deposit

if TYPE_CHECKING:
    from tests.doubles.clearinghouse.house import House

EVENING, MORNING = 18, 6


class Deciding:
    def __init__(self, house: "House") -> None:
        self._house, self._payments = house, Payments()
        self._decided: list[tuple[Case, Claim]] = []
        self._first: dict[str, Claim] = {}
        """What a claim that stands was decided to be, by the payer's number or by ours."""
        self._evenings: set[datetime] = set()
        self._number = 0

    def accept(self, cases: list[Case]) -> None:
        script = self._house.script
        for case in cases:
            after = timedelta(hours=script.payer_hours) + script.remits_after(case.subject)
            if script.strikes("lost", case.subject):
                case.truth.stages.append(("lost", self._house.now))
                continue
            self._house.diary.note(self._house.now + after, self._deed(case))

    def _deed(self, case: Case) -> Callable[[], None]:
        return lambda: self._decide(case)

    def _decide(self, case: Case) -> None:
        script, truth = self._house.script, case.truth
        if case.claim.frequency in {"7", "8"}:
            self._take_back(case)
        if case.claim.frequency == "8":
            truth.stages.append(("voided", self._house.now))
        else:
            is_denied = script.strikes("denied", case.subject)
            denial = script.one_of(adjudicating.DENIALS, case.subject) if is_denied else None
            told = adjudicating.decided(case, denial)
            self._decided.append((case, told))
            self._first[case.claim.patient_control_number] = told
            truth.paid_cents = told.paid_cents
            truth.stages.append(("denied" if denial else "paid", self._house.now))
        self._wait_for_evening()

    def _take_back(self, case: Case) -> None:
        """The claim it replaces or voids: by the payer's number it names, else by ours."""
        named = case.claim.reference("F8")
        for number, told in list(self._first.items()):
            if told.payer_control_number == named or number == case.claim.patient_control_number:
                self._decided.append((case, adjudicating.reversal(self._first.pop(number))))
                return

    def _wait_for_evening(self) -> None:
        at = self._house.now
        evening = at.replace(hour=EVENING, minute=0, second=0, microsecond=0)
        evening += timedelta(days=1) if evening < at else timedelta()
        if evening not in self._evenings:
            self._evenings.add(evening)
            self._house.diary.note(evening, self._pay)

    def _pay(self) -> None:
        """One file for each payer; one ST for each payee. The money comes some days later."""
        house, deposits = self._house, list[bank.Deposit]()
        on = (house.now + timedelta(days=house.script.money_days)).date()
        decided, self._decided = self._decided, []
        decided.sort(key=lambda one: (one[0].payer.id, one[0].provider.npi))
        for _, of_payer in groupby(decided, key=lambda one: one[0].payer.id):
            remittances = []
            mine = list(of_payer)
            for _, of_payee in groupby(mine, key=lambda one: one[0].provider.npi):
                group = list(of_payee)
                self._number += 1
                case, claims = group[0][0], [claim for _, claim in group]
                told = self._payments.paid(case, claims, self._number, on)
                remittances.append(told)
                for one, _ in group:
                    one.truth.trace = told.trace
                if told.paid_cents:
                    deposits.append(deposit(case, told))
            house.put("835", write(remittances, house.envelope(mine[0][0].batch.origin)))
        if deposits:
            self._tell_bank(deposits)

    def _tell_bank(self, deposits: list[bank.Deposit]) -> None:
        house, number = self._house, self._number
        day = house.now + timedelta(days=house.script.money_days)
        at = day.replace(hour=MORNING)
        house.diary.note(at, lambda: house.put("ach", bank.ach(deposits, at)))
        later = at + timedelta(days=1)
        house.diary.note(later, lambda: house.put("bai", bank.bai2(deposits, later, number)))
