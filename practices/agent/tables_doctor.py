"""What may be wrong where a database is read by a mapping."""

from collections.abc import Iterator

from practices.agent.checks import Check, to_complete
from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.pms.tables.place import TablesPlace
from practices.agent.settings import Settings
from practices.agent.sources import source_of, table_mapping_of
from practices.agent.state import Folder, NotSetUp
from practices.wire.messages import Table


def examine(folder: Folder, settings: Settings, place: TablesPlace) -> Iterator[Check]:
    """Mapping, then each of its tables in the database's own catalogue."""
    try:
        mapping, pms = table_mapping_of(place), source_of(folder, settings)
    except NotSetUp as why:
        todo = "Put the mapping we sent and its .sig there, unchanged, and the key in agent.toml."
        yield Check("mapping", False, str(why), todo)
        return
    yield Check("mapping", True, f"Version {mapping.version}, {mapping.status}, signed.")
    yield from to_complete(mapping.waiting)
    for name, feed in mapping.feeds.items():
        table = Table(name=name, columns=tuple(feed.columns), key=("id",), kind="whole")
        try:
            pms.schema(table)
            pms.rows_after(table, None, 1)
        except (TableUnreadable, PmsAway) as why:
            yield Check(name[:64], False, str(why), "Tell us; nothing of this table is read.")
        else:
            yield Check(name[:64], True, "It has the columns that we read.")
    pms.close()
