"""Test databases: one template a run, cloned for whoever needs to commit."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from dso.embedded import scratch
from practices.registry import actions

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
GROUP, NORTH, SOUTH = "testgroup", "north", "south"
NPI_A, NPI_B, TAX_ID = "1999999992", "1999999984", "990000001"


@contextmanager
def template_database() -> Iterator[str]:
    """A database of this release with one group and two practices that share a tax ID."""
    with scratch.scratch_database("dso_test") as name:
        with acting_as(Actor.system("tests")):
            _found_group()
        with scratch.pointed_at("postgres"):
            yield name


@contextmanager
def clone_of(template: str) -> Iterator[str]:
    """A fresh copy of the template that both logins use, dropped afterwards."""
    name = f"{template}_{secrets.token_hex(4)}"
    scratch.create(name, template=template)
    try:
        with scratch.pointed_at(name):
            yield name
    finally:
        scratch.drop(name)


def _found_group() -> None:
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
