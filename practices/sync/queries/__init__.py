"""Reading how practices are connected, and what is written into their systems."""

from practices.sync.queries.connections import (
    agents_of,
    connections,
    freshness,
    health_inside,
    words_of,
)
from practices.sync.queries.drops import BroughtFiles, Drop, brought_by_agent, drop_to_take
from practices.sync.queries.judged import can_be_seen, judged, reach
from practices.sync.queries.limits import Spent, kinds_of_enough, spent_today
from practices.sync.queries.orders import (
    write_back_counts,
    write_back_told,
    write_backs,
    write_backs_of,
)
from practices.sync.queries.standing import SEEN_KINDS
from practices.sync.queries.steps import judged_steps, reach_of_steps
from practices.sync.queries.tables import misread_by_table, rows_by_table, streams
from practices.sync.queries.writes_of_group import writes_of
from practices.sync.queries.writing import (
    is_busy,
    is_on,
    mode,
    oldest_waiting_at,
    open_counts,
    stop_of_group,
    switch_here,
    writes_seen,
)

__all__ = [
    "SEEN_KINDS",
    "BroughtFiles",
    "Drop",
    "Spent",
    "agents_of",
    "brought_by_agent",
    "can_be_seen",
    "connections",
    "drop_to_take",
    "freshness",
    "health_inside",
    "is_busy",
    "is_on",
    "judged",
    "judged_steps",
    "kinds_of_enough",
    "misread_by_table",
    "mode",
    "oldest_waiting_at",
    "open_counts",
    "reach",
    "reach_of_steps",
    "rows_by_table",
    "spent_today",
    "stop_of_group",
    "streams",
    "switch_here",
    "words_of",
    "write_back_counts",
    "write_back_told",
    "write_backs",
    "write_backs_of",
    "writes_of",
    "writes_seen",
]
