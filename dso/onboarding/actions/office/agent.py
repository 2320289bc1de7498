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


def enrol(practice: Practice, *, now: datetime) -> None:
    """By its own command with a code, and approved as the one who loads the demo."""
    agent = _known()
    if agent is None:
        run("enroll", sync.issue_code(practice=practice, now=now))
        agent = _known()
    assert agent is not None, "the platform has answered that it is enrolled"
    if agent.state == AgentState.WAITING:
        sync.approve(agent_id=agent.pk, now=now)


def run(*words: str) -> None:
    """One command of the agent, to its end. Raises AgentFailed."""
    told = subprocess.run(  # noqa: S603  # this interpreter, arguments from our own code
        [sys.executable, "-m", "practices.agent", "--folder", str(folder()), *words],
        cwd=BASE, capture_output=True, text=True, check=False, timeout=SECONDS_MAX,
    )  # fmt: skip
    if told.returncode:
        raise AgentFailed(f"The agent could not {words[0]}: {(told.stderr or told.stdout)[-500:]}")


def _known() -> Agent | None:
    """The agent that this folder is enrolled as."""
    file = folder() / "agent.json"
    if not file.exists():
        return None
    key_id = json.loads(file.read_text())["key_id"]
    return Agent.objects.filter(key_id=key_id).first()
