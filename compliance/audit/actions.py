"""Noting a deed or a reading. Both stand or fall with the transaction they are noted in."""

import json
import uuid
from collections.abc import Iterable, Mapping

from django.db import DEFAULT_DB_ALIAS, connections

from compliance.access import context

Detail = Mapping[str, str | int | bool | None]


def record(
    *,
    deed: str,
    subject_kind: str,
    subject_ids: Iterable[uuid.UUID] = (),
    detail: Detail | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Append one event for the actor of this context. `detail` holds no patient data.

    `using` is the login whose transaction the deed is part of.
    """
    place = context.practice_or_none()
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT audit_record(%s, %s, %s, %s, %s, %s::uuid[], '{}', %s)",
            [
                place.id if place else None,
                context.actor().key,
                context.request_id(),
                deed,
                subject_kind,
                list(subject_ids),
                json.dumps(dict(detail or {})),
            ],
        )


def record_read(*, page: str, subject_kind: str, subject_ids: Iterable[uuid.UUID] = ()) -> None:
    """A person opened a page that shows patients: one event a page, whatever it lists."""
    record(deed="read", subject_kind=subject_kind, subject_ids=subject_ids, detail={"page": page})
