"""The history of one row stays quick however long the trail is, and is the practice's own."""

import uuid

from django.db import connections

from compliance.audit import actions
from compliance.audit.models import Event
from practices.registry.ids import new_id
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice

EVENTS = 3_000

FILL = """
SELECT audit_record(%s::uuid, 'system:test', '', 'update', 'claim', ARRAY[gen_random_uuid()],
    '{}', '{}') FROM generate_series(1, %s)
"""


def noted(practice: Practice, subject_id: uuid.UUID) -> None:
    with in_practice(practice):
        actions.record(deed="tried", subject_kind="claim", subject_ids=[subject_id])


def test_tells_what_happened_to_one_row_in_its_own_practice(
    practice_a: Practice, practice_b: Practice
) -> None:
    subject, other = new_id(), new_id()
    noted(practice_a, subject)
    noted(practice_a, other)
    noted(practice_b, subject)

    with in_practice(practice_a):
        found = list(Event.objects.about(subject))

    assert [(event.practice_id, event.subject_ids) for event in found] == [
        (practice_a.pk, [subject])
    ]


def test_tells_nothing_outside_a_practice(practice_a: Practice) -> None:
    subject = new_id()
    noted(practice_a, subject)

    assert not Event.objects.about(subject).exists()


def test_looks_into_an_index_and_not_through_the_trail(own_database: str) -> None:
    practice = Practice.objects.get(public_id="alder")
    with connections["owner"].cursor() as cursor:
        cursor.execute(FILL, [practice.pk, EVENTS])
        cursor.execute("ANALYZE audit_event")
        cursor.execute(
            "EXPLAIN SELECT id FROM audit_event WHERE subject_ids @> ARRAY[%s::uuid]", [new_id()]
        )
        plan = " ".join(row[0] for row in cursor.fetchall())

    assert "audit_event_subjects" in plan
