"""What a preview says of itself stands on its page, word for word."""

import tomllib
from pathlib import Path

import pytest

from practices.sync import maps

ROOT = Path(__file__).resolve().parents[3]
MAPPINGS = sorted((ROOT / "practices/agent/pms").glob("*/*.toml"))


def test_each_preview_has_a_mapping() -> None:
    assert {path.stem for path in MAPPINGS} == set(maps.PREVIEWS)


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_its_limits_stand_on_its_page(path: Path) -> None:
    page = (ROOT / f"docs/preview-{path.stem}.md").read_text()

    limits = tomllib.loads(path.read_text())["limits"]

    assert len(limits) >= 5
    assert [limit for limit in limits if f"- {limit}\n" not in page] == []
    assert "**Never tried against the" in page
