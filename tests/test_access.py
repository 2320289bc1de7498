"""Every page, every seat, every place: who is let in follows from the table of roles alone."""

import uuid
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.plugin import DjangoDbBlocker

from billing.claims.models import Claim
from billing.ledger import queries as ledger
from billing.risk.models import RiskModel
from billing.scrub.models import BulkDeed, ClaimChange, FindingRow, OwnRule, Report, ReportFile
from compliance.access.actor import Actor
from compliance.access.context import acting_as
from compliance.access.decorators import rule_of
from compliance.access.roles import Permission, Role
from compliance.identity.models import User
from practices.desk.models import Item
from practices.events import actions as events
from practices.events.models import Source
from practices.jobs import actions as jobs
from practices.jobs.models import Job
from practices.mirror.models import Provider
from practices.registry import actions
from practices.registry.ids import new_id
from practices.registry.models import Organization, Practice, PracticeState
from practices.registry.router import practice_models
from practices.registry.tenancy import in_practice
from practices.sync import actions as sync
from practices.sync.models import Agent, Stream, WriteBack
from remits.clearing.area import in_clearing
from remits.clearing.models import Payment, RemitFile
from remits.matching.models import ClaimPayment, Remittance
from tests.billing.eligibility import rows as eligibility
from tests.billing.submission import leaving
from tests.databases import GROUP, NOW
from tests.practices.sync import orders as sync_orders
from tests.remits import builders
from tests.remits.clearing import test_walk as walk

OTHER_GROUP = "othergroup"
RULE = "SURF-01"
# Rules and edits that every group has.
OF_THE_PRODUCT = frozenset({"code", "edit_id"})
CLEARING_PAYMENT = ("payment", "routing", "settlement", "taking_up")
OF_AGENTS = ("opening", "batch", "comparison", "bucket", "absence", "wanted")
CONNECTING = ("code", "approval", "revocation", "asking", "drops")
OF_ENDPOINT = (
    "endpoint", "settings", "pausing", "resumption", "rotation", "trial", "removal",
)  # fmt: skip
OF_WRITERS = ("started", "renewal", "result")
WRITING_BACK = ("write_back", "repetition", "settlement", "telling", "withdrawal")
OF_CLAIM = (
    "check", "answer", "holding", "release", "proposal", "taking_back", "narrative", "account",
)  # fmt: skip
OF_HOUSE = ("house", "settings", "switching", "routing", "enrolling")
OF_RULE = ("rule", "setting", "trial", "progress", "held_by", "deeds")
POSSIBLE = frozenset({200, 204, 302, 422})
SIGN_IN = "/sign-in/?next="
HANDLER = ClientHandler(enforce_csrf_checks=False)


@dataclass(frozen=True, slots=True)
class Page:
    """One URL pattern: its name, its view's rule, and what its path asks for."""

    name: str
    view: object
    asks: frozenset[str]

    @property
    def permission(self) -> Permission | None:
        rule = rule_of(self.view)
        assert rule is not None
        return rule.permission

    @property
    def place(self) -> str:
        return next((kind for kind in ("practice", "organization") if kind in self.asks), "all")


def _pages(resolver: URLResolver, space: str = "") -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from _pages(pattern, inner)
        else:
            assert isinstance(pattern, URLPattern)
            asks = frozenset(pattern.pattern.regex.groupindex)
            yield Page(f"{space}{pattern.name}", pattern.callback, asks)


PAGES = list(_pages(get_resolver()))
GUARDED = [page for page in PAGES if rule_of(page.view) and page.permission is not None]


def named(pages: list[Page]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=[page.name for page in pages])


@dataclass(frozen=True)
class World:
    """Two practices of one group, each with a claim, a remittance and work on the desk."""

    alder: Practice
    birch: Practice
    group: Organization
    other_group: Organization
    rows: dict[str, dict[str, str]]
    seats: dict[tuple[uuid.UUID, Role], Client]

    def seated(self, at: Practice | Organization, role: Role) -> Client:
        """A browser of its own for whoever has this seat."""
        client = stranger()
        client.cookies = deepcopy(self.seats[at.pk, role].cookies)
        return client

    def path(self, page: Page, *, at: str, of: str) -> str:
        """The page at one place, about the row of another."""
        asked = {
            key: self.rows[of][f"{page.name}.{key}"]
            for key in page.asks - {"practice", "organization"}
        }
        if page.place != "all":
            asked[page.place] = at
        return reverse(page.name, kwargs=asked)

    def body(self, page: Page) -> dict[str, str]:
        """What an honest form would send; nothing where the page refuses an empty one itself."""
        bodies = {
            "clearing:routing": {"practice": str(self.alder.pk)},
            "clearing:settlement": {"reason": "same"},
            "clearing:file_settlement": {"reason": "asked"},
            "desk:snooze": {"reason": "other"},
            "eligibility:telling": {"field": "is_active", "source": "phone", "answer": "yes"},
            "events:doors": {"practice": str(self.alder.pk), "source": "cloud"},
            "posting:verdict": {"reason": "claim"},
            "scrub:answer": {"reason": "seen on the x-ray"},
            "scrub:holding": {"reason": "ask the payer"},
            "scrub:proposal": {"field": "tooth", "line": "1", "after": "9", "because": "the film"},
            "scrub:refusal": {"reason": "not so"},
            "scrub:deeds": {"deed": "check", "whole": "1"},
            "scrub:reports": {"which": "all"},
            "scrub:setting": {"mode": "on", "reason": "we begin"},
            "scrub:writing": {"a": "D2740", "says": "Sample", "reason": "we begin"},
            "payers:terms": {"reason": "the contract"},
            "posting:sending_back": {"reason": "other"},
            "sync:settlement": {"reason": "done by hand"},
            "sync:withdrawal": {"reason": "not wanted"},
            "sync:writing": {"mode": "on", "reason": "we begin"},
            "sync:stop": {"reason": "a drill"},
        }
        return bodies.get(page.name, {})


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once for all pages; what a test does to it is rolled back with the test."""
    with django_db_blocker.unblock(), acting_as(Actor.system("test")), transaction.atomic():
        yield _world(*Practice.objects.filter(public_id__in=["alder", "birch"]).by_name())
        transaction.set_rollback(True)


@pytest.fixture
def world(standing: World, db: None) -> World:
    return standing


def _world(practice_a: Practice, practice_b: Practice) -> World:
    payer = builders.payer()
    group = practice_a.organization
    other = actions.found_organization(public_id=OTHER_GROUP, name="Other Group", regions={})
    rows = {}
    for practice, number in ((practice_a, "ALD-0001"), (practice_b, "BIR-0001")):
        with in_practice(practice):
            builders.claim(number, payer_row=payer)
    walk.take_in(walk.remittance(walk.told_claim("ALD-0001"), walk.told_claim("BIR-0001")))
    for practice in (practice_a, practice_b):
        rows[practice.public_id] = _rows_of(practice)
    rows["nowhere"] = {key: _unknown(value) for key, value in rows["alder"].items()}
    places = (practice_a, group, other)
    seats = {(at.pk, role): person(at=at, role=role) for at in places for role in Role}
    return World(practice_a, practice_b, group, other, rows, seats)


def _unknown(value: str) -> str:
    if value == RULE:
        return "NOSUCH-1"
    return str(new_id()) if "-" in value else "nosuch"


def _rows_of(practice: Practice) -> dict[str, str]:
    """Which row each page opens. A new page with a row of its own is entered here."""
    with in_practice(practice):
        claim = str(Claim.objects.get().pk)
        remittance = str(Remittance.objects.get().pk)
        payment = str(ClaimPayment.objects.get().pk)
        item = str(Item.objects.get(practice=practice).pk)
        table = Stream.objects.create(table=f"of_{practice.public_id}").table
        write_back = str(_write_back().pk)
        finding = str(_finding(claim).pk)
        provider, payer = _dentist(), str(Claim.objects.get().payer_id)
        of_scrub = _scrub_rows(claim)
        out = str(leaving.batch_of(claim).pk)
        cover, proof, doubted = eligibility.rows_of(practice)
    of_cell = ("credential", "standing")
    house = str(leaving.house_of(practice.organization, practice.public_id).pk)
    own_rule = str(_own_rule(practice.organization).pk)
    risk_model = str(_risk_model(practice.organization).pk)
    agent = Agent.objects.create(practice=practice, key_id=practice.public_id, enrolled_at=NOW)
    with in_clearing():
        file, paid = str(RemitFile.objects.get().pk), str(Payment.objects.get().pk)
    door, token = events.open_door(practice=practice, source=Source.CLOUD, now=NOW)
    endpoint, _ = events.add_endpoint(
        organization=practice.organization,
        url="https://hooks.example.com/in",
        words="Sample",
        events=["claim.created"],
        now=NOW,
    )
    delivery = events.send_test(endpoint=endpoint, now=NOW)
    batch = uuid.uuid4().hex
    jobs.enqueue(kind="posting.approve", key=f"{batch}:{practice.pk}", practice=practice, now=NOW)
    posting = (
        "payment", "raw", "candidates", "posting", "undoing", "correction", "detaching",
        "sending_back", "verdict",
    )  # fmt: skip
    whole = ("explanation", "remittance_posting", "remittance_undoing")
    return {
        "claims:claim.pk": claim,
        **{f"scrub:{name}.pk": claim for name in OF_CLAIM},
        **of_scrub,
        "scrub:answer.finding": finding,
        **{f"scrub:{name}.code": RULE for name in OF_RULE},
        **{f"scrub:{name}.pk": own_rule for name in ("own_rule",)},
        **{f"scrub:{name}.edit_id": "DE073" for name in ("edit", "writing", "edit_removal")},
        **{f"payers:{name}.pk": payer for name in ("payer", "terms")},
        **{f"payers:{name}.payer": payer for name in of_cell},
        **{f"payers:{name}.provider": provider for name in of_cell},
        "risk:of_claim.pk": claim,
        **{f"submission:{name}.pk": out for name in ("batch", "raw", "arrival")},
        **{f"submission:{name}.pk": claim for name in ("journey", "again")},
        **{f"submission:{name}.pk": house for name in OF_HOUSE},
        "risk:use.pk": risk_model,
        "claims:approval.pk": claim,
        "claims:order.pk": claim,
        **{f"eligibility:{name}.pk": cover for name in ("cover", "asking", "telling")},
        "eligibility:evidence.pk": proof,
        **{f"eligibility:{name}.pk": doubted for name in ("turning", "use", "rejection")},
        "matching:remittance.pk": remittance,
        **{f"posting:{name}.pk": payment for name in posting},
        **{f"posting:{name}.pk": remittance for name in whole},
        "recoupment:of_share.pk": remittance,
        "posting:approval.batch": batch,
        **{f"desk:{name}.pk": item for name in ("owner", "snooze", "waking")},
        **{f"clearing:{name}.pk": file for name in ("file", "file_settlement")},
        **{f"clearing:{name}.pk": paid for name in CLEARING_PAYMENT},
        "registry:removal.public_id": practice.public_id,
        **{f"sync:{name}.public_id": practice.public_id for name in CONNECTING},
        **{f"sync:{name}.agent": str(agent.pk) for name in CONNECTING},
        **{f"sync:{name}.table": table for name in ("release", "resumption", "resending")},
        **{f"events:{name}.pk": str(endpoint.pk) for name in OF_ENDPOINT},
        **{f"events:{name}.pk": str(delivery.pk) for name in ("delivery", "redelivery")},
        "events:door_removal.pk": str(door.pk),
        "events:hook.source": door.source,
        "events:hook.token": token,
        **{f"sync:{name}.pk": write_back for name in WRITING_BACK},
        **{f"sync:{name}.order_id": write_back for name in OF_WRITERS},
        **{f"sync:{name}.attempt": "1" for name in OF_WRITERS},
        **{f"sync:{name}.table": "provider" for name in OF_AGENTS},
        "sync:drop.sha256": "0" * 64,
        "sync:batch.epoch": "1",
        "sync:batch.seq": "1",
        "sync:bucket.bucket": "0",
    }


def _finding(claim: str) -> FindingRow:
    return FindingRow.objects.create(
        claim_id=claim,
        mark="0" * 16,
        rule="SURF-01",
        version="0" * 8,
        severity="hold",
        text="Sample",
        fix="Sample",
        money_cents=1,
        found_at=NOW,
    )


def _dentist() -> str:
    row, _ = Provider.objects.get_or_create(
        source_key="of-matrix", defaults={"name": "Doc Sample", "role": "dentist", "npi": ""}
    )
    return str(row.pk)


def _scrub_rows(claim: str) -> dict[str, str]:
    """A change that waits, one that was made, a deed on many claims, and a report."""
    waits, made = (_change(claim, state) for state in ("proposed", "applied"))
    deed = BulkDeed.objects.create(rule="SURF-01", deed="check", user_id=0, asked_at=NOW)
    told = {"claims": 0, "held": 0, "ready": 0, "charge_cents": 0, "at_risk_cents": 0}
    report = Report.objects.create(
        which="all", body={"claims": [], "left_out": 0}, made_at=NOW, made_name="Sample", **told
    )
    ReportFile.objects.create(report=report, content=b"%PDF-", sha256="0" * 64, drawn_at=NOW)
    return {
        "scrub:taking_back.change": str(made.pk),
        **{f"scrub:{name}.pk": str(waits.pk) for name in ("signature", "refusal")},
        "scrub:deed.pk": str(deed.pk),
        **{f"scrub:{name}.pk": str(report.pk) for name in ("kept_report", "report_pdf")},
    }


def _change(claim: str, state: str) -> ClaimChange:
    return ClaimChange.objects.create(
        claim_id=claim,
        field="tooth" if state == "proposed" else "member_id",
        before="M 1",
        after="M1",
        is_clinical=state == "proposed",
        state=state,
        proposed_at=NOW,
    )


def _own_rule(group: Organization) -> OwnRule:
    told = {"fact": "line.code", "word": "is", "value": "D2740"}
    row, _ = OwnRule.objects.get_or_create(
        organization=group,
        number=1,
        defaults={
            "name": "Sample",
            "when": [told],
            "severity": "warn",
            "because": "Sample",
            "fix": "Sample",
            "set_by": "Sample",
            "set_at": NOW,
        },
    )
    return row


def _risk_model(group: Organization) -> RiskModel:
    told = {"fitted_at": NOW, "body": {"base": 0, "weights": {}}, "measures": {}, "examples": 0}
    row, _ = RiskModel.objects.get_or_create(organization=group, version=1, defaults=told)
    return row


def _write_back() -> WriteBack:
    """One that no agent may touch, so that a person decides about it."""
    body = sync_orders.payment(claim_key=None)
    return sync.queue_write_back(
        key="by hand", kind="claim_payment", subject_id=new_id(), body=body, now=NOW
    )


def person(*, at: Practice | Organization | None = None, role: Role | None = None) -> Client:
    """Somebody signed in with one seat, or with none."""
    email = f"{uuid.uuid4().hex}@example.test"
    user = User.objects.create_user(email, name="Some Body")
    if at is not None and role is not None:
        actions.grant(user=user, role=role, at=at)
    client = stranger()
    client.force_login(user)
    return client


def stranger() -> Client:
    """One handler for all of them: making one reads the whole folder of static files."""
    client = Client(raise_request_exception=False)
    client.handler = HANDLER
    return client


def visit(client: Client, path: str, body: dict[str, str] | None = None) -> HttpResponse:
    """As a person would open or send it, whichever the page takes; what it did is taken back."""
    with transaction.atomic():
        response = client.get(path)
        if response.status_code == 405:
            response = client.post(path, body or {})
        transaction.set_rollback(True)
    return response  # type: ignore[return-value]  # the test client's own kind of response


def footprint(practice: Practice) -> dict[str, object]:
    """Every row of a practice, down to the last column, with its balances and its desk."""
    with in_practice(practice), connection.cursor() as cursor:
        found: dict[str, object] = {"balances": ledger.balances()}
        for model in practice_models():
            table = model._meta.db_table
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = cursor.fetchall()
        found["desk"] = list(Item.objects.filter(practice=practice).values())
    found["jobs"] = list(Job.objects.filter(practice=practice).order_by("pk").values())
    return found


def group_footprint() -> dict[str, object]:
    """What belongs to no practice yet, with who may speak for a practice."""
    with in_clearing():
        found: dict[str, object] = {
            "files": list(RemitFile.objects.order_by("pk").values("pk", "state")),
            "payments": list(Payment.objects.order_by("pk").values("pk", "state", "proof")),
            "desk": list(Item.objects.filter(practice=None).order_by("pk").values()),
        }
    found["agents"] = list(Agent.objects.order_by("pk").values("pk", "state", "decided_at"))
    found["practices"] = list(Practice.objects.order_by("pk").values("pk", "state"))
    found["jobs"] = list(Job.objects.order_by("pk").values("pk", "state"))
    return found


class TestEveryView:
    @named(PAGES)
    def test_says_who_may_open_it(self, page: Page) -> None:
        rule = rule_of(page.view)

        assert rule is not None
        assert rule.permission is not None or rule.because

    def test_is_walked_here(self) -> None:
        assert len(GUARDED) > 20
        assert {page.place for page in GUARDED} == {"practice", "organization", "all"}


@named(GUARDED)
@pytest.mark.django_db
class TestSeats:
    def test_the_signed_out_are_sent_to_sign_in(self, world: World, page: Page) -> None:
        for of in ("alder", "nowhere"):
            path = world.path(page, at="alder" if page.place == "practice" else GROUP, of=of)
            response = visit(stranger(), path)
            if response.status_code == 302:
                assert response["Location"].startswith(SIGN_IN)

            assert response.status_code == 302

    def test_somebody_without_a_seat_finds_nothing(self, world: World, page: Page) -> None:
        nobody = person()
        for of in ("alder", "nowhere"):
            path = world.path(page, at="alder" if page.place == "practice" else GROUP, of=of)

            assert visit(nobody, path).status_code == (403 if page.place == "all" else 404)

    def test_a_seat_at_a_practice(self, world: World, page: Page) -> None:
        """What a role may do there; what lies elsewhere is hidden from all roles alike."""
        for role in Role:
            client, may = world.seated(world.alder, role), page.permission in role.permissions

            if page.place != "organization":
                at = "alder" if page.place == "practice" else ""
                self.lets_in(may, client, world.path(page, at=at, of="alder"), world.body(page))
        self.hides_elsewhere(world, page, Role.DSO_ADMIN)

    @pytest.mark.slow
    def test_a_seat_at_a_practice_sees_no_other(self, world: World, page: Page) -> None:
        for role in Role:
            self.hides_elsewhere(world, page, role)

    @pytest.mark.slow
    def test_a_seat_at_the_group(self, world: World, page: Page) -> None:
        for role in Role:
            client, may = world.seated(world.group, role), page.permission in role.permissions

            for public_id in ("alder", "birch"):
                at = public_id if page.place == "practice" else GROUP
                path = world.path(page, at=at, of=public_id)
                self.lets_in(may, client, path, world.body(page))
            if page.place == "organization":
                self.hides(client, world, page, at=OTHER_GROUP, of="alder")

    @pytest.mark.slow
    def test_a_seat_at_another_group(self, world: World, page: Page) -> None:
        for role in Role:
            client = world.seated(world.other_group, role)

            if page.place == "practice":
                self.hides(client, world, page, at="alder", of="alder")
            elif page.place == "organization":
                self.hides(client, world, page, at=GROUP, of="alder")
            else:
                path = world.path(page, at="", of="alder")
                assert visit(client, path, world.body(page)).status_code in {403, 404}

    def test_a_row_of_another_practice_does_not_exist_here(self, world: World, page: Page) -> None:
        """The very id of a row at Birch, asked for by somebody who may do all at Alder."""
        if page.place == "organization" or not page.asks - {"practice", "code"}:
            return  # a rule's code is nobody's row
        signs = page.permission is Permission.SIGN_CLINICAL
        client = world.seated(world.alder, Role.PROVIDER if signs else Role.DSO_ADMIN)
        before = footprint(world.birch), footprint(world.alder)
        paths = [world.path(page, at="alder", of=of) for of in ("birch", "nowhere")]
        found = [client.get(path) for path in paths]
        sent = [client.post(path, world.body(page)) for path in paths]

        for theirs, missing in (found, sent):
            assert theirs.status_code == missing.status_code in {404, 405}
            assert theirs.content == missing.content
        assert 404 in {found[0].status_code, sent[0].status_code}
        assert (footprint(world.birch), footprint(world.alder)) == before

    def test_a_row_of_another_group_does_not_exist_here(self, world: World, page: Page) -> None:
        """The very id of a row of one group, below the path of another one's own pages."""
        if page.place != "organization" or not page.asks - {"organization"} - OF_THE_PRODUCT:
            return
        client = person(at=world.other_group, role=Role.DSO_ADMIN)
        before = footprint(world.alder), group_footprint()
        paths = [world.path(page, at=OTHER_GROUP, of=of) for of in ("alder", "nowhere")]

        for send in (client.get, client.post):
            theirs, missing = (send(path, world.body(page)) for path in paths)
            assert theirs.status_code == missing.status_code
            assert theirs.content == missing.content
            assert theirs.headers.get("Location") == missing.headers.get("Location") or (
                page.name == "clearing:taking_up"  # back to the page of what was asked for
            )
            assert theirs.status_code in {302, 404, 405}
        assert (footprint(world.alder), group_footprint()) == before

    def lets_in(self, may: bool, client: Client, path: str, body: dict[str, str]) -> None:
        response = visit(client, path, body)
        if may:
            assert response.status_code in POSSIBLE
            assert not response.headers.get("Location", "").startswith(SIGN_IN)
        else:
            assert response.status_code == 403

    def hides_elsewhere(self, world: World, page: Page, role: Role) -> None:
        client = world.seated(world.alder, role)
        if page.place == "practice":
            self.hides(client, world, page, at="birch", of="birch")
            self.hides(client, world, page, at="birch", of="nowhere")
        elif page.place == "organization":
            self.hides(client, world, page, at=GROUP, of="alder")

    def hides(self, client: Client, world: World, page: Page, *, at: str, of: str) -> None:
        """Forbidden looks the same as never there."""
        answer = visit(client, world.path(page, at=at, of=of), world.body(page))
        missing = visit(client, world.path(page, at="nosuchplace", of=of), world.body(page))

        assert (answer.status_code, missing.status_code) == (404, 404)
        assert answer.content == missing.content


@pytest.mark.django_db
class TestForeignIdsInForms:
    """An id in a body is a claim about a row like any other."""

    def test_ticked_items_of_another_practice_are_left_out(self, world: World) -> None:
        client = person(at=world.alder, role=Role.CENTRAL_BILLER)
        item = Item.objects.get(practice=world.birch)

        client.post(reverse("posting:approvals"), {"item": [str(item.pk)]})

        asked = Job.objects.filter(kind="posting.approve", practice=world.birch)
        assert asked.count() == 1  # the one of the world itself

    def test_a_job_posts_nothing_for_somebody_whose_seat_has_ended(self, world: World) -> None:
        client = person(at=world.alder, role=Role.CENTRAL_BILLER)
        item = Item.objects.get(practice=world.alder)
        client.post(reverse("posting:approvals"), {"item": [str(item.pk)]})
        user = User.objects.latest("pk")
        actions.end_grant(user=user, role=Role.CENTRAL_BILLER, at=world.alder)

        jobs.run_all_now(now=NOW.replace(year=2030))

        with in_practice(world.alder):
            assert ClaimPayment.objects.get().stage == "proposed"

    def test_claims_are_not_routed_to_a_practice_of_another_group(self, world: World) -> None:
        foreign = Practice.objects.create(
            organization=world.other_group,
            public_id="cedar",
            name="Cedar",
            schema="pcedarcedarce",
            npi="1999999976",
            tax_id="990000009",
            joined_on=NOW.date(),
            state=PracticeState.READY,
        )
        client = person(at=world.group, role=Role.CENTRAL_BILLER)
        path = reverse(
            "clearing:routing",
            kwargs={"organization": GROUP, "pk": world.rows["alder"]["clearing:routing.pk"]},
        )

        assert client.post(path, {"practice": str(foreign.pk)}).status_code == 404
        assert not Job.objects.filter(practice=foreign).exists()

    def test_a_payment_is_not_matched_to_a_claim_of_another_practice(self, world: World) -> None:
        client = person(at=world.alder, role=Role.CENTRAL_BILLER)
        path = reverse(
            "posting:correction",
            kwargs={"practice": "alder", "pk": world.rows["alder"]["posting:correction.pk"]},
        )
        before = footprint(world.alder), footprint(world.birch)

        response = client.post(path, {"claim": world.rows["birch"]["claims:claim.pk"]})

        assert response.status_code < 500
        assert (footprint(world.alder), footprint(world.birch)) == before

    def test_a_group_file_is_not_read_by_another_group(self, world: World) -> None:
        client = person(at=world.other_group, role=Role.DSO_ADMIN)
        for name in ("clearing:file", "clearing:payment", "clearing:routing"):
            pk = world.rows["alder"][f"{name}.pk"]
            path = reverse(name, kwargs={"organization": OTHER_GROUP, "pk": pk})
            answer = visit(client, path, {"practice": str(world.alder.pk)})

            assert answer.status_code == 404

    def test_what_waits_at_another_group_is_not_told_by_where_one_is_led(
        self, world: World
    ) -> None:
        walk.take_in(
            walk.remittance(walk.told_claim("ALD-0001"), trace="T-2"),
            spoil=(b"BPR*I*700*", b"BPR*I*699.99*"),
            control=2,
        )
        item = Item.objects.get(practice=None)
        client = person(at=world.other_group, role=Role.DSO_ADMIN)
        before = group_footprint()

        for name, body in (("settlement", {"reason": "same"}), ("taking_up", {})):
            path = reverse(f"clearing:{name}", args=[OTHER_GROUP, item.subject_id])
            answer = client.post(path, body)

            assert str(item.pk) not in answer["Location"]
        assert group_footprint() == before

    def test_an_agent_is_not_let_in_under_the_name_of_another_practice(self, world: World) -> None:
        client = person(at=world.group, role=Role.DSO_ADMIN)
        before = group_footprint()
        for name in ("sync:approval", "sync:revocation"):
            asked = {
                "organization": GROUP,
                "public_id": "alder",
                "agent": world.rows["birch"][f"{name}.agent"],
            }

            assert client.post(reverse(name, kwargs=asked)).status_code == 404
        assert group_footprint() == before


@pytest.mark.django_db
class TestForeignIdsInQueries:
    """An id behind the question mark, too: the other practice's says what an unknown one says."""

    @pytest.mark.parametrize(
        ("path", "kind"),
        [
            ("/desk/?practice={}", "practice"),
            ("/desk/start/?after={}", "item"),
            ("/p/alder/claims/?after={}", "claims:claim.pk"),
            ("/p/alder/remittances/{of_alder}/explanation/?payment={}", "posting:payment.pk"),
        ],
    )
    def test_of_another_practice(self, world: World, path: str, kind: str) -> None:
        client = person(at=world.alder, role=Role.DSO_ADMIN)
        birch = world.rows["birch"] | {
            "practice": str(world.birch.pk),
            "item": str(Item.objects.get(practice=world.birch).pk),
        }
        mine = world.rows["alder"]["posting:explanation.pk"]

        theirs, missing = (
            client.get(path.format(pk, of_alder=mine)) for pk in (birch[kind], str(new_id()))
        )

        assert (theirs.status_code, theirs.headers.get("Location")) == (
            missing.status_code,
            missing.headers.get("Location"),
        )
        told = [answer.content.decode() for answer in (theirs, missing)]
        assert not any("BIR-0001" in text or "Birch" in text for text in told)

    def test_a_search_finds_no_claim_of_another_practice(self, world: World) -> None:
        client = person(at=world.alder, role=Role.DSO_ADMIN)
        payment = world.rows["alder"]["posting:candidates.pk"]
        for path in ("/p/alder/claims/", f"/p/alder/payments/{payment}/candidates/"):
            answer = client.get(path, {"q": "BIR-0001"})

            assert answer.status_code == 200
            assert world.rows["birch"]["claims:claim.pk"] not in answer.content.decode()
