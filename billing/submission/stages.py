"""How far a claim we sent has come, and how each acknowledgement moves it. Pure.

Four levels speak of a claim, each later one with more right: the file (999), the clearinghouse and
the payer (277CA), and the payer's answer (835). What an earlier level says late changes nothing.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """Who speaks. The value is stored; never rename one."""

    FILE = "file"
    HOUSE = "house"
    PAYER = "payer"
    STATUS = "status"


class Stage(StrEnum):
    """The value is stored; never rename one."""

    LEAVING = "leaving"
    SENT = "sent"
    FILE = "file"
    HOUSE = "house"
    PAYER = "payer"
    ANSWERED = "answered"
    REJECTED_FILE = "no_file"
    REJECTED_HOUSE = "no_house"
    REJECTED_PAYER = "no_payer"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Stage.LEAVING: "Written, on its way out",
    Stage.SENT: "Sent, nothing heard yet",
    Stage.FILE: "The file was readable",
    Stage.HOUSE: "The clearinghouse took it",
    Stage.PAYER: "With the payer",
    Stage.ANSWERED: "Answered",
    Stage.REJECTED_FILE: "Its file was not readable",
    Stage.REJECTED_HOUSE: "The clearinghouse turned it away",
    Stage.REJECTED_PAYER: "The payer turned it away",
    Stage.UNSURE: "Perhaps sent: somebody has to ask",
    Stage.WITHDRAWN: "Not sent",
    Stage.REPLACED: "A later version took its place",
}
LEVELS = {
    Stage.LEAVING: 0, Stage.UNSURE: 0, Stage.SENT: 0,
    Stage.FILE: 1, Stage.REJECTED_FILE: 1,
    Stage.HOUSE: 2, Stage.REJECTED_HOUSE: 2,
    Stage.PAYER: 3, Stage.REJECTED_PAYER: 3,
    Stage.ANSWERED: 4, Stage.WITHDRAWN: 5, Stage.REPLACED: 5,
}  # fmt: skip
ACCEPTED = {
    Level.FILE: Stage.FILE, Level.HOUSE: Stage.HOUSE,
    Level.PAYER: Stage.PAYER, Level.STATUS: Stage.PAYER,
}  # fmt: skip
REJECTED = {
    Level.FILE: Stage.REJECTED_FILE, Level.HOUSE: Stage.REJECTED_HOUSE,
    Level.PAYER: Stage.REJECTED_PAYER, Level.STATUS: Stage.REJECTED_PAYER,
}  # fmt: skip
TURNED_AWAY = frozenset(REJECTED.values())
# The claim is out: a second original of it would be a duplicate.
OPEN = frozenset({Stage.LEAVING, Stage.UNSURE, Stage.SENT, Stage.FILE, Stage.HOUSE, Stage.PAYER})
NEXT = {
    Stage.SENT: Level.FILE, Stage.FILE: Level.HOUSE, Stage.HOUSE: Level.PAYER,
    Stage.PAYER: Level.STATUS,
}  # fmt: skip


class Told(NamedTuple):
    """What one acknowledgement says of a claim, and on which day by its author's calendar."""

    level: Level
    is_accepted: bool
    on: date


def advanced(stage: Stage, since: date, told: Told) -> Stage:
    """Where the claim stands after it was told so; `since` is the day of the last word.

    A later level wins whatever it says: a payer may turn away what the clearinghouse took. At the
    same level the later day wins, and on one day the rejection. Whatever is heard proves that a
    file of which we were unsure arrived.
    """
    reached = ACCEPTED[told.level] if told.is_accepted else REJECTED[told.level]
    there, now = LEVELS[reached], LEVELS[stage]
    if there > now:
        return reached
    if there < now or reached == stage:
        return stage
    if told.on == since:
        return stage if stage in TURNED_AWAY else reached
    return reached if told.on > since else stage


def filed(stage: Stage) -> bool:
    """The payer has it: the proof of timely filing. What was turned away was never received."""
    return stage in {Stage.PAYER, Stage.ANSWERED}
