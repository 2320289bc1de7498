"""Only a provider signs: pages of signing, and what other seats may not do."""

import pytest
from django.test import Client
from django.urls import reverse

from billing.scrub.models import ClaimChange
from compliance.access.roles import Role
from compliance.identity.models import User
from practices.registry import actions as registry
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.scrub import test_changes as story
from tests.remits import builders


@pytest.fixture(autouse=True)
def payer(db: None) -> None:
    builders.payer()


def seated(practice: Practice, role: Role) -> Client:
    user = User.objects.create_user(f"{role.value}@example.test", name=f"Some {role.label}")
    registry.grant(user=user, role=role, at=practice)
    client = Client()
    client.force_login(user)
    return client


def waiting(practice: Practice) -> ClaimChange:
    with in_practice(practice):
        return story.propose(story.draft())


def state_of(practice: Practice, row: ClaimChange) -> ClaimChange:
    with in_practice(practice):
        return ClaimChange.objects.get(pk=row.pk)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROVIDER])
def test_nobody_else_signs_or_refuses(practice_a: Practice, role: Role) -> None:
    row, client = waiting(practice_a), seated(practice_a, role)

    page = client.get(reverse("scrub:signing", args=["alder"])).content.decode()
    paths = [reverse(f"scrub:{name}", args=["alder", row.pk]) for name in ("signature", "refusal")]
    answers = [client.post(path, {"reason": "so"}) for path in paths]

    assert "tooth 8" in page
    assert not any(path in page for path in paths)
    assert [answer.status_code for answer in answers] == [403, 403]
    assert state_of(practice_a, row).state == "proposed"


def test_a_provider_sees_what_it_stands_on_and_signs(practice_a: Practice) -> None:
    row, client = waiting(practice_a), seated(practice_a, Role.PROVIDER)

    page = client.get(reverse("scrub:signing", args=["alder"])).content.decode()
    client.post(reverse("scrub:signature", args=["alder", row.pk]))

    assert "the film" in page
    assert reverse("scrub:signature", args=["alder", row.pk]) in page
    assert "tooth 8" in page
    signed = state_of(practice_a, row)
    assert (signed.state, signed.decided_name) == ("signed", "Some Provider")
    assert signed.decided_by.startswith("user:")


def test_a_provider_of_another_practice_finds_nothing(
    practice_a: Practice, practice_b: Practice
) -> None:
    row, client = waiting(practice_a), seated(practice_b, Role.PROVIDER)

    for place in ("alder", "birch"):
        answer = client.post(reverse("scrub:signature", args=[place, row.pk]))
        assert answer.status_code == 404
    assert state_of(practice_a, row).state == "proposed"


def test_what_is_signed_is_shown_to_be_changed_and_refused_with_its_reason(
    practice_a: Practice,
) -> None:
    row, provider = waiting(practice_a), seated(practice_a, Role.PROVIDER)
    biller = seated(practice_a, Role.OFFICE_MANAGER)
    check = reverse("scrub:check", args=["alder", row.claim_id])
    assert "Waits for a provider" in biller.get(check).content.decode()

    provider.post(reverse("scrub:signature", args=["alder", row.pk]))

    assert "change it in the practice" in biller.get(check).content.decode()


def test_a_form_asks_and_a_correction_is_taken_back(practice_a: Practice) -> None:
    with in_practice(practice_a):
        claim = story.draft()
        story.check(claim)
        made = ClaimChange.objects.get(claim=claim)
    client = seated(practice_a, Role.OFFICE_MANAGER)
    told = {"field": "surfaces", "line": "1", "after": "MO", "because": "the note"}

    client.post(reverse("scrub:proposal", args=["alder", claim.pk]), told)
    client.post(reverse("scrub:taking_back", args=["alder", claim.pk, made.pk]))

    with in_practice(practice_a):
        states = dict(ClaimChange.objects.values_list("field", "state"))
    assert states == {"member_id": "refused", "surfaces": "proposed"}
