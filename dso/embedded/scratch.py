"""Throw-away databases beside the real one, for benches and tests."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connections

SUPERUSER = "postgres"


class _Silence:
    def write(self, text: str) -> None:
        pass


@contextmanager
def scratch_database(prefix: str) -> Iterator[str]:
    """An empty database of this release; both logins use it inside, then it is dropped."""
    name = f"{prefix}_{secrets.token_hex(4)}"
    create(name)
    try:
        with pointed_at(name):
            call_command("prepare", verbosity=0, stdout=_Silence())
            yield name
    finally:
        drop(name)


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Both logins use this database inside the block."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _point(dict.fromkeys(before, name))
    try:
        yield
    finally:
        _point(before)


def create(name: str, *, template: str | None = None) -> None:
    of = f' TEMPLATE "{template}"' if template else ""
    _run(f'CREATE DATABASE "{name}"{of}', user=connections["owner"].settings_dict["USER"])


def drop(name: str) -> None:
    """The database and the roles of its practices, which belong to the whole server."""
    schemas = _schemas(name)
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', user=SUPERUSER)
    for schema in schemas:
        _run_if_free(f'DROP ROLE IF EXISTS "{schema}"')


def _schemas(name: str) -> list[str]:
    try:
        with _link(name, SUPERUSER) as link:
            return [row[0] for row in link.execute("SELECT schema FROM registry_practice")]
    except psycopg.Error:
        return []  # it was never prepared


def _run_if_free(statement: str) -> None:
    """A role of a cloned database goes with the last clone."""
    try:
        _run(statement, user=SUPERUSER)
    except psycopg.errors.DependentObjectsStillExist:
        return


def _run(statement: str, *, user: str) -> None:
    with _link("postgres", user) as link:
        link.execute(statement)


def _link(name: str, user: str) -> "psycopg.Connection[tuple[str, ...]]":
    host = connections["owner"].settings_dict["HOST"]
    return psycopg.connect(host=host, user=user, dbname=name, autocommit=True)


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name
