"""A practice whose payments people write by hand: what its own system shows, as records."""

from datetime import date, datetime, timedelta

from practices.mirror.models import InsuranceClaim, InsuranceLine, InsurancePayment, ReadMark
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, kinds
from practices.sync.models import Batch, Stream
from tests.practices.sync.orders import CLAIM, LINES, NOW, payment

TABLES = ("claim", "claimproc", "claimpayment")
FEEDS = ("feed_claim", "feed_claim_line", "feed_insurance_payment")
LATER = NOW + timedelta(minutes=5)
MUCH_LATER = NOW + timedelta(minutes=40)
PAID_ON = date(2026, 11, 20)


def by_hand(**given: object) -> kinds.ClaimPayment:
    """700.00 on two lines whose keys nobody can write to."""
    return payment(unfit="A person writes it.", **given)


def read_to(practice: Practice, moment: datetime, tables: tuple[str, ...] = TABLES) -> None:
    """The read path has come to this moment, and all of it is records."""
    with in_practice(practice):
        for table in tables:
            Stream.objects.update_or_create(
                table=table, defaults={"read_to": moment, "cursor": "stamped:1"}
            )
            ReadMark.objects.get_or_create(table=table, defaults={"change": 10**6})


def newer_file(practice: Practice, at: datetime, table: str = FEEDS[1]) -> None:
    with in_practice(practice):
        seq = Batch.objects.filter(table=table).count() + 1
        Batch.objects.create(table=table, epoch=1, seq=seq, rows=1, changed=1, at=at)


def claim(practice: Practice, key: str = str(CLAIM), *, status: str = "received") -> None:
    with in_practice(practice):
        told = {"status": status, "fee_cents": 900_00, "kind": "first", "number": "ALD-1"}
        InsuranceClaim.objects.update_or_create(source_key=key, defaults=told)


def line(practice: Practice, key: object, **given: object) -> None:
    """350.00 paid and 100.00 written off, on the check."""
    told = {
        "claim_id": str(CLAIM), "code": "D2740", "status": "received", "fee_cents": 450_00,
        "paid_cents": 350_00, "write_off_cents": 100_00, "deductible_cents": 0, "payment_id": "77",
    }  # fmt: skip
    with in_practice(practice):
        InsuranceLine.objects.update_or_create(source_key=str(key), defaults=told | given)


def check(practice: Practice, key: str = "77", **given: object) -> None:
    told = {"number": "EFT1", "cents": 700_00, "entered_on": PAID_ON}
    with in_practice(practice):
        InsurancePayment.objects.update_or_create(source_key=key, defaults=told | given)


def entered(practice: Practice) -> None:
    """All as promised by `by_hand()`."""
    claim(practice)
    for key in LINES:
        line(practice, key)
    check(practice)


def sent(practice: Practice) -> None:
    claim(practice, status="sent")
    for key in LINES:
        nothing = {"paid_cents": 0, "write_off_cents": 0, "payment_id": None}
        line(practice, key, status="waiting", **nothing)


def look(practice: Practice, now: datetime = LATER) -> int:
    with in_practice(practice):
        return actions.confirm_by_hand(now=now)
