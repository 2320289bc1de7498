"""Lists that stay quick however much a practice has had."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from remits.clearing import queries as clearing
from remits.clearing.area import in_clearing
from remits.clearing.models import RemitFile
from remits.matching import queries
from remits.matching.models import Remittance
from tests.databases import NOW

ROWS, SHOWN = 300, 5


def counted(rows: QuerySet[Any]) -> int:
    """For how many rows the payments are counted."""
    (plan,) = json.loads(rows.explain(format="json", analyze=True))
    return max(aggregates(plan["Plan"]))


def aggregates(node: dict[str, Any]) -> Iterator[int]:
    if node["Node Type"] == "Aggregate" and "Group Key" in node:
        yield node["Actual Rows"]
    for child in node.get("Plans", []):
        yield from aggregates(child)


@pytest.mark.django_db
def test_payments_are_counted_of_the_remittances_shown(practice_a: Practice) -> None:
    with in_practice(practice_a):
        Remittance.objects.bulk_create(
            Remittance(
                payment_id=new_id(),
                received_at=NOW - timedelta(minutes=number),
                claims_cents=0,
                adjustments_cents=0,
                claim_count=0,
                payment_cents=0,
            )
            for number in range(ROWS)
        )

        rows = queries.newest(SHOWN)

        assert [row.received_at for row in rows] == [
            NOW - timedelta(minutes=number) for number in range(SHOWN)
        ]
        assert counted(rows) == SHOWN


@pytest.mark.django_db
def test_files_of_one_group_are_listed_newest_first(
    practice_a: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clearing, "LIST_ROWS", SHOWN)
    group = practice_a.organization
    with in_clearing():
        made = RemitFile.objects.bulk_create(
            RemitFile(
                organization=group,
                sha256=f"{number:064d}",
                name="a.835",
                size_bytes=1,
                content=b"x",
                source="upload",
                received_at=NOW,
                received_by="test",
            )
            for number in range(SHOWN * 2)
        )

        found = clearing.files(group.pk)

    assert [file.pk for file in found] == [file.pk for file in made[: -SHOWN - 1 : -1]]
