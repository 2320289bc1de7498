"""Signing what was approved: on the worker, with the dispatch key and what the mirror shows now."""

from datetime import datetime

from compliance.access import context
from practices.sync import keys, kinds, proofs, queries
from practices.sync.actions.noting import note
from practices.sync.course import GOOD_FOR, OPEN, WriteBackState
from practices.sync.models import WriteBack, WriteMode
from practices.wire import dispatch, signing
from practices.wire.commands import Command, Expected, Step
from practices.wire.goals import touched

ORDERS_PER_RUN_MAX = 200


def sign_waiting(*, now: datetime) -> int:
    """Sign what is approved and not held up by an earlier order; returns how many.

    An order is not signed before what was ordered of the same rows earlier is proved or given up:
    only then does the mirror show what the practice's rows must be.
    """
    current = queries.mode()
    if current == WriteMode.OFF:
        return 0
    waiting = WriteBack.objects.select_for_update(skip_locked=True).filter(
        state=WriteBackState.APPROVED
    )
    if current == WriteMode.REHEARSAL:
        waiting = waiting.filter(rehearsed_at=None)
    signed = 0
    for row in waiting.order_by("id")[:ORDERS_PER_RUN_MAX]:
        earlier = WriteBack.objects.filter(order_key=row.order_key, id__lt=row.pk, state__in=OPEN)
        if not earlier.exists():
            signed += _sign(row, is_rehearsal=current == WriteMode.REHEARSAL, now=now)
    return signed


def mark_of(row: WriteBack) -> str:
    """What is written into rows that the order adds."""
    return f"dso:{row.pk.hex}"


def steps_of(row: WriteBack) -> tuple[Step, ...]:
    steps: tuple[Step, ...] = kinds.KINDS[row.kind].steps(kinds.body_of(row.kind, row.body))
    return steps


def _sign(row: WriteBack, *, is_rehearsal: bool, now: datetime) -> bool:
    steps = steps_of(row)
    wanted = touched(steps)
    rows = proofs.rows_of(wanted)
    missing = [f"{table} {key}" for table, key in wanted if (table, key) not in rows]
    why = f"Not in the mirror: {', '.join(missing[:5])}." if missing else ""
    why = why or kinds.objection(steps, rows)
    if why:
        _hold(row, why, now=now)
        return False
    expected = [
        Expected(table=table, key=key, values={n: rows[table, key].get(n) for n in sorted(names)})
        for (table, key), names in sorted(wanted.items())
    ]
    row.not_before, row.expires_at = now, now + GOOD_FOR
    _seal(row, _command(row, steps, tuple(expected), is_rehearsal=is_rehearsal))
    row.state, row.is_rehearsal = WriteBackState.QUEUED.value, is_rehearsal
    row.save()
    note(row, "Signed for a rehearsal." if is_rehearsal else "Signed.", now=now)
    return True


def _hold(row: WriteBack, why: str, *, now: datetime) -> None:
    row.state, row.detail = WriteBackState.PRECONDITION_FAILED.value, why[:400]
    row.save(update_fields=["state", "detail"])
    note(row, why, now=now)


def _command(
    row: WriteBack, steps: tuple[Step, ...], expected: tuple[Expected, ...], *, is_rehearsal: bool
) -> Command:
    assert row.not_before is not None
    assert row.expires_at is not None
    return Command(
        id=str(row.pk),
        kind=row.kind,
        practice=str(context.practice().id),
        order_key=row.order_key,
        expected=expected,
        steps=steps,
        mark=mark_of(row),
        cents=row.cents,
        not_before=row.not_before.isoformat(),
        expires_at=row.expires_at.isoformat(),
        is_rehearsal=is_rehearsal,
        requested_by=row.approved_by,
        approved_by=row.approved_by,
    )


def _seal(row: WriteBack, command: Command) -> None:
    key = keys.private_key()
    row.envelope, row.signature = dispatch.sign(command, key)
    row.signed_with = signing.key_id_of(key.public_key().public_bytes_raw())
