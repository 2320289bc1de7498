"""The practice system's database: made and filled once, and the login that may only read it."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import pymysql
from pymysql.cursors import Cursor

from dso.embedded import mariadb
from dso.embedded.mariadb import Place
from dso.onboarding.open_dental.rows import Row, Tables
from practices.sync import maps

DATABASE, READER = "opendental", "dso_ro"
SHAPE = files("dso.onboarding.open_dental") / "tables.sql"
# The agent comes by the socket; who wants to look comes by the port.
HOSTS = ("localhost", mariadb.HOST)
NO_DATABASE = {1049, 1146}


def is_filled(place: Place) -> bool:
    """All rows are written in one transaction: whoever finds any finds all."""
    try:
        with mariadb.connect(place, DATABASE) as connection, connection.cursor() as cursor:
            return bool(cursor.execute("SELECT 1 FROM preference LIMIT 1"))
    except pymysql.MySQLError as why:
        if why.args[0] in NO_DATABASE:
            return False
        raise


def fill(place: Place, tables: Tables) -> None:
    """The database anew with these rows, all of them or none."""
    with mariadb.connect(place) as connection, connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(f"CREATE DATABASE {DATABASE} CHARACTER SET utf8")
        cursor.execute(f"USE {DATABASE}")
        for statement in SHAPE.read_text().split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        connection.begin()
        for name, rows in tables.items():
            insert(cursor, name, rows)
        connection.commit()


def insert(cursor: "Cursor", table: str, rows: Sequence[Row]) -> None:
    """Rows of one table, all with the columns of the first; names come from our own code."""
    if not rows:
        return
    names = list(rows[0])
    places = ", ".join(["%s"] * len(names))
    cursor.executemany(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({places})",  # noqa: S608  # ours
        [[row[name] for name in names] for row in rows],
    )


def let_read(place: Place, password: str) -> None:
    """The agent's login: the columns on the list, and nothing else. Safe to repeat."""
    with mariadb.connect(place, DATABASE) as connection, connection.cursor() as cursor:
        for host in HOSTS:
            who = [READER, host]
            cursor.execute("CREATE USER IF NOT EXISTS %s@%s", who)
            cursor.execute("ALTER USER %s@%s IDENTIFIED BY %s", [*who, password])
            for table in maps.TABLES:
                columns = [*table.columns, *filter(None, [table.stamp])]
                _grant(cursor, table.name, columns, who)
            _grant(cursor, "preference", ["PrefName", "ValueString"], who)


def _grant(cursor: "Cursor", table: str, columns: Sequence[str], who: list[Any]) -> None:
    cursor.execute(f"GRANT SELECT ({', '.join(columns)}) ON {table} TO %s@%s", who)
