"""What a group's practices share of a member, and what nobody else may see."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from billing.claims import queries as claims
from billing.claims.models import Claim
from billing.eligibility import actions, queries
from billing.eligibility.members import member_mark
from billing.eligibility.models import MemberUse, PayerHabit
from billing.eligibility.used import left_of
from practices.mirror.models import Patient
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice, PracticeState
from practices.registry.tenancy import in_practice
from tests.billing.eligibility import stories
from tests.billing.eligibility.stories import TODAY
from tests.remits import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("payer")]
BORN_ON = date(1980, 4, 2)


@pytest.fixture
def stranger(practice_a: Practice) -> Practice:
    """A practice of another group; it borrows a schema, since only public tables are asked."""
    group = Organization.objects.create(public_id="othergroup", name="Other")
    return Practice.objects.create(
        organization=group, public_id="cedar", name="Cedar", schema="pcedarcedarce",
        npi="1999999976", tax_id="990000009", joined_on=TODAY, state=PracticeState.READY,
    )  # fmt: skip


def crown(practice: Practice, number: str) -> None:
    """A crown at 1200.00 for the same member, which no payer has answered."""
    with in_practice(practice):
        stories.member(codes=())
        patient = Patient.objects.get(source_key="p1").pk
        builders.claim(
            number, payer_row=stories.payer(), patient_id=patient, member_id="W100",
            served_on=TODAY,
        )  # fmt: skip
        actions.keep_uses(claims.unanswered_lines(since=date(2026, 1, 1)))


class TestUse:
    def test_two_practices_spend_one_maximum(
        self, practice_a: Practice, practice_b: Practice
    ) -> None:
        crown(practice_a, "ALD-1")
        crown(practice_b, "BIR-1")
        stories.look(practice_a)
        with stories.clearinghouse():
            stories.ask()

        with in_practice(practice_a):
            mark = queries.mark_of(stories.payer().pk, "w-100", BORN_ON)
            pending = queries.pending_of({mark})[mark]
            told = queries.whole_for(["v1"])["v1"]

        (left,) = left_of(told, pending, on=date(2026, 12, 31))
        assert (left.reported_cents, left.pending_cents) == (900_00, 1200_00)
        assert (left.elsewhere_cents, left.left_cents) == (600_00, 0)
        assert left.is_certain

    def test_an_answered_claim_is_no_use_any_more(self, practice_a: Practice) -> None:
        crown(practice_a, "ALD-1")

        with in_practice(practice_a):
            assert actions.keep_uses(claims.unanswered_lines(since=date(2026, 1, 1))) == (0, 0)
            Claim.objects.update(state="answered")
            assert actions.keep_uses(claims.unanswered_lines(since=date(2026, 1, 1))) == (0, 1)
            assert not MemberUse.objects.exists()

    def test_tells_nothing_of_a_person(self, practice_a: Practice) -> None:
        crown(practice_a, "ALD-1")

        told = " ".join(str(value) for value in MemberUse.objects.values_list()[0])

        assert not any(word in told for word in ("Sample", "W100", "1980"))

    def test_is_another_mark_at_another_group_and_under_another_key(self) -> None:
        one, other, payer = new_id(), new_id(), new_id()

        marks = {
            member_mark(key, organization_id=group, payer_id=payer, member_id="W1", born_on=BORN_ON)
            for key, group in (("k", one), ("k", other), ("l", one))
        }

        assert len(marks) == 3


class TestRowSecurity:
    def seen(self, place: Practice, table: str) -> int:
        """How many rows a practice's role sees, where it stands."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE dso_practice")
            cursor.execute("SELECT set_config('dso.practice', %s, true)", [str(place.pk)])
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            found: int = cursor.fetchone()[0]
            transaction.set_rollback(True)
        return found

    def test_a_group_sees_its_own_and_no_other(
        self, practice_a: Practice, practice_b: Practice, stranger: Practice
    ) -> None:
        crown(practice_a, "ALD-1")
        PayerHabit.objects.create(
            organization=practice_a.organization, payer=stories.payer(), polarity="reversed"
        )

        for table in ("eligibility_memberuse", "eligibility_payerhabit"):
            assert self.seen(practice_a, table) == self.seen(practice_b, table) == 1
            assert self.seen(stranger, table) == 0

    def test_nobody_writes_for_another_practice_or_into_another_group(
        self, practice_a: Practice, practice_b: Practice, stranger: Practice
    ) -> None:
        crown(practice_a, "ALD-1")
        row = MemberUse.objects.get()
        for practice, group in (
            (practice_b, practice_a.organization),
            (practice_a, stranger.organization),
        ):
            with (
                pytest.raises(ProgrammingError, match="row-level security"),
                transaction.atomic(),
                in_practice(practice_a),
            ):
                MemberUse.objects.create(
                    organization=group, practice=practice, member=row.member, line_id=new_id(),
                    code="D1110", served_on=TODAY, cents=1,
                )  # fmt: skip

        with in_practice(practice_b):
            assert MemberUse.objects.filter(pk=row.pk).exists()
            assert MemberUse.objects.filter(pk=row.pk).update(cents=1) == 0
            assert MemberUse.objects.filter(pk=row.pk).delete()[0] == 0
