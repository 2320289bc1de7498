"""A database made from a preview's own mapping."""

import sqlite3
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from practices.agent.pms.tables import mapping
from practices.agent.pms.tables.connector import Tables

MAPPING = (files("practices.agent.pms.tables") / "eaglesoft.toml").read_bytes()
TOLD = mapping.read(MAPPING)


class LookAlike:
    """A database with the tables and columns that the mapping names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for feed in TOLD.feeds.values():
            columns = ", ".join(f"{name} VARCHAR(60)" for name in feed.names)
            self.do(f"CREATE TABLE {feed.table} ({columns}, PRIMARY KEY ({feed.key}))")

    def do(self, sql: str, *given: object) -> None:
        with sqlite3.connect(self.path) as connection:
            connection.execute(sql, given)
        connection.close()

    def patient(self, key: str, last: str, born: str | None = "1990-05-01") -> None:
        told = "INSERT INTO patient (patient_id, last_name, birth_date) VALUES (?, ?, ?)"
        self.do(told, key, last, born)

    def source(self, program: str = "21.0") -> Tables:
        now = datetime(2026, 11, 24, 12, tzinfo=UTC)
        return Tables(TOLD, f"sqlite:///{self.path}", program, wall_clock=lambda: now)
