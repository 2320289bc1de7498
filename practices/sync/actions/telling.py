"""What others hear of when records change: visits, finished procedures, patients."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from practices.events.actions import raise_events
from practices.mirror import queries as kept
from practices.registry.bulk import Upserted

Tell = Callable[[Upserted], None]


@contextmanager
def told_of(record: str, rows: Collection[dict[str, Any]], *, now: datetime) -> Iterator[Tell]:
    """Lay the rows inside; then call what it gives with what was laid."""
    teller = TELLERS.get(record)
    yield teller(rows, now) if teller else _nobody


def _nobody(_: Upserted) -> None:
    pass


def _visits(rows: Collection[dict[str, Any]], now: datetime) -> Tell:
    scheduled = {row["source_key"] for row in rows if row["status"] == "scheduled"}

    def tell(laid: Upserted) -> None:
        new = [key for key in laid.new if key in scheduled]
        raise_events("appointment.scheduled", source_keys=new, at=now)
        raise_events("appointment.changed", source_keys=laid.changed, at=now)

    return tell


def _procedures(rows: Collection[dict[str, Any]], now: datetime) -> Tell:
    """What was complete before is not completed again by another change."""
    complete = {row["source_key"] for row in rows if row["status"] == "complete"}
    before = kept.complete_procedures(complete)

    def tell(laid: Upserted) -> None:
        keys = [key for key in (*laid.new, *laid.changed) if key in complete - before]
        raise_events("procedure.completed", source_keys=keys, at=now)

    return tell


def _patients(_: Collection[dict[str, Any]], now: datetime) -> Tell:
    return lambda laid: raise_events(
        "patient.changed", kept.patient_ids((*laid.new, *laid.changed)), at=now
    )


TELLERS: dict[str, Callable[[Collection[dict[str, Any]], datetime], Tell]] = {
    "Appointment": _visits,
    "Procedure": _procedures,
    "Patient": _patients,
}
