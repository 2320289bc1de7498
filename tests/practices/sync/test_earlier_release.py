"""Write-backs that an earlier release queued keep their meaning under the states of this one."""

from importlib import import_module

import pytest
from django.db import connection

from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync.models import WriteBack
from tests.databases import NOW

MIGRATION = import_module("practices.sync.migrations.0005_write_backs")
BODY = {"claim": "ALD-1", "trace": "T1", "status": "1", "paid_cents": 700_00, "legs": []}


@pytest.mark.parametrize(
    ("before", "after"),
    [("queued", "by_hand"), ("sent", "unknown"), ("proved", "confirmed"),
     ("withdrawn", "cancelled")],
)  # fmt: skip
def test_states_are_renamed(practice_a: Practice, before: str, after: str) -> None:
    with in_practice(practice_a):
        row = WriteBack.objects.create(
            key="p1", kind="claim_payment", subject_id=new_id(), body=BODY, state=before,
            queued_at=NOW,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(MIGRATION.RENAMED)
            cursor.execute("SELECT set_config('dso.actor', 'system:test', true)")
        row.refresh_from_db()

    assert row.state == after
    assert row.about == "ALD-1"
