"""Dentists against payers: the matrix, a cell, and what a claim's day makes of it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from billing.payers import actions
from billing.payers.models import Credential, Payer
from billing.payers.queries import matrix
from billing.scrub.parties import Credential as Known
from billing.scrub.queries import gather
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from tests.billing.payers.group import ADMIN, AUDITOR, dentist, person, unsent
from tests.remits import builders

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def payer(db: None) -> Payer:
    return builders.payer()


def stand(status: str, **given: object) -> None:
    told: dict[str, Any] = {"from_on": None, "until": None, "bill_while_pending": False}
    actions.set_credential(
        provider_id=dentist().pk, payer_id=Payer.objects.get().pk, status=status, name="Test",
        now=NOW, **(told | {"note": ""} | given),
    )  # fmt: skip


def known(number: str, served_on: date) -> Known | None:
    claim = unsent(number, provider_id=dentist().pk, served_on=served_on)
    return gather([claim.pk], today=TODAY)[0].credential


class TestFacts:
    def test_nobody_noted_it(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            assert known("ALD-1", date(2026, 10, 5)) is None

    def test_on_and_after_its_last_day(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            stand("in", from_on=date(2026, 1, 1), until=date(2026, 10, 5))

            last, after = known("A-1", date(2026, 10, 5)), known("A-2", date(2026, 10, 6))

        assert last == Known(status="in", from_on=date(2026, 1, 1))
        assert after == Known(status="out", from_on=date(2026, 1, 1))

    def test_pending_that_is_billed(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            stand("pending", bill_while_pending=True)

            found = known("A-1", date(2026, 10, 5))

        assert found == Known(status="pending", bill_while_pending=True)


class TestMatrix:
    def test_has_dentists_and_payers_of_the_last_year(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            unsent(provider_id=dentist().pk)
            stand("pending")

            now, later = matrix(today=TODAY), matrix(today=date(2027, 12, 1))

            assert [one.name for one in now.dentists] == ["Doc Sample"]
            assert [(payer.name, len(cells)) for payer, cells in now.rows] == [("Sample Payer", 1)]
            assert (now.pending, later.rows) == (1, [])
            assert matrix(today=TODAY, only_pending=True).rows

    def test_forgetting_leaves_no_row(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            stand("in")
            stand("")

            assert not Credential.objects.exists()

    def test_a_row_that_ends_before_it_begins_is_refused(self, practice_a: Practice) -> None:
        with in_practice(practice_a), pytest.raises(IntegrityError), transaction.atomic():
            stand("in", from_on=date(2026, 2, 1), until=date(2026, 1, 1))


class TestPages:
    def test_a_cell_is_changed_in_place_and_without_script(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            unsent(provider_id=dentist().pk)
            cell = f"/p/alder/credentials/{dentist().pk}/{Payer.objects.get().pk}/"
        admin = person(at=practice_a.organization, role=ADMIN)
        htmx = {"HX-Request": "true"}
        body = {"status": "in", "from_on": "2026-01-01"}

        piece, page = admin.get(cell, headers=htmx), admin.get(cell)
        swapped = admin.post(f"{cell}standing/", body, headers=htmx)
        plain = admin.post(f"{cell}standing/", body | {"status": "out"})

        assert "<html" not in piece.content.decode()
        assert "<html" in page.content.decode()
        assert "In network" in swapped.content.decode()
        assert plain.status_code == 302
        assert "Out" in admin.get("/p/alder/credentials/").content.decode()

    def test_wrong_days_are_said(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            cell = f"/p/alder/credentials/{dentist().pk}/{Payer.objects.get().pk}/"
        admin = person(at=practice_a.organization, role=ADMIN)
        body = {"status": "in", "from_on": "2026-02-01", "until": "2026-01-01"}

        answer = admin.post(f"{cell}standing/", body)

        assert answer.status_code == 422
        assert "ends before it begins" in answer.content.decode()

    def test_an_auditor_only_looks(self, practice_a: Practice) -> None:
        with in_practice(practice_a):
            cell = f"/p/alder/credentials/{dentist().pk}/{Payer.objects.get().pk}/"
        auditor = person(at=practice_a.organization, role=AUDITOR)

        assert auditor.get(cell).status_code == 200
        assert auditor.post(f"{cell}standing/", {"status": "in"}).status_code == 403
