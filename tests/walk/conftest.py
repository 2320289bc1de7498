"""The product as real processes over a folder of its own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from dso.embedded import places, postgres
from tests.walk.running import Running, pointed_at


@pytest.fixture
def running(django_db_blocker: DjangoDbBlocker) -> Iterator[Running]:
    folder = Path(tempfile.mkdtemp(prefix="dso-kill-"))
    folder.chmod(0o755)
    parts = Running(folder)
    postgres.ensure_running(folder)
    try:
        with django_db_blocker.unblock(), pointed_at(folder):
            yield parts
    finally:
        parts.stop()
        for leftover in {folder, places.home(folder), places.socket_folder(folder)}:
            shutil.rmtree(leftover, ignore_errors=True)
