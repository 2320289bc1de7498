"""How the clearinghouse behaves: how often what goes wrong, and how long everything takes."""

import random
import tomllib
from datetime import timedelta
from pathlib import Path

import msgspec


class Script(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rates are 0 to 1, of what stands behind them; the same seed gives the same course.

    `outages` are periods in hours from the begin; `outage` is the rate of days that have one, from
    01:00 to 05:00.
    """

    seed: int = 1
    says_ta1: bool = True
    honours_keys: bool = True

    rejected_999: float = 0  # of sets
    errors_999: float = 0  # of sets: accepted, with errors noted
    rejected_house: float = 0  # of claims, by its own 277CA
    rejected_payer: float = 0  # of claims, by the payer's 277CA
    lost: float = 0  # of claims: accepted by the payer, then nothing
    denied: float = 0  # of claims, by the 835
    twin: float = 0  # of files of theirs: again under another name
    late: float = 0  # of files of theirs
    half: float = 0  # of files of theirs: first the half of it under its final name
    reverse: float = 0  # of files of ours: all that answers it comes in the wrong order
    stranger: float = 0  # of files of ours: a 277CA about a claim nobody sent beside the true one
    dropped: float = 0  # of submissions by HTTP: taken, and the line drops before the answer
    outage: float = 0  # of days
    outages: tuple[tuple[float, float], ...] = ()

    ta1_minutes: float = 1
    ack_minutes: float = 10
    house_hours: float = 2
    payer_hours: float = 20
    status_minutes: float = 30
    remit_days: tuple[int, int] = (5, 20)
    late_days: float = 9
    twin_hours: float = 3
    money_days: int = 1

    def strikes(self, kind: str, subject: str) -> bool:
        """Whether that fault meets this subject; asking again gives the same."""
        rate: float = getattr(self, kind)
        return rate > 0 and self._chance(kind, subject).random() < rate

    def remits_after(self, subject: str) -> timedelta:
        return timedelta(days=self._chance("remit", subject).randint(*self.remit_days))

    def one_of[T](self, choices: tuple[T, ...], subject: str) -> T:
        return self._chance("choice", subject).choice(choices)

    def is_out(self, since_begin: timedelta, day: str, hour: int) -> bool:
        hours = since_begin.total_seconds() / 3600
        told = any(begin <= hours < end for begin, end in self.outages)
        return told or (1 <= hour < 5 and self.strikes("outage", day))

    def _chance(self, kind: str, subject: str) -> random.Random:
        return random.Random(f"{self.seed}|{kind}|{subject}")


def load(path: Path) -> Script:
    """Of a TOML file. Raises msgspec.ValidationError."""
    return msgspec.convert(tomllib.loads(path.read_text()), Script)
