"""Straight into the embedded server, as one of its logins."""

from pathlib import Path

import psycopg

from dso.embedded import places


def connect(data: Path, login: str = "dso_owner", database: str = "dso") -> psycopg.Connection:
    socket = str(places.socket_folder(data))
    return psycopg.connect(host=socket, dbname=database, user=login, autocommit=True)


def one(connection: psycopg.Connection, query: str) -> object:
    row = connection.execute(query.encode()).fetchone()
    return row and row[0]
