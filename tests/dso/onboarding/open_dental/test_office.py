"""The office's rows: they name each other, and add up to the cent."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from dso.onboarding.actions.office.database import SHAPE
from dso.onboarding.group import OFFICE
from dso.onboarding.history import Past, Stage, history_of
from dso.onboarding.open_dental.coming import PLANNED
from dso.onboarding.open_dental.left import NOT_SENT, ON_NO_CLAIM
from dso.onboarding.open_dental.office import office_of
from dso.onboarding.open_dental.rows import NO_DAY, Tables
from dso.onboarding.people import people_of
from practices.sync import maps
from tests.dso.onboarding.open_dental.test_tables import shape

TODAY = date(2026, 11, 23)
SMALL = replace(OFFICE, patients=150, claims=400)
PEOPLE = people_of(SMALL, TODAY)
PAST = history_of(SMALL, PEOPLE, TODAY)
LINKS = {
    "PatNum": "patient", "ProvNum": "provider", "ProvTreat": "provider", "AptNum": "appointment",
    "ClaimNum": "claim", "ProcNum": "procedurelog", "PlanNum": "insplan", "InsSubNum": "inssub",
    "CarrierNum": "carrier", "CodeNum": "procedurecode", "ClaimPaymentNum": "claimpayment",
    "PayNum": "payment", "Op": "operatory", "Guarantor": "patient", "Subscriber": "patient",
}  # fmt: skip
KEYS = {table.name: table.key[0] for table in maps.TABLES} | {"preference": "PrefNum"}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return office_of(SMALL, PEOPLE, PAST, TODAY)


def settled(past: Past) -> bool:
    return past.stage is Stage.SETTLED and past.verdict is not None


class TestRows:
    def test_have_a_key_of_their_own(self, tables: Tables) -> None:
        for name, rows in tables.items():
            keys = [row[KEYS[name]] for row in rows]
            assert len(set(keys)) == len(keys) > 0
            assert min(keys) == 1

    def test_name_rows_that_are_there(self, tables: Tables) -> None:
        keys = {name: {row[KEYS[name]] for row in rows} for name, rows in tables.items()}

        for rows in tables.values():
            for row in rows:
                for column in LINKS.keys() & row.keys():
                    assert not row[column] or row[column] in keys[LINKS[column]]

    def test_have_columns_of_their_table_and_all_the_same(self, tables: Tables) -> None:
        known = shape(SHAPE.read_text())

        for name, rows in tables.items():
            assert rows[0].keys() <= {column for column, _ in known[name]}
            assert all(row.keys() == rows[0].keys() for row in rows)

    def test_were_written_before_today(self, tables: Tables) -> None:
        for table in maps.TABLES:
            for row in tables.get(table.name, ()) if table.stamp else ():
                assert date(2024, 1, 1) < row[table.stamp].date() < TODAY

    def test_hold_no_day_after_today_but_when_one_is_due(self, tables: Tables) -> None:
        for name, rows in tables.items():
            for row in rows if name != "recall" else ():
                days = [value for value in row.values() if type(value) is date and value != NO_DAY]
                assert all(date(1940, 1, 1) < day <= TODAY for day in days)


class TestClaims:
    def test_are_those_the_mail_answers(self, tables: Tables) -> None:
        told = {row["ClaimIdentifier"]: row for row in tables["claim"]}

        all_of_them = {past.case.control_number: past for past in PAST}
        assert told.keys() <= all_of_them.keys()
        assert len(all_of_them) - len(told) == ON_NO_CLAIM
        for number, past in all_of_them.items():
            row = told.get(number)
            if row is None or row["ClaimStatus"] == "W":
                assert past.stage is Stage.OPEN
                continue
            assert row["ClaimFee"] * 100 == past.case.charge_cents
            assert row["ClaimStatus"] == ("R" if settled(past) else "S")
        assert sum(row["ClaimStatus"] == "W" for row in told.values()) == NOT_SENT

    def test_are_the_sum_of_their_services(self, tables: Tables) -> None:
        sums: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for line in tables["claimproc"]:
            for column in ("FeeBilled", "InsPayAmt", "WriteOff", "InsPayEst"):
                sums[line["ClaimNum"]][column] += line[column]

        for claim in tables["claim"]:
            told = sums[claim["ClaimNum"]]
            assert told["FeeBilled"] == claim["ClaimFee"]
            for column in ("InsPayAmt", "WriteOff", "InsPayEst"):
                assert told[column] == claim[column]

    def test_were_paid_by_checks_to_the_cent(self, tables: Tables) -> None:
        paid: Counter[int] = Counter()
        for line in tables["claimproc"]:
            paid[line["ClaimPaymentNum"]] += line["InsPayAmt"]

        assert paid.pop(0) == 0
        assert paid == {row["ClaimPaymentNum"]: row["CheckAmt"] for row in tables["claimpayment"]}

    def test_say_paid_and_written_off_as_the_payer_did(self, tables: Tables) -> None:
        told = {row["ClaimIdentifier"]: row for row in tables["claim"]}

        for past in filter(settled, PAST):
            assert past.verdict is not None
            row = told[past.case.control_number]
            assert row["InsPayAmt"] * 100 == past.verdict.paid_cents
            if past.case.rank == 1 and not past.is_denied:
                assert row["WriteOff"] * 100 == past.verdict.cut_cents("CO")


class TestBalances:
    def test_are_what_is_left_of_all_that_was_entered(self, tables: Tables) -> None:
        """Counted from the rows, as the program does when it recomputes them."""
        owed: Counter[int] = Counter()
        for table, column, sign in (
            ("procedurelog", "ProcFee", 1), ("claimproc", "InsPayAmt", -1),
            ("claimproc", "WriteOff", -1), ("paysplit", "SplitAmt", -1),
            ("adjustment", "AdjAmt", 1),
        ):  # fmt: skip
            for row in tables[table]:
                if row.get("ProcStatus") == PLANNED:
                    continue
                owed[row["PatNum"]] += sign * row[column]

        for row in tables["patient"]:
            assert row["EstBalance"] == row["BalTotal"] == owed[row["PatNum"]]
            ages = [row[name] for name in ("Bal_0_30", "Bal_31_60", "Bal_61_90", "BalOver90")]
            assert sum(ages) == row["BalTotal"]

    def test_have_somebody_who_owes_and_somebody_who_does_not(self, tables: Tables) -> None:
        told = {bool(row["BalTotal"]) for row in tables["patient"]}

        assert told == {True, False}
        assert all(isinstance(row["BalTotal"], Decimal) for row in tables["patient"])


class TestOffice:
    def test_is_the_same_for_the_same_day(self, tables: Tables) -> None:
        assert office_of(SMALL, PEOPLE, PAST, TODAY) == tables

    def test_has_history_of_two_years_four_treaters_and_three_thousand_patients(self) -> None:
        past = history_of(OFFICE, people_of(OFFICE, TODAY), TODAY)

        assert (OFFICE.patients, len(OFFICE.provider_ids)) == (3_000, 4)
        assert min(one.case.served_on for one in past) < TODAY - timedelta(days=720)
        assert 5_000 < len(past) < 7_000
