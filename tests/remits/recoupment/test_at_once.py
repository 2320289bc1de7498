"""Two halves of one takeback that come at one moment still meet."""

import threading

import pytest
from django.db import connections, transaction

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry.ids import new_id
from practices.registry.models import Organization
from remits.clearing.area import in_clearing
from remits.recoupment import actions
from remits.recoupment.models import OpenItem
from tests.databases import GROUP, NOW

pytestmark = pytest.mark.slow  # each has a database of its own

WAIT_SECONDS = 30


def half(group: Organization, cents: int) -> list[OpenItem]:
    return [
        OpenItem(
            organization=group, payment_id=new_id(), originator_id="1999999999",
            payer_name="Sample Payer", provider="1999999992", reason="FB", reference="CARRY-1",
            cents=cents,
        )
    ]  # fmt: skip


@pytest.mark.parametrize("how_many", [1, 3])
def test_both_halves_are_settled(own_database: str, how_many: int) -> None:
    group = Organization.objects.get(public_id=GROUP)
    threads = [
        threading.Thread(target=open_alone, args=(half(group, -50_00),)) for _ in range(how_many)
    ]

    with transaction.atomic(), in_clearing():
        for _ in range(how_many):
            actions.open_items(half(group, 50_00), now=NOW)
        for thread in threads:
            thread.start()
        threads[0].join(0.3)
    for thread in threads:
        thread.join(WAIT_SECONDS)

    with in_clearing():
        rows = OpenItem.objects.values_list("cents", "settled_by__cents")
        assert sorted(rows) == sorted([(50_00, -50_00), (-50_00, 50_00)] * how_many)


def open_alone(items: list[OpenItem]) -> None:
    try:
        with acting_as(Actor.system("test")), transaction.atomic(), in_clearing():
            actions.open_items(items, now=NOW)
    finally:
        connections.close_all()
