"""The practice's agent: its folder, its enrolment, and readings in a process of its own."""

import json
import secrets
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings

from dso.embedded import lineup, mariadb
from dso.embedded.children import BASE
from dso.onboarding.actions.office.database import DATABASE, READER, let_read
from practices.registry.models import Practice
from practices.sync import actions as sync
from practices.sync.models import Agent, AgentState

OWNER_ONLY = 0o600
SECONDS_MAX = 900


class AgentFailed(RuntimeError):
    """The agent ended with an error; the text is what it said last."""


def folder() -> Path:
    return Path(settings.DATA) / lineup.AGENT_FOLDER


def set_up(place: mariadb.Place, web: str) -> None:
    """A login that may only read, and what somebody who installs an agent writes down."""
    folder().mkdir(mode=0o700, exist_ok=True)
    file = folder() / "database-password"
    if not file.exists():
        file.touch(OWNER_ONLY)
        file.write_text(secrets.token_urlsafe(16))
    let_read(place, file.read_text())
    (folder() / "agent.toml").write_text(
        f'[platform]\nurl = "{web}"\n\n[database]\nunix_socket = "{place.socket}"\n'
        f'user = "{READER}"\npassword_file = "{file.name}"\ndatabase = "{DATABASE}"\n'
    )


def enrol(practice: Practice, place: Path, *flags: str, now: datetime) -> None:
    """By its own command with a code, and approved as the one who loads the demo.

    What an enrolment that was cut short left behind opens nothing any more.
    """
    agent = _known(place)
    if agent is None:
        (place / "key-new").unlink(missing_ok=True)
        run(place, "enroll", *flags, sync.issue_code(practice=practice, now=now))
        agent = _known(place)
    assert agent is not None, "the platform has answered that it is enrolled"
    if agent.state == AgentState.WAITING:
        sync.approve(agent_id=agent.pk, now=now)
    for other in Agent.objects.filter(practice=practice, state=AgentState.WAITING):
        sync.revoke(agent_id=other.pk, now=now)


def run(place: Path, *words: str) -> None:
    """One command of the agent in this folder, to its end. Raises AgentFailed."""
    told = subprocess.run(  # noqa: S603  # this interpreter, arguments from our own code
        [sys.executable, "-m", "practices.agent", "--folder", str(place), *words],
        cwd=BASE, capture_output=True, text=True, check=False, timeout=SECONDS_MAX,
    )  # fmt: skip
    if told.returncode:
        raise AgentFailed(f"The agent could not {words[0]}: {(told.stderr or told.stdout)[-500:]}")


def _known(place: Path) -> Agent | None:
    """The agent that this folder is enrolled as."""
    file = place / "agent.json"
    if not file.exists():
        return None
    key_id = json.loads(file.read_text())["key_id"]
    return Agent.objects.filter(key_id=key_id).first()
