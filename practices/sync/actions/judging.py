"""What a person decides about a stream, with a reason where work is made by it."""

from django.db import transaction

from compliance.audit import actions as audit
from practices.sync.models import Stream
from practices.sync.reasons import NoReason


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
    _note("stream.deletes_released", stream)
    return True


@transaction.atomic
def resume(*, table: str) -> bool:
    """Let a paused table go on; False where it is not paused.

    The columns and the name of the database count from now on as they are found next. If a column
    is still missing then, the table is paused again.
    """
    stream = Stream.objects.select_for_update().filter(table=table).exclude(paused="").first()
    if stream is None:
        return False
    cause, stream.paused, stream.types, stream.title = stream.paused, "", {}, ""
    stream.save(update_fields=["paused", "types", "title"])
    _note("stream.resumed", stream, cause=cause)
    return True


@transaction.atomic
def accept_program(*, program: str) -> int:
    """Rows of this version of the practice system may come; of how many tables."""
    streams = Stream.objects.select_for_update().filter(program=program)
    waiting = [stream for stream in streams.order_by("pk") if stream.is_observed]
    for stream in waiting:
        stream.accepted_program = program
        stream.save(update_fields=["accepted_program"])
        _note("stream.program_accepted", stream, program=program)
    return len(waiting)


@transaction.atomic
def order_resend(*, table: str, reason: str) -> Stream:
    """Read a table again from its beginning, in a new epoch; deletes wait for a person.

    Raises NoReason, Stream.DoesNotExist.
    """
    if not reason.strip():
        raise NoReason("Say why this table is to be read again.")
    stream = Stream.objects.select_for_update().get(table=table)
    stream.epoch += 1
    stream.next_seq, stream.cursor, stream.holds_deletes = 1, "", True
    stream.save(update_fields=["epoch", "next_seq", "cursor", "holds_deletes"])
    _note("stream.resend_ordered", stream, reason=reason.strip()[:400])
    return stream


def _note(deed: str, stream: Stream, **detail: str) -> None:
    audit.record(
        deed=deed,
        subject_kind="stream",
        subject_ids=[stream.pk],
        detail={"table": stream.table} | detail,
    )
