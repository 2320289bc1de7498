"""A stream opens: where reading goes on, and whether it may."""

from django.db import transaction

from practices.sync import maps
from practices.sync.actions.pacing import limits
from practices.sync.drift import drift
from practices.sync.models import Stream
from practices.sync.order import Source, begins_anew, is_older, standing_of
from practices.wire.messages import Open, Opened, Table

PAUSE_CHARACTERS_MAX = 200
ANOTHER_PRACTICE = "The database bears the name of another practice."


@transaction.atomic
def open_stream(*, table: Table, told: Open) -> Opened:
    """Where reading goes on. Another or an older source begins a new epoch.

    Only a table that nothing is ever taken from tells by its highest key that it is an older one;
    then it is the whole database that is older, and every table begins anew.
    A table whose columns cannot be read as they were meant is paused, with the cause; so is one of
    a database that bears another name than before.
    """
    top = told.top if table.name in maps.APPEND_ONLY else None
    stream, is_new = Stream.objects.select_for_update().get_or_create(
        table=table.name, defaults=_first(table, told, top)
    )
    is_another = bool(told.title and stream.title and told.title != stream.title)
    if is_another:
        stream.paused = stream.paused or ANOTHER_PRACTICE
    elif not is_new and _is_older(stream, told, top):
        for other in Stream.objects.select_for_update().exclude(pk=stream.pk).order_by("pk"):
            _begin_anew(other)
            other.top = None
            other.save()
        _begin_anew(stream)
    elif not is_new and begins_anew(standing_of(stream), Source(told.map, told.identity)):
        _begin_anew(stream)
    if not is_another:
        stream.schema, stream.top, stream.program = told.schema, top, told.program
        stream.map, stream.identity = told.map, told.identity
        stream.columns = list(table.columns)
        stream.title = stream.title or told.title
        _look_at_columns(stream, table, told)
    stream.save()
    return Opened(
        epoch=stream.epoch,
        seq=stream.next_seq,
        cursor=stream.cursor,
        paused=stream.paused,
        observe=stream.is_observed,
        limits=limits(),
    )


def _first(table: Table, told: Open, top: int | None) -> dict[str, object]:
    return {
        "map": told.map,
        "schema": told.schema,
        "identity": told.identity,
        "top": top,
        "columns": list(table.columns),
        "title": told.title,
    }


def _is_older(stream: Stream, told: Open, top: int | None) -> bool:
    """The same database set back to an earlier day, by its keys or by its program's version."""
    went_back = stream.top is not None and (top is None or top < stream.top)
    return went_back or bool(told.program and is_older(told.program, stream.program))


def _begin_anew(stream: Stream) -> None:
    stream.epoch += 1
    stream.next_seq, stream.cursor, stream.holds_deletes = 1, "", True
    stream.history = None


def _look_at_columns(stream: Stream, table: Table, told: Open) -> None:
    """Types are known from the first opening on; after that only a person agrees to others."""
    listed = [*table.columns, *filter(None, [table.stamp])]
    found = drift(listed, stream.types, told.columns)
    stream.remarks = list(found.remarks)
    if found.stops:
        stream.paused = " ".join(found.stops)[:PAUSE_CHARACTERS_MAX]
    elif told.columns and not stream.types:
        stream.types = dict(told.columns)
