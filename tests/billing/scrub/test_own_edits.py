"""A group's own edits: how they lie over the product's, and who hears of a change."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from django.test import Client

from billing.claims.models import Claim, ClaimLine
from billing.payers.models import Payer
from billing.scrub import actions
from billing.scrub.catalog import catalog
from billing.scrub.edit_words import kinds_read_by
from billing.scrub.edits import Edit
from billing.scrub.models import ClaimCheck, FindingRow, OwnEdit
from billing.scrub.packs import base
from billing.scrub.queries import gather
from billing.scrub.queries.packs import packs
from practices.jobs import actions as jobs
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from tests.billing.payers.group import ADMIN, AUDITOR, person, unsent
from tests.databases import GROUP
from tests.remits import builders

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = date(2026, 11, 24)
EDITS = f"/o/{GROUP}/rules/edits/"
OURS = Edit(
    id="", kind="attachment", a="D2740", wants=("pano",), severity="hold", says="Ours wants it."
)
FORM = {
    "kind": "sequence", "a": "D4910", "b": "D1110", "window": "days", "length": "30",
    "scope": "patient", "severity": "warn", "says": "Too soon after a cleaning.",
    "reason": "Their letter",
}  # fmt: skip


@pytest.fixture
def group(practice_a: Practice) -> Organization:
    return practice_a.organization


@pytest.fixture
def payer(practice_a: Practice) -> Payer:
    row = builders.payer()
    with in_practice(practice_a):
        unsent("ALD-0")
    return row


@pytest.fixture
def admin(group: Organization) -> Client:
    return person(at=group, role=ADMIN)


def write(group: Organization, edit: Edit, payer: Payer | None = None, **told: bool) -> OwnEdit:
    return actions.write_edit(
        organization=group, payer_id=payer.pk if payer else None, edit=edit,
        is_off=told.get("is_off", False), reason="Test", name="Test", now=NOW,
    )  # fmt: skip


class TestPacks:
    def test_without_own_edits_all_groups_share_one(
        self, group: Organization, payer: Payer, practice_b: Practice
    ) -> None:
        other = Payer.objects.create(public_id="other", name="Other")

        found = packs(group.pk, {payer.pk, other.pk})

        assert found[payer.pk] is found[other.pk]
        assert found[payer.pk].edits == base()

    def test_is_kept_until_a_row_changes(
        self, group: Organization, payer: Payer, django_assert_num_queries: object
    ) -> None:
        write(group, OURS, payer)
        first = packs(group.pk, {payer.pk})[payer.pk]
        with django_assert_num_queries(1):  # type: ignore[operator]
            again = packs(group.pk, {payer.pk})[payer.pk]

        write(group, msgspec.structs.replace(OURS, id="OWN1", says="Other words."), payer)
        changed = packs(group.pk, {payer.pk})[payer.pk]

        assert first is again
        assert [e.says for e in changed.on("D2740", "attachment") if e.id == "OWN1"] == [
            "Other words."
        ]

    def test_a_payer_s_own_stands_above_the_group_s(
        self, group: Organization, payer: Payer
    ) -> None:
        product = base()[0]
        other = Payer.objects.create(public_id="other", name="Other")
        write(group, product, is_off=True)
        write(group, msgspec.structs.replace(product, says="Here it counts."), payer)

        found = packs(group.pk, {payer.pk, other.pk})

        assert product.id not in {edit.id for edit in found[other.pk].edits}
        kept = next(edit for edit in found[payer.pk].edits if edit.id == product.id)
        assert kept.says == "Here it counts."

    def test_new_ones_are_numbered(self, group: Organization) -> None:
        assert [write(group, OURS).edit_id for _ in range(2)] == ["OWN1", "OWN2"]

    def test_what_contradicts_itself_is_refused(self, group: Organization) -> None:
        with pytest.raises(actions.NotAnEdit, match="wants"):
            write(group, msgspec.structs.replace(OURS, wants=()))


class TestChecks:
    def found(self, practice: Practice) -> set[str]:
        with in_practice(practice):
            rows = FindingRow.objects.standing().filter(rule="ENC-03")
            return {row.text for row in rows}

    def test_a_change_reaches_claims_that_have_not_left(
        self, practice_a: Practice, group: Organization, payer: Payer
    ) -> None:
        with in_practice(practice_a):
            actions.check([Claim.objects.get().pk], now=NOW, today=TODAY)
        before = self.found(practice_a)

        row = write(group, OURS, payer)
        jobs.run_all_now(now=NOW)
        after = self.found(practice_a)
        actions.take_edit_back(row, now=NOW)
        jobs.run_all_now(now=NOW)

        assert after - before == {"Wanted with D2740: pano. Ours wants it."}
        assert self.found(practice_a) == before
        with in_practice(practice_a):
            assert not ClaimCheck.objects.filter(is_due=True).exists()

    def test_it_is_silent_before_its_first_and_after_its_last_day(
        self, practice_a: Practice, group: Organization, payer: Payer
    ) -> None:
        days = {"from_on": date(2026, 10, 5), "until": date(2026, 10, 6)}
        write(group, msgspec.structs.replace(OURS, **days), payer)
        told = {}
        for day in (4, 5, 6, 7):
            with in_practice(practice_a):
                claim = unsent(f"ALD-{day}")
                ClaimLine.objects.filter(claim=claim).update(served_on=date(2026, 10, day))
                facts = gather([claim.pk], today=TODAY)[0]
            rule = catalog()["ENC-03"]
            said = rule.call(facts)
            told[day] = any("Ours" in one.text for one in said)  # type: ignore[attr-defined]  # a rule's words

        assert told == {4: False, 5: True, 6: True, 7: False}


class TestPages:
    def test_lists_the_product_s_by_subject_with_ours_above(
        self, group: Organization, payer: Payer, admin: Client
    ) -> None:
        write(group, OURS, payer)

        whole = admin.get(EDITS).content.decode()
        crowns = admin.get(EDITS, {"kind": "attachment", "payer": str(payer.pk)}).content.decode()

        assert "Your own" in whole
        assert "Root canals" in whole
        assert "DE073" in whole
        assert "OWN1" in crowns
        assert "DE073" not in crowns

    def test_form_writes_changes_and_takes_back(
        self, group: Organization, payer: Payer, admin: Client
    ) -> None:
        made = admin.post(f"{EDITS}new/", FORM | {"payer": str(payer.pk)})
        row = OwnEdit.objects.get()
        at = {"payer": str(payer.pk)}
        shown = admin.get(f"{EDITS}OWN1/", at).content.decode()
        off = admin.post(f"{EDITS}OWN1/writing/", FORM | at | {"is_off": "off"})
        row.refresh_from_db()
        stands = (row.is_off, row.version, row.set_by)
        gone = admin.post(f"{EDITS}OWN1/removal/", at)

        assert [one.status_code for one in (made, off, gone)] == [302, 302, 302]
        assert row.edit["days"] == 30
        assert "Their letter" in shown
        assert stands == (True, 2, "Some Body")
        assert not OwnEdit.objects.exists()

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"a": "D27"}, "is no code"),
            ({"window": ""}, "Sequence needs a window"),
            ({"from_on": "2026-02-01", "until": "2026-01-01"}, "Before from_on"),
            ({"payer": "0" * 8}, "valid choice"),
            ({"reason": ""}, "required"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(
        self, admin: Client, wrong: dict[str, str], says: str
    ) -> None:
        answer = admin.post(f"{EDITS}new/", FORM | wrong)

        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert not OwnEdit.objects.exists()

    def test_an_auditor_reads_and_changes_nothing(self, group: Organization) -> None:
        auditor = person(at=group, role=AUDITOR)

        assert auditor.get(f"{EDITS}DE073/").status_code == 200
        assert auditor.post(f"{EDITS}DE073/writing/", FORM).status_code == 403

    def test_a_rule_s_page_names_the_edits_it_reads(self, admin: Client) -> None:
        told = admin.get(f"/o/{GROUP}/rules/BUND-08/").content.decode()

        assert "Edits it reads" in told
        assert "kind=sequence" in told
        kinds = {kind for rule in catalog().values() for kind in kinds_read_by(rule)}
        assert len(kinds) == 16
