"""`dso-agent`: enroll, run, once, write, status, doctor."""

import argparse
import logging
import logging.handlers
import random
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from practices.agent import __version__, keys, running, showing, state
from practices.agent.agent import Agent
from practices.agent.drops.bringing import Bringer
from practices.agent.enrolling import enroll
from practices.agent.https import HttpsServer
from practices.agent.pms import PmsAway, TableUnreadable
from practices.agent.server import Refused, Unreachable
from practices.agent.sources import remittances_drop, source_of
from practices.agent.state import Folder, NotSetUp
from practices.agent.writing import running as writing
from practices.agent.writing.folder import NAME as WRITER
from practices.agent.writing.folder import WriterFolder

LOG_BYTES_MAX, LOG_FILES = 5 * 2**20, 10


def main(arguments: list[str] | None = None) -> int:
    told = _parser().parse_args(arguments)
    folder = _folder(told)
    _log(folder, told.command)
    try:
        match told.command:
            case "enroll":
                return enroll(folder, told.code)
            case "run":
                agent, https = _agent(folder)
                return running.run(
                    agent,
                    folder,
                    lambda: keys.rotate_if_due(folder, https, lambda: datetime.now(UTC)),
                    _bring(folder, https),
                )
            case "once":
                agent, https = _agent(folder)
                return running.once(agent, folder, _bring(folder, https))
            case "write":
                assert isinstance(folder, WriterFolder)
                return writing.once(folder) if told.once else writing.run(folder)
            case "status":
                return showing.status(folder)
            case "diagnostics":
                return showing.diagnostics(folder)
        return showing.doctor(folder)
    except (NotSetUp, PmsAway, TableUnreadable, Refused, Unreachable) as why:
        print(why, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dso-agent", description="Sends what changes in a practice system to the platform."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--folder", type=Path, help="where the agent keeps its key")
    commands = parser.add_subparsers(dest="command", required=True)
    enroll = commands.add_parser("enroll", help="make a key and present it with a code")
    enroll.add_argument("code", help="the code from the practice's page")
    commands.add_parser("run", help="send what changes, until stopped")
    commands.add_parser("once", help="send all that is due, then stop")
    write = commands.add_parser("write", help="carry out what was approved, until stopped")
    write.add_argument("--once", action="store_true", help="what waits now, then stop")
    status = commands.add_parser("status", help="how the running agent is")
    doctor = commands.add_parser("doctor", help="look for what may be wrong")
    for one in (enroll, status, doctor):
        one.add_argument("--writer", action="store_true", help="of the agent that writes")
    commands.add_parser("diagnostics", help="send what the doctor finds, if the platform asked")
    return parser


def _folder(told: argparse.Namespace) -> Folder:
    """Reader and writer have a folder each, and an account each that may open it."""
    if told.command == "write" or getattr(told, "writer", False):
        return WriterFolder(told.folder or state.default_folder(WRITER))
    return Folder(told.folder or state.default_folder())


def _agent(folder: Folder) -> tuple[Agent, HttpsServer]:
    settings, enrolled = folder.settings(), folder.enrolled()
    https = HttpsServer(settings.place, folder.key(), enrolled.key_id)
    agent = Agent(
        pms=source_of(folder, settings),
        server=https,
        clock=time.monotonic,
        sleep=time.sleep,
        chance=random.SystemRandom().random,
    )
    return agent, https


def _bring(folder: Folder, https: HttpsServer) -> running.Bring | None:
    """None where no remittance files are brought."""
    place = folder.settings().drops
    if place is None:
        return None
    drop = remittances_drop(folder, place)
    return Bringer(drop, place.pattern, https, time.monotonic).round


def _log(folder: Folder, command: str) -> None:
    """To the console; a running agent also to a few files of bounded size."""
    handlers: list[logging.Handler] = [logging.StreamHandler()]
    if command in {"run", "write"} and folder.path.is_dir():
        handlers.append(
            logging.handlers.RotatingFileHandler(
                folder.path / "agent.log", maxBytes=LOG_BYTES_MAX, backupCount=LOG_FILES - 1
            )
        )
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", handlers=handlers
    )
    for noisy in ("urllib3", "http_message_signatures", "paramiko"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
