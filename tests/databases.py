"""Test databases: one template a run, cloned for whoever needs to commit."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import psycopg
from django.core.management import call_command
from django.db import connections

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry import actions
from practices.registry.models import Practice

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
GROUP, NORTH, SOUTH = "testgroup", "north", "south"
NPI_A, NPI_B, TAX_ID = "1999999992", "1999999984", "990000001"


def make_template() -> str:
    """A database of this release with one group and two practices that share a tax ID."""
    name = f"dso_test_{secrets.token_hex(4)}"
    _as_owner(f'CREATE DATABASE "{name}"')
    with pointed_at(name), acting_as(Actor.system("tests")):
        call_command("prepare", verbosity=0, stdout=_Silence())
        group = actions.found_organization(
            public_id=GROUP, name="Test Group", regions={NORTH: "North", SOUTH: "South"}
        )
        regions = {region.public_id: region for region in group.regions.all()}
        for public_id, region, npi in (("alder", NORTH, NPI_A), ("birch", SOUTH, NPI_B)):
            actions.add_practice(
                organization=group,
                region=regions[region],
                public_id=public_id,
                name=f"{public_id.title()} Dental",
                npi=npi,
                tax_id=TAX_ID,
                joined_on=date(2020, 1, 1),
                now=NOW,
            )
    return name


@contextmanager
def clone_of(template: str) -> Iterator[str]:
    """A fresh copy of the template, dropped afterwards."""
    name = f"{template}_{secrets.token_hex(4)}"
    _as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield name
    finally:
        _drop(name)


def drop_template(name: str) -> None:
    """The database, and the roles of its practices, which belong to the whole server."""
    with pointed_at(name):
        schemas = list(Practice.objects.using("owner").values_list("schema", flat=True))
    _drop(name)
    for schema in schemas:
        _as_owner(f'DROP ROLE IF EXISTS "{schema}"')


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Both logins use this database inside the block."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _point({alias: name for alias in before})
    try:
        yield
    finally:
        _point(before)


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _as_owner(statement: str) -> None:
    _run(statement, user=connections["owner"].settings_dict["USER"])


def _drop(name: str) -> None:
    """Only the server's own superuser may end connections that a test left open."""
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', user="postgres")


def _run(statement: str, *, user: str) -> None:
    host = connections["owner"].settings_dict["HOST"]
    with psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True) as link:
        link.execute(statement)


class _Silence:
    def write(self, text: str) -> None:
        pass
