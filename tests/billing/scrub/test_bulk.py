"""One deed on many held claims: each once, what changed meanwhile left alone and counted."""

import uuid

import pytest

from billing.claims.models import Claim, ClaimDecision
from billing.scrub import actions
from billing.scrub.models import BulkDeed, FindingRow
from billing.scrub.queries import held
from compliance.access.roles import Role
from compliance.identity.models import User
from practices.jobs import actions as jobs
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.test_drafting_at_once import together
from tests.billing.scrub.test_checking import NOW, TODAY, draft
from tests.remits import builders

RULE, OTHER = "SURF-01", 0


@pytest.fixture
def payer(db: None) -> None:
    builders.payer()


def many(count: int) -> list[uuid.UUID]:
    """So many claims that the rule holds; their findings."""
    actions.check([draft(f"ALD-{n}").pk for n in range(count)], now=NOW, today=TODAY)
    return held.chosen(RULE, (), all_of_rule=True)


def begun(findings: list[uuid.UUID], deed: str = "answer", user_id: int = OTHER) -> BulkDeed:
    return actions.begin(
        rule=RULE, deed=deed, reason="on film", findings=findings, user_id=user_id, now=NOW
    )


def step(row: BulkDeed) -> BulkDeed:
    return actions.step(row.pk, actor="user:1", name="Biller", now=NOW, today=TODAY)


@pytest.mark.usefixtures("payer")
class TestFew:
    def test_are_answered_with_one_reason(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            row = step(begun(many(3)))

            assert (row.done, row.skipped, row.ended_at) == (3, 0, NOW)
            answered = FindingRow.objects.standing().filter(rule=RULE)
            assert {(one.reason, one.answered_name) for one in answered} == {("on film", "Biller")}
            assert [one.rule for one in held.by_rule()].count(RULE) == 0

    def test_what_changed_meanwhile_is_left_alone(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            found = many(3)
            sent, answered = found[0], found[1]
            claim = FindingRow.objects.get(pk=sent).claim_id
            Claim.objects.filter(pk=claim).update(state="sent")
            FindingRow.objects.filter(pk=answered).update(answer="overridden", reason="mine")

            row = step(begun(found))

            assert (row.done, row.skipped) == (1, 2)
            assert FindingRow.objects.get(pk=sent).answer == ""
            assert FindingRow.objects.get(pk=answered).reason == "mine"

    def test_are_held_once(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            found = many(2)
            step(begun(found, "hold"))

            again = step(begun(found, "hold"))

            assert (again.done, again.skipped) == (0, 2)
            assert ClaimDecision.objects.filter(outcome="held").count() == 2
            with pytest.raises(ValueError, match="why"):
                actions.begin(
                    rule=RULE, deed="hold", reason=" ", findings=found, user_id=0, now=NOW
                )

    def test_pages_are_whole_and_in_order(
        self, practice_a: Practice, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with in_practice(practice_a):
            found = many(5)
            monkeypatch.setattr(held, "PAGE_ROWS", 2)
            told, after = [], ""
            while True:
                rows, after = held.of_rule(RULE, after=after)
                told += [row.pk for row in rows]
                if not after:
                    break

            assert sorted(told) == sorted(found)
            assert len(told) == 5


@pytest.mark.usefixtures("payer")
class TestManyByJob:
    def person(self, practice: Practice) -> User:
        user = User.objects.create_user("bulk@example.test", name="Some Biller")
        registry.grant(user=user, role=Role.OFFICE_MANAGER, at=practice)
        return user

    def test_go_on_part_by_part_as_the_person(self, practice_a: Practice) -> None:
        user = self.person(practice_a)
        with in_practice(practice_a):
            row = begun(many(actions.AT_ONCE + 3), user_id=user.pk)
            assert row.place == 0

        jobs.run_all_now(now=NOW)

        with in_practice(practice_a):
            row.refresh_from_db()
            assert (row.place, row.done, row.ended_at) == (row.count, row.count, NOW)
            assert set(
                FindingRow.objects.filter(rule=RULE).values_list("answered_by", flat=True)
            ) == {user.actor.key}

    def test_ends_where_the_person_may_no_more(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            row = begun(many(actions.AT_ONCE + 1), user_id=OTHER)

        jobs.run_all_now(now=NOW)

        with in_practice(practice_a):
            row.refresh_from_db()
            assert row.why_ended
            assert row.done == 0


@pytest.mark.slow
def test_two_workers_do_each_part_once(own_database: str) -> None:
    practice = Practice.objects.get(public_id="alder")
    builders.payer()
    with in_practice(practice):
        row = begun(many(2 * actions.AT_ONCE))

    def part() -> None:
        with in_practice(practice):
            step(row)

    together(part, part)

    with in_practice(practice):
        row.refresh_from_db()
        assert (row.place, row.done, row.skipped) == (row.count, row.count, 0)
        assert held.chosen(RULE, (), all_of_rule=True) == []
