"""Pages: sources beside what is said, unknown plainly, entering, deciding, and the proof."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse

from billing.eligibility import queries
from billing.eligibility.models import Evidence, PersonSaid
from compliance.access.roles import Role
from compliance.audit.models import Event
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.eligibility import stories
from tests.test_access import person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("payer")]


def at(practice: Practice, name: str, *args: object) -> str:
    return reverse(f"eligibility:{name}", args=[practice.public_id, *args])


@pytest.fixture
def biller(practice_a: Practice) -> Client:
    return person(at=practice_a, role=Role.CENTRAL_BILLER)


def answered(practice: Practice, behaviour: str = "") -> str:
    """The page of a cover whose payer answered."""
    with in_practice(practice):
        stories.member(codes=("D6240",))
    stories.look(practice)
    with stories.clearinghouse(behaviour):
        stories.ask()
    return at(practice, "cover", stories.coverage(practice).pk)


class TestCover:
    def test_shows_sources_and_what_is_not_known(
        self, practice_a: Practice, biller: Client
    ) -> None:
        page = biller.get(answered(practice_a)).content.decode()

        assert "271, Nov 23, 2026, EB 2" in page
        assert "$900.00 left of $1,500.00" in page
        assert page.count("Not known") >= 3  # missing tooth, waiting, downgrade, history

    def test_takes_what_somebody_was_told(self, practice_a: Practice, biller: Client) -> None:
        path = answered(practice_a)
        told = {"field": "waiting", "source": "phone", "answer": "yes", "code": "prosthodontics"}

        refused = biller.post(f"{path}telling/", told)
        entered = biller.post(f"{path}telling/", told | {"on": "2027-01-01"})

        assert (refused.status_code, entered.status_code) == (422, 302)
        assert "Say the day." in refused.content.decode()
        with in_practice(practice_a):
            (wait,) = queries.benefits_for(["v1"])["v1"].waits
            assert PersonSaid.objects.get().name == "Some Body"
        assert wait.origin is not None
        assert (wait.service_class, wait.origin.source) == ("prosthodontics", "phone")

    def test_asks_again_when_somebody_wants_to_know(
        self, practice_a: Practice, biller: Client
    ) -> None:
        path = answered(practice_a)

        biller.post(f"{path}asking/")

        assert stories.inquiry(practice_a).once.startswith("v1:now:")

    def test_gives_the_proof_and_notes_who_took_it(
        self, practice_a: Practice, biller: Client
    ) -> None:
        answered(practice_a)
        with in_practice(practice_a):
            proof = Evidence.objects.order_by("pk")[0].pk

        answer = biller.get(at(practice_a, "evidence", proof))

        with zipfile.ZipFile(io.BytesIO(answer.content)) as told:
            assert told.read("question.270").startswith(b"ISA*")
            assert b"~EB*1*IND*35" in told.read("answer.271")
        assert Event.objects.filter(deed="evidence.taken", subject_ids=[proof]).exists()


class TestQuarantine:
    def test_is_turned_from_the_page(self, practice_a: Practice, biller: Client) -> None:
        answered(practice_a, "inverted")
        row = stories.record(practice_a)
        page = biller.get(at(practice_a, "quarantine")).content.decode()
        assert "It would pay more for major work than for cleanings." in page

        biller.post(at(practice_a, "turning", row.pk))

        assert "No answer is doubted" in biller.get(at(practice_a, "quarantine")).content.decode()
        assert stories.record(practice_a).state == "current"

    def test_says_that_a_colleague_was_faster(self, practice_a: Practice, biller: Client) -> None:
        answered(practice_a, "inverted")
        row = stories.record(practice_a)
        biller.post(at(practice_a, "use", row.pk))

        again = biller.post(at(practice_a, "rejection", row.pk), follow=True)

        assert "does not wait any more" in again.content.decode()


class TestAhead:
    def test_asks_as_much_for_ten_as_for_one(
        self, practice_a: Practice, biller: Client, django_assert_max_num_queries: object
    ) -> None:
        with in_practice(practice_a):
            for n in range(10):
                stories.member(str(n), number=f"W{n}")

        with django_assert_max_num_queries(40):  # type: ignore[operator]
            biller.get(at(practice_a, "ahead"))
