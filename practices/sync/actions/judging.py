"""What a person decides about a stream."""

from django.db import transaction

from compliance.audit import actions as audit
from practices.sync.models import Stream


@transaction.atomic
def release_deletes(*, table: str) -> bool:
    """Let deletes through that were held; False where none are.

    Nothing is deleted by this: the next comparison finds again what is gone.
    """
    stream = Stream.objects.select_for_update().filter(table=table, holds_deletes=True).first()
    if stream is None:
        return False
    stream.holds_deletes, stream.lets_deletes = False, True
    stream.save(update_fields=["holds_deletes", "lets_deletes"])
    audit.record(deed="stream.deletes_released", subject_kind="stream", subject_ids=[stream.pk])
    return True
