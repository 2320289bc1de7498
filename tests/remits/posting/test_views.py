"""The payment page: why it stops, what can be judged on it, and one key for each answer."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.access.roles import Role
from practices.jobs import actions as jobs
from practices.jobs.models import Job
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing.answer import AnswerLine, Cut, ProviderAdjustment
from remits.matching.models import ClaimPayment, PaymentStage
from remits.posting import actions
from tests.databases import NOW
from tests.remits import builders
from tests.test_access import person


@pytest.fixture
def biller(practice_a: Practice) -> Client:
    return person(at=practice_a, role=Role.CENTRAL_BILLER)


@pytest.fixture(autouse=True)
def claim(practice_a: Practice) -> None:
    payer = builders.payer()
    with in_practice(practice_a):
        builders.claim(payer_row=payer)


def arrive(practice: Practice, *answers: object, **given: object) -> builders.Arrived:
    with in_practice(practice):
        return builders.arrive(*(answers or (builders.answer(),)), **given)  # type: ignore[arg-type]  # a story


def path(name: str, pk: uuid.UUID) -> str:
    return reverse(f"posting:{name}", kwargs={"practice": "alder", "pk": pk})


def page(client: Client, row: ClaimPayment, query: str = "") -> str:
    response = client.get(path("payment", row.pk) + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def keys(html: str) -> set[str]:
    """The keys that do something on the page itself, without a dialog being opened first."""
    return set(re.findall(r'data-key="(.)"', re.sub(r"<dialog.*?</dialog>", "", html)))


def now(practice: Practice, row: ClaimPayment) -> ClaimPayment:
    with in_practice(practice):
        return ClaimPayment.objects.get(pk=row.pk)


def strange(*cuts: Cut) -> object:
    return builders.answer(lines=(AnswerLine("D2740", 1200_00, 700_00, cuts=cuts),))


class TestProposal:
    def test_is_judged_without_opening_anything(self, biller: Client, practice_a: Practice) -> None:
        html = page(biller, arrive(practice_a).first)

        assert "Pays 700.00, writes off 300.00 by contract, leaves 200.00 to the patient." in html
        for words in ("above the agreed or allowed fee", "→ Contract write-off", "co-insurance"):
            assert words in html
        assert "insurance owes 1,200.00" in html
        assert {"1", "2", "3", "h", "a", "w", "s", "r", "v", "e"} <= keys(html)

    def test_shows_where_the_payer_names_another_patient(
        self, biller: Client, practice_a: Practice
    ) -> None:
        html = page(biller, arrive(practice_a, builders.answer(last_name="Other")).first)

        assert "It differs" in html

    def test_shows_remarks_in_our_words(self, biller: Client, practice_a: Practice) -> None:
        html = page(biller, arrive(practice_a, builders.answer(remarks=("N130",))).first)

        assert "N130" in html
        assert "see the plan&#x27;s booklet for its limits" in html

    def test_opens_each_dialog_without_script(self, biller: Client, practice_a: Practice) -> None:
        row = arrive(practice_a).first

        for do in ("change", "back", "snooze", "wrong"):
            assert re.search(rf'<dialog[^>]*id="{do}"[^>]* open', page(biller, row, f"?do={do}"))
            assert not re.search(rf'<dialog[^>]*id="{do}"[^>]* open', page(biller, row))


class TestStop:
    def test_over_an_adjustment_is_answered_with_one_key(
        self, biller: Client, practice_a: Practice
    ) -> None:
        row = arrive(practice_a, strange(Cut("CO", "45", 300_00), Cut("PI", "999", 200_00))).first
        html = page(biller, row)

        assert "PI-999 takes off 200.00, and no rule says who owes that." in html
        assert {"c", "p", "d", "b", "m"} <= keys(html)
        assert "1" not in keys(html)

    def test_keeps_an_earlier_answer_when_the_next_one_is_given(
        self, biller: Client, practice_a: Practice
    ) -> None:
        """Two unknown adjustments are asked about one after the other."""
        row = arrive(practice_a, strange(Cut("PI", "998", 300_00), Cut("PI", "999", 200_00))).first

        for pair in ("PI-998", "PI-999"):
            html = page(biller, now(practice_a, row))
            form = re.search(r'<form class="verdict__choices".*?</form>', html)
            assert form is not None
            assert f'name="home:{pair}" value="denied_receivable"' in form[0]
            kept = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[0]))
            biller.post(path("correction", row.pk), kept | {f"home:{pair}": "denied_receivable"})

        after = now(practice_a, row)
        assert after.stage == PaymentStage.PROPOSED
        assert set(after.corrections) == {"PI-998", "PI-999"}

    def test_without_a_claim_offers_claims_under_keys(
        self, biller: Client, practice_a: Practice
    ) -> None:
        row = arrive(practice_a).first
        biller.post(path("detaching", row.pk), {"version": row.version})

        html = page(biller, now(practice_a, row))

        assert "A person took it off the claim" in html
        assert {"4", "f"} <= keys(html)
        assert "✓ claim" in html

    def test_for_a_reversal_opens_that_reversal_with_one_key(
        self, biller: Client, practice_a: Practice
    ) -> None:
        first = arrive(practice_a).first
        with in_practice(practice_a):
            actions.post(claim_payment_id=first.pk, version=first.version, now=NOW)
        correction = arrive(practice_a).first
        reversal = arrive(practice_a, builders.reversal()).first

        html = page(biller, correction)

        assert "insurance owes nothing more on this claim" in html
        assert re.search(rf'data-key="4" href="{path("payment", reversal.pk)}"', html)

    def test_over_a_faulty_file_goes_on_with_one_key(
        self, biller: Client, practice_a: Practice
    ) -> None:
        full = builders.answer(paid_cents=1200_00, lines=(AnswerLine("D2740", 1200_00, 1200_00),))
        row = arrive(practice_a, full, blocked_by="SE01").first
        assert "4" in keys(page(biller, row))

        biller.post(path("correction", row.pk), {"version": row.version, "looked": "1"})

        assert now(practice_a, row).stage == PaymentStage.PROPOSED


class TestCandidates:
    def test_are_found_by_number_or_name(self, biller: Client, practice_a: Practice) -> None:
        row = arrive(practice_a).first

        for words, there in (("ald", True), ("samp", True), ("nobody", False)):
            html = biller.get(path("candidates", row.pk) + f"?q={words}").content.decode()
            assert ("ALD-0001" in html) is there
        assert "No claim begins with" in html

    def test_never_come_from_another_practice(
        self, biller: Client, practice_a: Practice, practice_b: Practice
    ) -> None:
        with in_practice(practice_b):
            builders.claim("BIR-0001", payer_row=builders.payer())
        row = arrive(practice_a).first

        assert "BIR-0001" not in biller.get(path("candidates", row.pk) + "?q=BIR").content.decode()


class TestRemittance:
    def test_is_explained_to_print_as_a_whole_or_one_claim(
        self, biller: Client, practice_a: Practice
    ) -> None:
        other = builders.answer("ALD-0009", last_name="Second")
        arrived = arrive(practice_a, builders.answer(), other)
        whole = path("explanation", arrived.remittance.pk)

        assert biller.get(whole).content.decode().count("<article") == 2
        one = biller.get(f"{whole}?payment={arrived.first.pk}").content.decode()
        assert one.count("<article") == 1
        assert "Second" not in one
        assert biller.get(f"{whole}?payment={uuid.uuid4()}").status_code == 404

    def test_posts_all_that_is_proposed_at_once(self, biller: Client, practice_a: Practice) -> None:
        arrived = arrive(practice_a, builders.answer(), builders.answer("ZZZ-9", member_id=""))

        biller.post(path("remittance_posting", arrived.remittance.pk))
        jobs.run_all_now(now=timezone.now())

        assert now(practice_a, arrived.rows[0]).stage == PaymentStage.POSTED
        assert now(practice_a, arrived.rows[1]).stage != PaymentStage.POSTED

    def test_takes_all_postings_back_at_once(self, biller: Client, practice_a: Practice) -> None:
        arrived = arrive(practice_a)
        with in_practice(practice_a):
            actions.approve_clean(now=NOW)

        biller.post(path("remittance_undoing", arrived.remittance.pk))
        jobs.run_all_now(now=timezone.now())

        assert now(practice_a, arrived.first).stage == PaymentStage.PROPOSED

    def test_is_left_alone_by_who_may_only_look(self, practice_a: Practice) -> None:
        arrived = arrive(practice_a)
        auditor = person(at=practice_a, role=Role.AUDITOR)
        before = Job.objects.count()

        for name in ("remittance_posting", "remittance_undoing"):
            assert auditor.post(path(name, arrived.remittance.pk)).status_code == 403
        assert Job.objects.count() == before
        assert (
            "Post the"
            not in auditor.get(
                reverse("matching:remittance", args=["alder", arrived.remittance.pk])
            ).content.decode()
        )

    def test_shows_what_waits_in_suspense_and_since_when(
        self, biller: Client, practice_a: Practice
    ) -> None:
        kept = ProviderAdjustment("1999999992", "WO", "OLD-CLAIM", 100_00)
        arrived = arrive(practice_a, builders.answer(), adjustments=(kept,))

        html = biller.get(
            reverse("matching:remittance", args=["alder", arrived.remittance.pk])
        ).content.decode()
        listed = biller.get(reverse("matching:remittances", args=["alder"]) + "?stand=open")

        assert re.search(r"700\.00 waits in suspense, \d+ d old", html)
        assert "$700.00 in suspense on 1 remittance," in listed.content.decode()


class TestWhatWasOrdered:
    def test_is_shown_with_how_far_it_is(self, biller: Client, practice_a: Practice) -> None:
        arrived = arrive(practice_a)
        assert "In the practice's own system" not in page(biller, arrived.first)
        with in_practice(practice_a):
            actions.post(claim_payment_id=arrived.first.pk, version=None, now=NOW)

        html = page(biller, arrived.first)

        order = html[html.index("In the practice's own system") :]
        assert "Payment of a claim" in order
        assert "To be written by hand" in order
