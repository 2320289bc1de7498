"""The rows of one file laid into the store, as its feed reads them."""

from practices.agent.pms.files.folder import ACCEPT, Dropped
from practices.agent.pms.files.mapping import Feed
from practices.agent.pms.files.store import Fresh, Good
from practices.agent.pms.files.taking import check_drop, records_of
from practices.agent.pms.files.windows import days_of, inside


def laid(fresh: Fresh, feed: Feed, one: Dropped, before: Good | None) -> int:
    """How many rows the feed has then. Raises NotTaken, also for a file that lost too many."""
    records = records_of(one.path, feed)
    if feed.reads == "append":
        return fresh.append(records)
    if feed.window is None:
        rows = came = fresh.add(records)
        earlier = before.rows if before else None
    else:
        days = days_of(feed.window, one.path.name)
        within = inside(records, feed.window, days)
        came, earlier, rows = fresh.cover(within, feed.window.column, days)
    if not one.has_beside(ACCEPT):
        check_drop(came, earlier)
    return rows
