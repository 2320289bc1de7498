"""From approval to proof: platform, both halves of an agent, the program's API and its database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, kinds, maps
from practices.sync.models import WriteBack, WriteBackState
from practices.wire import commands
from practices.wire.commands import Step
from tests.practices import mariadb
from tests.practices.agent.writing.office import Office, base64_of
from tests.practices.agent.writing.office import office as opened_office
from tests.practices.mariadb import MariaDb
from tests.practices.sync.loops import Loops, loops
from tests.practices.sync.orders import NOW, ordered, state_of, switched

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("mariadb")]
DATABASE = "od_whole"


@pytest.fixture(scope="module")
def server() -> Iterator[MariaDb]:
    with mariadb.running() as made:
        yield made


@pytest.fixture(scope="module")
def building(server: MariaDb) -> Iterator[Office]:
    with opened_office(server, DATABASE) as made:
        columns = {t.name: [*t.columns, *filter(None, [t.stamp])] for t in maps.TABLES}
        server.grant(DATABASE, columns | {"preference": ["PrefName", "ValueString"]})
        yield made


@pytest.fixture
def both(building: Office, server: MariaDb, practice_a: Practice, tmp_path: Path) -> Loops:
    building.empty()
    database = building.database
    database.update("preference", "PrefName", "ProgramVersion", {"ValueString": "24.3.16.0"})
    if not database.one("definition", "DefNum", 501):
        told = {"DefNum": 501, "Category": 1, "ItemName": "Courtesy", "ItemValue": "-"}
        database.insert("definition", told)
    switched(practice_a)
    return loops(practice_a, building, server, DATABASE, tmp_path)


def paid(office: Office, *, lines: int = 2) -> kinds.ClaimPayment:
    """A claim in the practice's system, and what its payer paid."""
    claim, numbers = office.claim(lines)
    return kinds.ClaimPayment(
        claim="ALD-1", claim_key=claim, check_number=f"EFT{claim}", paid_on="2026-11-20",
        carrier="Sample Payer",
        lines=tuple(
            kinds.PaidLine(key=n, code="D2740", paid_cents=350_00, write_off_cents=100_00)
            for n in numbers
        ),
    )  # fmt: skip


class TestPayment:
    def test_is_proved_by_reading_it_back(self, both: Loops, practice_a: Practice) -> None:
        body = paid(both.office)
        both.read()
        row = ordered(practice_a, body)
        assert row.state == WriteBackState.QUEUED, row.detail

        both.write()
        assert state_of(practice_a, row).state == WriteBackState.APPLIED
        both.read()

        assert state_of(practice_a, row).state == WriteBackState.CONFIRMED
        assert both.office.paid_cents() == 700_00

    def test_taken_back_leaves_the_practice_as_it_was(
        self, both: Loops, practice_a: Practice
    ) -> None:
        body = paid(both.office)
        both.read()
        row = ordered(practice_a, body)
        both.write()
        both.read()

        with in_practice(practice_a):
            actions.take_back(key=row.key, kind="claim_payment_undone", now=NOW)
            actions.sign_waiting(now=NOW)
        both.write()
        both.read()

        with in_practice(practice_a):
            (undone,) = WriteBack.objects.filter(kind="claim_payment_undone")
            assert undone.state == WriteBackState.CONFIRMED
        assert both.office.checks() == []
        assert {(r["Status"], r["InsPayAmt"], r["WriteOff"]) for r in
                both.office.rows("claimproc")} == {(0, 0.0, 0.0)}  # fmt: skip
        assert both.office.rows("claim")[0]["ClaimStatus"] == "S"

    def test_that_the_practice_entered_itself_meanwhile_is_not_written(
        self, both: Loops, practice_a: Practice
    ) -> None:
        body = paid(both.office)
        both.read()
        row = ordered(practice_a, body)
        line = body.lines[0].key
        both.office.database.update(
            "claimproc", "ClaimProcNum", line, {"InsPayAmt": 10, "Status": 1}
        )

        both.write()

        found = state_of(practice_a, row)
        assert found.state == WriteBackState.PRECONDITION_FAILED
        assert both.office.checks() == []


class TestByHand:
    def test_is_proved_by_what_a_person_entered(self, both: Loops, practice_a: Practice) -> None:
        body = msgspec.structs.replace(paid(both.office), unfit="A person writes it.")
        both.read()
        row = ordered(practice_a, body)
        assert row.state == WriteBackState.BY_HAND

        enter(both.office, body, cents=349_99)
        seen_by(both, practice_a)
        assert state_of(practice_a, row).state == WriteBackState.BY_HAND
        enter(both.office, body, cents=350_00)
        seen_by(both, practice_a)

        assert state_of(practice_a, row).state == WriteBackState.CONFIRMED


def enter(office: Office, body: kinds.ClaimPayment, *, cents: int) -> None:
    """As somebody at the desk does it: one check, and so much on each line."""
    office.database.delete("claimpayment", "1", 1)
    told = {"CheckAmt": cents * len(body.lines) / 100, "CheckNum": body.check_number,
            "CheckDate": body.paid_on}  # fmt: skip
    check = office.database.insert("claimpayment", told)
    for line in body.lines:
        told = {"Status": 1, "InsPayAmt": cents / 100, "WriteOff": 100, "ClaimPaymentNum": check}
        office.database.update("claimproc", "ClaimProcNum", line.key, told)
    told = {"ClaimStatus": "R", "DateReceived": body.paid_on}
    office.database.update("claim", "ClaimNum", body.claim_key, told)


def seen_by(both: Loops, practice: Practice) -> None:
    """Rows come home, become records, and the next cycle looks."""
    both.read()
    with in_practice(practice):
        assert actions.make_records(practice, now=NOW)
    both.read()


def one_step(kind: str, office: Office) -> Step:
    claim, _ = office.claim()
    match kind:
        case "claim_sent":
            office.database.update("claim", "ClaimNum", claim, {"ClaimStatus": "W"})
            return commands.MarkSent(claim=claim, sent_on="2026-11-20")
        case "claim_note":
            return commands.NoteClaim(claim=claim, note="Asked the payer on Monday")
        case "claim_tracking":
            return commands.TrackClaim(claim=claim, note="Accepted")
        case "commlog":
            return commands.AddCommlog(patient=55, note="Told the patient")
        case "document":
            return commands.AddDocument(
                patient=55, description="Answer of the payer", extension=".txt",
                content=base64_of("hello"),
            )  # fmt: skip
        case "adjustment":
            return commands.AddAdjustment(
                patient=55, definition=501, amount_cents=-20_00, adjusted_on="2026-11-20",
                note="Courtesy",
            )  # fmt: skip
    return commands.MarkVerified(kind="InsuranceBenefit", of=9, verified_on="2026-11-20")


KINDS = ("claim_sent", "claim_note", "claim_tracking", "commlog", "document", "adjustment",
         "verification")  # fmt: skip


class TestEveryKind:
    def test_is_written_and_proved(self, both: Loops, practice_a: Practice) -> None:
        bodies: dict[str, Any] = {
            kind: kinds.One(step=one_step(kind, both.office), order_key=f"{kind}:1")
            for kind in KINDS
        }
        bodies["check"] = check_over(both.office, [paid(both.office), paid(both.office)])
        both.read()
        rows = {
            kind: ordered(practice_a, body, kind=kind, key=kind) for kind, body in bodies.items()
        }

        both.write()
        both.read()

        found = {kind: state_of(practice_a, row) for kind, row in rows.items()}
        assert {kind: (row.state, row.detail) for kind, row in found.items()} == dict.fromkeys(
            bodies, (WriteBackState.CONFIRMED, "")
        )
        assert [c["CheckAmt"] for c in both.office.checks()] == [1400.0]
        assert len(both.office.rows("etrans")) == 1


def check_over(office: Office, bodies: list[kinds.ClaimPayment]) -> kinds.Check:
    """Claims whose lines are received, and on no check yet."""
    lines = tuple(line.key or 0 for body in bodies for line in body.lines)
    for line in lines:
        told = {"Status": 1, "InsPayAmt": 350}
        office.database.update("claimproc", "ClaimProcNum", line, told)
    claims = tuple(body.claim_key or 0 for body in bodies)
    return kinds.Check(
        claims=claims, lines=lines, cents=1400_00, number="EFT9", paid_on="2026-11-20"
    )
