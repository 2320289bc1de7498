"""A practice that exports files: a folder, a mapping, and a clock of ours."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from practices.agent.pms.files import mapping
from practices.agent.pms.files.connector import Files
from practices.agent.pms.files.folder import Drop
from practices.agent.pms.files.mapping import Mapping

MAPPING = b"""
system = "files"
version = 3

[feeds.feed_patient]
pattern = "patients*.csv"
encoding = "utf-8"
[feeds.feed_patient.columns]
id = { from = "Patient" }
last_name = { from = "Last" }
born_on = { from = "DOB", as = "date", format = "%m/%d/%Y" }
status = { from = "Status", as = "choice", words = { A = "patient", I = "inactive" } }

[feeds.feed_payment]
pattern = "payments*.csv"
encoding = "windows-1252"
delimiter = ";"
[feeds.feed_payment.columns]
id = { from = ["Patient", "No"] }
patient_key = { from = "Patient" }
cents = { from = "Amount", as = "money" }
paid_on = { from = "Day", as = "date", format = "%Y-%m-%d" }
[feeds.feed_payment.totals]
heading = "Patient"
label = "TOTAL"
sums = ["Amount"]
"""
SETTLE = 60.0
PATIENT, PAYMENT = "feed_patient", "feed_payment"


def patients(*rows: tuple[str, str], dob: str = "05/01/1990", status: str = "A") -> bytes:
    lines = ["Patient,Last,DOB,Status", *(f"{key},{last},{dob},{status}" for key, last in rows)]
    return "\r\n".join(lines).encode() + b"\r\n"


@dataclass
class Office:
    """`seconds` is the agent's clock; each file that is put is newer than the one before."""

    folder: Path
    kept: Path
    told: Mapping = field(default_factory=lambda: mapping.read(MAPPING))
    seconds: float = 0.0
    files: int = 0

    def put(self, name: str, content: bytes, *, done: bool = True) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        self.files += 1
        os.utime(path, (1_700_000_000 + self.files,) * 2)
        if done:
            (self.folder / f"{name}.done").touch()
        return path

    def source(self) -> Files:
        return Files(
            self.told, Drop(self.folder, SETTLE), self.kept, clock=lambda: self.seconds,
            wall_clock=lambda: datetime(2026, 11, 24, 12, tzinfo=UTC),
        )  # fmt: skip


def office(home: Path, told: bytes = MAPPING) -> Office:
    (home / "drop").mkdir()
    return Office(home / "drop", home / "feeds", mapping.read(told))
