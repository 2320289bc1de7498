"""Reading how practices are connected, and what is written into their systems."""

from practices.sync.queries.connections import (
    agents_of,
    connections,
    freshness,
    health_inside,
    words_of,
)
from practices.sync.queries.drops import BroughtFiles, Drop, brought_by_agent, drop_to_take
from practices.sync.queries.limits import Spent, kinds_of_enough, spent_today
from practices.sync.queries.orders import (
    write_back_counts,
    write_back_told,
    write_backs,
    write_backs_of,
)
from practices.sync.queries.tables import misread_by_table, rows_by_table, streams
from practices.sync.queries.writing import is_busy, is_on, mode, stop_of_group, switch_here

__all__ = [
    "BroughtFiles",
    "Drop",
    "Spent",
    "agents_of",
    "brought_by_agent",
    "connections",
    "drop_to_take",
    "freshness",
    "health_inside",
    "is_busy",
    "is_on",
    "kinds_of_enough",
    "misread_by_table",
    "mode",
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
]
