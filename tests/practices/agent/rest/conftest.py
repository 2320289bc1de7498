"""Clouds that answer over HTTP, one for each way of paging."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.doubles.rest import Cloud, serving
from tests.practices.agent.rest.office import PAGING, Office


@pytest.fixture(params=sorted(PAGING))
def cloud(request: pytest.FixtureRequest) -> Iterator[Cloud]:
    with serving(Cloud(kind=request.param)) as made:
        yield made


@pytest.fixture
def office(cloud: Cloud, tmp_path: Path) -> Office:
    for name in ("patients", "appointments", "ledger"):
        cloud.lists[name] = {}
    return Office(cloud, tmp_path / "lists")


@pytest.fixture
def by_offset(tmp_path: Path) -> Iterator[Office]:
    with serving(Cloud()) as made:
        made.lists = {"patients": {}, "appointments": {}, "ledger": {}}
        yield Office(made, tmp_path / "lists")
