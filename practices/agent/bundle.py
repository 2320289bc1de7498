"""What may leave the practice to find a fault: the doctor's findings and the end of the log.

Lines of the log hold names of tables, counts and times. Still, whatever looks like more than that
is blotted out: text in quotes, addresses, long numbers.
"""

import re

from practices.agent import doctor
from practices.agent.state import Folder
from practices.wire.messages import Diagnostics

LINES_MAX = 200
CHARACTERS_MAX = 400
BLOT = "…"
PRIVATE = re.compile(
    r"'[^']*'|\"[^\"]*\"|[\w.+-]+@[\w.-]+|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[\d-]{7,}\b|/[\w./-]{3,}"
)
CONTROL = re.compile(r"[\x00-\x1f]")
STAMP_CHARACTERS = 19  # a line of the log begins with its date and time


def gathered(folder: Folder) -> Diagnostics:
    """Asks the doctor, so it may take a minute."""
    checks = tuple(
        (check.name[:64], check.well, redacted(check.text)) for check in doctor.examine(folder)
    )
    return Diagnostics(checks=checks, log=tuple(_log(folder)))


def redacted(text: str) -> str:
    return PRIVATE.sub(BLOT, CONTROL.sub(" ", text))[:CHARACTERS_MAX]


def _log(folder: Folder) -> list[str]:
    try:
        lines = (folder.path / "agent.log").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    newest = lines.splitlines()[-LINES_MAX:]
    return [line[:STAMP_CHARACTERS] + redacted(line[STAMP_CHARACTERS:]) for line in newest]
