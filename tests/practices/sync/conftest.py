"""Raw batches of tests lie in their own folder."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def raw_folder(tmp_path: Path, settings: Settings) -> Path:
    settings.SYNC_RAW_FOLDER = tmp_path / "raw"
    return tmp_path / "raw"
