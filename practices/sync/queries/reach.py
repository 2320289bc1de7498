"""How far the read path has come with what shows a payment entered by hand."""

from datetime import datetime

from practices.mirror import queries as mirror
from practices.sync.entered import Reach
from practices.sync.maps.effects import Effects, effects_in
from practices.sync.models import Batch, Stream


def effects_here() -> Effects | None:
    """What shows a payment at the practice we stand in; None where nothing does.

    A practice that changed its system still has the streams of both: the one read last counts.
    """
    newest = Stream.objects.exclude(read_to=None).order_by("-read_to", "table")
    streams = [stream for stream in newest if not stream.is_observed]
    return next((one for s in streams if (one := effects_in({s.table}))), None)


def reach_here(effects: Effects) -> Reach | None:
    """None while rows wait to become records: then what is shown is older than what was read."""
    read = tables_read(effects)
    if not mirror.are_level(read):
        return None
    return Reach(
        read_to=min(read.values()),
        is_files=effects.is_files,
        changed_at=_changed_at(effects.line) if effects.is_files else None,
    )


def tables_read(effects: Effects) -> dict[str, datetime]:
    """Those of the tables that this practice sends, with the moment up to which they were read."""
    rows = Stream.objects.filter(table__in=effects.tables).exclude(read_to=None)
    return {row.table: row.read_to for row in rows if row.read_to}


def _changed_at(table: str) -> datetime | None:
    newest = Batch.objects.filter(table=table).order_by("-epoch", "-seq").first()
    return newest.at if newest else None
