"""What patients paid and were let off, and the balances the program keeps beside it. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dso.onboarding.chance import dice
from dso.onboarding.open_dental.claims import Filed, write_off_cents
from dso.onboarding.open_dental.keys import Keys
from dso.onboarding.open_dental.lists import ADJUSTED_DOWN, PATIENT_CARD, PATIENT_CHECK
from dso.onboarding.open_dental.rows import Row, Tables, dollars
from dso.onboarding.open_dental.visits import Visit, visit_of

PAYS_OF_A_HUNDRED, LET_OFF_OF_A_HUNDRED, PART_LET_OFF = 82, 4, 10
PAYS_AFTER_DAYS = 21
AGES = ((30, "Bal_0_30"), (60, "Bal_31_60"), (90, "Bal_61_90"))
OLDEST = "BalOver90"


@dataclass(slots=True)
class Account:
    """How one visit stands: what is left of its charge once all that was entered is taken off."""

    visit: Visit
    left_cents: int
    expected_cents: int = 0
    answered_on: date | None = None
    let_off_cents: int = 0
    paid_cents: int = 0
    paid_on: date | None = None


def accounts_of(claims: Sequence[Filed], visits: Mapping[str, Visit], today: date) -> list[Account]:
    """Claims in order, then what patients did about the rest."""
    found = {
        visit.appointment: Account(visit, visit.case.charge_cents) for visit in visits.values()
    }
    for claim in claims:
        account = found[visit_of(claim.past.case, visits).appointment]
        if claim.settled is None:
            account.expected_cents += claim.expected.paid_cents
            continue
        account.left_cents -= claim.settled.paid_cents
        account.left_cents -= sum(map(write_off_cents, claim.settled.lines))
        account.answered_on = claim.past.answered_on
    chance = dice("money")
    for account in found.values():
        drawn, let_off = chance.random() * 100, chance.random() * 100
        if account.answered_on is None or account.expected_cents or account.left_cents <= 0:
            continue
        if let_off < LET_OFF_OF_A_HUNDRED:
            account.let_off_cents = account.left_cents * PART_LET_OFF // 100
            account.left_cents -= account.let_off_cents
        paid_on = account.answered_on + timedelta(days=PAYS_AFTER_DAYS)
        if drawn < PAYS_OF_A_HUNDRED and account.left_cents and paid_on <= today:
            account.paid_cents, account.left_cents = account.left_cents, 0
            account.paid_on = paid_on
    return list(found.values())


def money_rows(accounts: Sequence[Account], keys: Keys) -> Tables:
    paid = [one for one in accounts if one.paid_cents]
    let_off = [one for one in accounts if one.let_off_cents]
    return {
        "payment": [_payment(number, one, keys) for number, one in enumerate(paid, start=1)],
        "paysplit": [_split(number, one, keys) for number, one in enumerate(paid, start=1)],
        "adjustment": [_let_off(number, one, keys) for number, one in enumerate(let_off, start=1)],
    }


def balances(accounts: Sequence[Account], keys: Keys, today: date) -> dict[int, Row]:
    """The columns of a patient's row that the program recomputes, by patient."""
    cents: defaultdict[int, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in accounts:
        row = cents[keys.patient(one.visit.case.person)]
        row[_age(today - one.visit.case.served_on)] += one.left_cents
        row["BalTotal"] += one.left_cents
        row["EstBalance"] += one.left_cents
        row["InsEst"] += one.expected_cents
    names = [*(name for _, name in AGES), OLDEST, "BalTotal", "EstBalance", "InsEst"]
    return {
        number: {name: dollars(cents[number][name]) for name in names}
        for number in keys.patients.values()
    }


def _age(age: timedelta) -> str:
    return next((name for days, name in AGES if age.days <= days), OLDEST)


def _payment(number: int, one: Account, keys: Keys) -> Row:
    return {
        "PayNum": number,
        "PayType": PATIENT_CARD if number % 4 else PATIENT_CHECK,
        "PayDate": one.paid_on,
        "PayAmt": dollars(one.paid_cents),
        "CheckNum": "" if number % 4 else f"{1000 + number}",
        "PatNum": keys.patient(one.visit.case.person),
        "DateEntry": one.paid_on,
    }


def _split(number: int, one: Account, keys: Keys) -> Row:
    return {
        "SplitNum": number,
        "SplitAmt": dollars(one.paid_cents),
        "PatNum": keys.patient(one.visit.case.person),
        "PayNum": number,
        "ProvNum": keys.providers[one.visit.case.provider_id],
        "DatePay": one.paid_on,
        "ProcNum": one.visit.procedures[0],
        "DateEntry": one.paid_on,
    }


def _let_off(number: int, one: Account, keys: Keys) -> Row:
    return {
        "AdjNum": number,
        "AdjDate": one.answered_on,
        "AdjAmt": dollars(-one.let_off_cents),
        "PatNum": keys.patient(one.visit.case.person),
        "AdjType": ADJUSTED_DOWN,
        "ProvNum": keys.providers[one.visit.case.provider_id],
        "ProcDate": one.visit.case.served_on,
        "ProcNum": one.visit.procedures[0],
        "DateEntry": one.answered_on,
    }
