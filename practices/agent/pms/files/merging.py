"""A file that holds a part of a feed, laid over the rows that are there.

A file that is appended takes nothing away. One that covers a range of days takes away what it
lacks in that range; the keys are kept by name, because only of them it is certain that they are
gone. What was read before the store was made is not known here, and so never told as gone.
"""

import sqlite3
from datetime import date

CAME = "CREATE TABLE came (key TEXT PRIMARY KEY, told BLOB) WITHOUT ROWID"
COVERED = "json_extract(CAST(told AS TEXT), ?) BETWEEN ? AND ?"
COUNT = f"SELECT count(*) FROM feed WHERE {COVERED}"  # noqa: S608  # words of ours
LACKING = f"FROM feed WHERE {COVERED} AND key NOT IN (SELECT key FROM came)"  # noqa: S608  # as above
TAKEN_AWAY = (f"INSERT OR IGNORE INTO gone SELECT key {LACKING}", f"DELETE {LACKING}")
LAID = (
    "INSERT OR REPLACE INTO feed SELECT key, told FROM came",
    "DELETE FROM gone WHERE key IN (SELECT key FROM came)",
    "DROP TABLE came",
)


def lay_over(connection: sqlite3.Connection) -> None:
    """What came, over what was there."""
    for sql in LAID:
        connection.execute(sql)


def covered(connection: sqlite3.Connection, column: str, days: tuple[date, date]) -> int:
    """How many rows are there now of a range of days."""
    return int(connection.execute(COUNT, _given(column, days)).fetchone()[0])


def take_away(connection: sqlite3.Connection, column: str, days: tuple[date, date]) -> None:
    """What did not come of a range of days is gone."""
    for sql in TAKEN_AWAY:
        connection.execute(sql, _given(column, days))


def _given(column: str, days: tuple[date, date]) -> list[str]:
    return [f"$.{column}", days[0].isoformat(), days[1].isoformat()]
