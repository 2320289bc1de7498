from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.billing.submission.clearinghouses.sites import Site, site
from tests.practices.agent.sftp.server import SftpServer, program, running

NO_SSHD = pytest.mark.skipif(program() is None, reason="no sshd here")


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SftpServer]:
    with running(tmp_path_factory.mktemp("sshd")) as server:
        yield server


BOXES = [
    "folder",
    pytest.param("sftp", marks=[pytest.mark.slow, NO_SSHD]),
]


@pytest.fixture(params=[*BOXES, "http"])
def any_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """By each door in turn."""
    server = request.getfixturevalue("sshd") if request.param == "sftp" else None
    with site(request.param, tmp_path, server) as told:
        yield told


@pytest.fixture(params=BOXES)
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    """By the doors of a drop-box."""
    server = request.getfixturevalue("sshd") if request.param == "sftp" else None
    with site(request.param, tmp_path, server) as told:
        yield told


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Site]:
    with site("http", tmp_path) as told:
        yield told
