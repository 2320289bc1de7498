"""The clearinghouse: takes files, answers them in its own time, and remembers everything.

`run(now)` lets time pass: what is due by then happens at its own moment, then waiting files are
taken. `advance` takes first. Never more than one call at a time; it keeps a lock for that.
"""

import hashlib
import itertools
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from billing.x12 import Envelope
from billing.x12.parties import Origin
from tests.doubles.clearinghouse.diary import Diary
from tests.doubles.clearinghouse.intake import Intake
from tests.doubles.clearinghouse.ledger import Delivery, Ledger
from tests.doubles.clearinghouse.mailbox import Mailbox
from tests.doubles.clearinghouse.script import Script

US = Origin("SAMPLEDSO", "SAMPLEHOUSE", "1")
Taking = Literal["taken", "known", "other_body"]


class House:
    """`now` is aware. Its folders under `folder` are out, in, archive and sent."""

    def __init__(self, folder: Path, now: datetime, script: Script | None = None) -> None:
        self.script = script or Script()
        self.now = self._began = now
        self.ledger = Ledger()
        self.mailbox = Mailbox(folder)
        self.diary = Diary()
        self.lock = threading.RLock()
        self.on_mail: Callable[[str], None] | None = None
        """Told the name of each file that is put into the inbox."""
        self._files, self._controls = itertools.count(1), itertools.count(1)
        self._intake = Intake(self)

    @property
    def is_away(self) -> bool:
        return self.script.is_out(self.now - self._began, f"{self.now:%Y%m%d}", self.now.hour)

    def run(self, now: datetime) -> None:
        """To that moment; an earlier one than it is at changes nothing but takes what waits."""
        with self.lock:
            until = max(now, self.now)
            self.now = until
            self.mailbox.set_away(self.is_away)
            if self.is_away:
                return
            self.mailbox.finish_halves(until)
            while (due := self.diary.next(until)) is not None:
                self.now = due[0]
                due[1]()
            self.now = until
            self._take()

    def advance(self, **passed: float) -> datetime:
        """By days, hours, minutes as `timedelta` takes them; what waits now is taken now."""
        self.run(self.now)
        self.run(self.now + timedelta(**passed))
        return self.now

    def submit(self, key: str, name: str, data: bytes) -> tuple[Taking, Delivery | None]:
        """By HTTP. A key it knows takes nothing, if it honours keys."""
        with self.lock:
            known = self.known(key)
            if known is not None and self.script.honours_keys:
                same = known.sha256 == hashlib.sha256(data).hexdigest()
                return ("known" if same else "other_body"), known
            self.mailbox.keep(name, data)
            return "taken", self._received(key, name, data, "http")

    def known(self, key: str) -> Delivery | None:
        return next((one for one in self.ledger.deliveries if one.key == key), None)

    def put(self, kind: str, data: bytes, *, tried: bool = False) -> None:
        """Into our inbox; late, half or again under another name, as the script has it."""
        name = f"{next(self._files):06d}.{kind}"
        if not tried and self.script.strikes("late", name):
            late = self.now + timedelta(days=self.script.late_days)
            self.diary.note(late, lambda: self.put(kind, data, tried=True))
            return
        self._lay(name, data, half=self.script.strikes("half", name))
        if self.script.strikes("twin", name):
            twin = f"{next(self._files):06d}-again.{kind}"
            after = self.now + timedelta(hours=self.script.twin_hours)
            self.diary.note(after, lambda: self._lay(twin, data))

    def envelope(self, told: Origin | None = None) -> Envelope:
        """From whom that file was to, to whom it was from."""
        whom = told or US
        return Envelope(whom.receiver, whom.sender, next(self._controls), self.now)

    def _take(self) -> None:
        for name, data in self.mailbox.taken():
            self._received(name.rpartition(".")[0] or name, name, data, "box")

    def _received(self, key: str, name: str, data: bytes, way: str) -> Delivery:
        told = Delivery(key, name, hashlib.sha256(data).hexdigest(), self.now, way)
        self.ledger.deliveries.append(told)
        self._intake.take(told, data)
        return told

    def _lay(self, name: str, data: bytes, *, half: bool = False) -> None:
        self.mailbox.put(name, data, self.now, half=half)
        if self.on_mail is not None:
            self.on_mail(name)
