"""The agent leaves the house: built, installed where no Django is, and asked how it is."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.slow


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that holds the agent and what it needs."""
    place = tmp_path_factory.mktemp("agent")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "-w", str(place)]
    built = run(*pip, *build, str(ROOT / "practices/agent"))
    assert built.returncode == 0, built.stderr[-2000:]
    (wheel,) = place.glob("dso_agent-*.whl")
    run(sys.executable, "-m", "venv", str(place / "env"))
    told = run(str(place / "env/bin/python"), "-m", "pip", "--quiet", "install", str(wheel))
    assert told.returncode == 0, told.stderr[-2000:]
    return place / "env/bin"


class TestWheel:
    def test_stands_without_the_rest_of_the_house(self, installed: Path) -> None:
        listed = run(str(installed / "python"), "-m", "pip", "list").stdout.lower()

        assert "dso-agent" in listed
        assert "django" not in listed

    def test_brings_its_command(self, installed: Path) -> None:
        told = run(str(installed / "dso-agent"), "--help")

        assert told.returncode == 0
        assert {"enroll", "run", "once", "write", "status", "doctor"} <= set(told.stdout.split())

    def test_has_a_doctor_who_says_what_to_do_first(self, installed: Path, tmp_path: Path) -> None:
        told = run(str(installed / "dso-agent"), "--folder", str(tmp_path), "doctor")

        assert told.returncode == 1
        assert "[database]" in told.stdout
