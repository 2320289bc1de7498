"""The contracts hold: a breach of each kind, made on a copy of the house, is caught."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_layout import FOLDERS, ROOT

pytestmark = pytest.mark.slow

BIN = Path(sys.executable).parent
CONTRACTS = [str(BIN / "lint-imports")]
LAYOUT = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/test_layout.py"]
CLOCK = [str(BIN / "ruff"), "check", "--no-cache", "--select=TID251", "."]

BREACHES = {
    "a folder imports from its left": (
        CONTRACTS, "billing/claims/queries/lists.py", "from remits.posting import plan",
    ),
    "the lowest folder imports from any other": (
        CONTRACTS, "compliance/audit/queries.py", "from practices.money import dollars",
    ),
    "a room imports the room above": (
        CONTRACTS, "remits/clearing/queries.py", "from remits.posting import homes",
    ),
    "a room imports its neighbour": (
        CONTRACTS, "practices/desk/queries.py", "from practices.mirror import models",
    ),
    "a library imports a room": (
        CONTRACTS, "billing/x12/amounts.py", "from billing.payers import models",
    ),
    "a new room has no place": (CONTRACTS, "remits/newroom/__init__.py", ""),
    "a new room with rows has no place inside": (LAYOUT, "remits/newroom/models.py", "x = 1"),
    "queries import actions": (
        CONTRACTS, "remits/posting/queries.py", "from remits.posting import actions",
    ),
    "models import queries": (
        CONTRACTS, "practices/desk/models.py", "from practices.desk import queries",
    ),
    "forms import tasks": (
        CONTRACTS, "remits/clearing/forms.py", "from remits.clearing import tasks",
    ),
    "actions import views": (
        CONTRACTS, "remits/clearing/actions/keeping.py", "from remits.clearing import views",
    ),
    "thought imports Django": (CONTRACTS, "remits/posting/plan.py", "from django.db import models"),
    "thought imports rows": (
        CONTRACTS, "remits/matching/score.py", "from remits.matching import models",
    ),
    "new thought is not held to its purity": (LAYOUT, "remits/matching/fresh.py", '"""New."""'),
    "a room moves the tenant": (
        CONTRACTS, "remits/posting/actions/arriving.py",
        "from practices.registry.schema import provision",
    ),
    "a room reads the settings file": (
        CONTRACTS, "remits/clearing/queries.py", "import dso.settings",
    ),
    "an action reads the clock": (
        CLOCK, "remits/posting/actions/arriving.py",
        "from django.utils import timezone\n\nNOW = timezone.now()",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The code alone, with what holds it."""
    house = tmp_path_factory.mktemp("house")
    for folder in (*FOLDERS, "tests"):
        shutil.copytree(ROOT / folder, house / folder, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(ROOT / "pyproject.toml", house)
    return house


@pytest.fixture
def breached(copy: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    _, name, line = BREACHES[request.param]
    file = copy / name
    before = file.read_text() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"{before or ''}\n{line}\n")
    yield copy
    if before is None:
        file.unlink()
        if file.parent.name == "newroom":
            shutil.rmtree(file.parent)
    else:
        file.write_text(before)


def run(command: list[str], house: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, cwd=house, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command", [CONTRACTS, LAYOUT, CLOCK], ids=["contracts", "layout", "clock"]
)
def test_the_house_as_it_stands_breaks_nothing(command: list[str], copy: Path) -> None:
    done = run(command, copy)

    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("breached", BREACHES, indirect=True)
def test_a_breach_is_caught(breached: Path, request: pytest.FixtureRequest) -> None:
    command, _, _ = BREACHES[request.node.callspec.params["breached"]]

    done = run(command, breached)

    assert done.returncode == 1, done.stdout[-2000:] + done.stderr[-2000:]
