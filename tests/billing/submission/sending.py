"""A practice with claims that are ready, and a clearinghouse that takes a folder."""

from datetime import date
from pathlib import Path

from billing.claims import actions as claims
from billing.claims.models import Claim
from billing.claims.states import ClaimState
from billing.submission.leaving import leave
from billing.submission.models import Clearinghouse, Departure, Route, Sending
from billing.submission.sending import send_due
from practices.registry.models import Organization, Practice
from practices.registry.tenancy import in_practice
from tests.billing.claims.office import NOW, Office
from tests.practices.sync.source import put

TODAY = date(2026, 11, 24)


class Sender:
    """`ready` makes claims that may leave; `leave` and `send` are the worker's own steps."""

    def __init__(self, practice: Practice, folder: Path) -> None:
        self.practice, self.folder = practice, folder
        self.house = house(practice.organization, folder)
        self.office = Office(practice)
        with in_practice(practice):
            put(
                "clinic", 1, Description="Main", Address="10 Main St", City="Lakeview", State="OH",
                Zip="441011234", Phone="2165550100",
            )  # fmt: skip

    def ready(self, count: int = 1) -> list[Claim]:
        """Of one service each, on a claim of its own."""
        first = 101 + count_of(self.practice)
        for key in range(first, first + count):
            self.office.procedure(key)
            self.office.read()
            assert not self.office.build(key)
        drafts = [one for one in self.office.claims() if one.state == ClaimState.DRAFT]
        with in_practice(self.practice):
            Claim.objects.filter(pk__in=[one.pk for one in drafts]).update(is_approved=True)
            claims.move_all(drafts, to=ClaimState.READY)
        return drafts

    def leave(self) -> int:
        return len(leave(self.practice, now=NOW, today=TODAY))

    def send(self) -> int:
        return send_due(clock=lambda: NOW)

    def states(self) -> list[str]:
        return [one.state for one in self.office.claims()]

    def stages(self) -> list[str]:
        with in_practice(self.practice):
            return list(Sending.objects.order_by("pk").values_list("stage", flat=True))

    def due(self) -> int:
        return Departure.objects.filter(next_at__isnull=False).count()

    def lying(self) -> list[Path]:
        """What the clearinghouse finds."""
        return sorted((self.folder / "out").glob("*.837"))


def count_of(practice: Practice) -> int:
    with in_practice(practice):
        return Claim.objects.count()


def house(organization: Organization, folder: Path, name: str = "Sample House") -> Clearinghouse:
    """For all payers of the group."""
    for each in ("out", "in", "archive", "sent"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    row = Clearinghouse.objects.create(
        organization=organization, name=name, kind="folder", address=str(folder),
        sender="DSO", receiver="HOUSE",
    )  # fmt: skip
    Route.objects.create(organization=organization, transaction="claims", house=row)
    return row
