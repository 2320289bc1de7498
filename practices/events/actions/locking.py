"""An endpoint is locked while anything about it changes, and each change leaves its trace."""

import uuid

from compliance.audit import actions as audit
from practices.events.models import Endpoint


def locked(endpoint: Endpoint) -> Endpoint:
    return Endpoint.objects.select_for_update(no_key=True).get(pk=endpoint.pk)


def noted(deed: str, endpoint: Endpoint, *others: uuid.UUID) -> None:
    audit.record(deed=deed, subject_kind="endpoint", subject_ids=[endpoint.pk, *others])
