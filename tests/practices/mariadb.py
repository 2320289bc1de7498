"""A MariaDB of our own in a temporary folder: the database a practice system keeps its rows in."""

import contextlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymysql
import pytest

from dso.embedded import mariadb, programs

ROOT = Path(__file__).resolve().parents[2]
SHAPE = ROOT / "dso/onboarding/open_dental/tables.sql"
FACTS = ROOT.parent / "shared/domain/opendental_schema.sql"  # what it is held to, where it is there
START_SECONDS_MAX = 60
READER, PASSWORD = "dso_ro", "reader"
PREFERENCE = "CREATE TABLE preference (PrefNum bigint PRIMARY KEY, PrefName text, ValueString text)"


class MariaDb:
    """Running; `admin` may do all, `reader` what was granted."""

    def __init__(self, place: mariadb.Place) -> None:
        self.place, self.port = place, place.port

    def admin(self, database: str | None = None) -> "pymysql.Connection[Any]":
        return mariadb.connect(self.place, database)

    def reader(self, database: str) -> dict[str, Any]:
        """What PyMySQL is given to log in as the agent does."""
        return {"host": "127.0.0.1", "port": self.port, "user": READER, "password": PASSWORD,
                "database": database}  # fmt: skip

    def create(self, database: str, engine: str, sql: str) -> None:
        with self.admin() as connection, connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {database}")
            cursor.execute(f"CREATE DATABASE {database} CHARACTER SET utf8")
            cursor.execute(f"USE {database}")
            cursor.execute(f"SET default_storage_engine={engine}")
            for statement in statements(sql):
                cursor.execute(statement)
            cursor.execute(f"DROP USER IF EXISTS '{READER}'@'127.0.0.1'")
            cursor.execute(f"CREATE USER '{READER}'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'")

    def grant(self, database: str, columns: dict[str, list[str]]) -> None:
        """Columns of tables to the reader; a table without any named, as a whole."""
        with self.admin(database) as connection, connection.cursor() as cursor:
            for table, names in columns.items():
                told = f"({', '.join(names)})" if names else ""
                cursor.execute(
                    f"GRANT SELECT {told} ON {database}.{table} TO '{READER}'@'127.0.0.1'"
                )


def statements(sql: str) -> list[str]:
    """No text in our schema holds a semicolon at the end of a line."""
    lines = [re.sub(r"--.*$", "", line) for line in sql.splitlines()]
    told = "\n".join(line for line in lines if line.strip())
    return [one.strip() for one in re.split(r";\s*(?:\n|$)", told) if one.strip()]


@contextlib.contextmanager
def running() -> Iterator[MariaDb]:
    """Skips, once and visibly, where there can be none."""
    why = mariadb.missing()
    if why:
        pytest.skip(why)
    folder = Path(tempfile.mkdtemp(prefix="dso-mariadb-"))
    try:
        programs.give(folder)
        place = mariadb.Place(folder / "data", folder / "sock", mariadb.free_port(), folder / "log")
        process = mariadb.start(place)
        try:
            mariadb.await_answer(place, process, seconds=START_SECONDS_MAX)
            yield MariaDb(place)
        finally:
            process.terminate()
            process.wait(START_SECONDS_MAX)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
