"""The group's mail: it balances, it is complete, and every planted problem is in it."""

from datetime import date

import pytest

from billing.x12 import Remittance, read
from dso.onboarding.actions.load import mail_of
from dso.onboarding.group import SHARED_TAX_ID, SITES_BY_ID
from dso.onboarding.mail import EraFile, render
from dso.onboarding.planted_claims import HTML_NAME, SHARED_NUMBER
from dso.onboarding.planted_mail import GAP_CENTS, SIX, planted_mail
from dso.onboarding.problems import PROBLEMS, what_to_try

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def planted() -> dict[str, EraFile]:
    return {file.name.removesuffix(".835").partition("_")[2]: file for file in planted_mail(TODAY)}


def read_back(file: EraFile) -> tuple[Remittance, ...]:
    reading = read(render(file))
    assert not reading.errors
    return tuple(one for one in reading.transactions if isinstance(one, Remittance))


class TestMail:
    def test_is_the_same_for_the_same_day(self) -> None:
        assert mail_of(TODAY) == mail_of(TODAY)

    def test_balances_but_for_the_one_that_should_not(self) -> None:
        for files in mail_of(TODAY):
            for file in files:
                gaps = [gap for remittance in read_back(file) for gap in remittance.gaps]
                wanted = [GAP_CENTS] if "unbalanced" in file.name else []
                assert [gap.cents for gap in gaps] == wanted, file.name

    def test_is_read_as_it_was_written(self) -> None:
        for file in mail_of(TODAY)[0]:
            told = read_back(file)
            assert [one.paid_cents for one in told] == [r.paid_cents for r in file.remittances]
            assert [len(one.claims) for one in told] == [len(r.claims) for r in file.remittances]
            assert not any(one.warnings for one in told)

    def test_pays_practices_of_one_tax_id_together(self) -> None:
        together = [
            remittance
            for file in mail_of(TODAY)[0]
            for remittance in file.remittances
            if remittance.payee_tax_id == SHARED_TAX_ID
        ]
        prefixes = [{c.patient_control_number[:3] for c in one.claims} for one in together]

        assert {"MST", "NOR"} in prefixes


class TestProblems:
    def test_are_all_in_the_mail(self, planted: dict[str, EraFile]) -> None:
        assert {key for problem in PROBLEMS for key in problem.files} == set(planted)

    def test_repeat_one_file_byte_for_byte(self, planted: dict[str, EraFile]) -> None:
        assert render(planted["same_file"]) == render(planted["same_file_again"])

    def test_repeat_one_payment_in_other_bytes(self, planted: dict[str, EraFile]) -> None:
        first, again = planted["other_route"], planted["other_route_again"]

        assert render(first) != render(again)
        assert first.remittances == again.remittances

    def test_reverse_in_both_orders(self, planted: dict[str, EraFile]) -> None:
        orders = {
            key: [claim.status for claim in planted[key].remittances[0].claims]
            for key in ("reversed_first", "corrected_first")
        }

        assert orders == {"reversed_first": ["22", "1"], "corrected_first": ["1", "22"]}

    def test_forward_what_exceeds_a_payment(self, planted: dict[str, EraFile]) -> None:
        first, second = (planted[key].remittances[0] for key in ("carry", "carry_next"))
        owed = first.provider_adjustments[0].cents
        taken, left = (one.cents for one in second.provider_adjustments)

        assert first.paid_cents == second.paid_cents == 0
        assert owed == -taken < left < 0

    def test_put_six_references_into_one_payment(self, planted: dict[str, EraFile]) -> None:
        told = read_back(planted["six"])[0].provider_adjustments

        assert len({one.reference for one in told}) == len(SIX) == 6

    def test_take_from_one_practice_what_another_owes(self, planted: dict[str, EraFile]) -> None:
        told = planted["short"].remittances[0]

        assert all(claim.patient_control_number.startswith("MST") for claim in told.claims)
        assert told.provider_adjustments[0].reference.startswith("NOR")
        assert told.provider_adjustments[0].provider == SITES_BY_ID["maple_street"].npi

    def test_carry_html_in_a_name_unharmed(self, planted: dict[str, EraFile]) -> None:
        patient = read_back(planted["html"])[0].claims[0].parties[0]

        assert patient.name == HTML_NAME

    def test_use_one_number_in_two_practices(self, planted: dict[str, EraFile]) -> None:
        told = planted["whose"].remittances[0]

        assert [claim.patient_control_number for claim in told.claims] == [SHARED_NUMBER]

    def test_are_told_with_the_file_to_look_at(self) -> None:
        told = "\n".join(what_to_try())

        assert all(problem.title in told and problem.sees in told for problem in PROBLEMS)
        assert all(f"_{key}.835" in told for problem in PROBLEMS for key in problem.files)
