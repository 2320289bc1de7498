"""The caller is ended by kill -9 before or after each single deed on a shared folder."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from billing.submission.clearinghouses import Standing
from tests.billing.submission.clearinghouses.sites import parcel, site

DEEDS_MAX = 30
CALLER = """
import os, signal, sys
from pathlib import Path
from billing.submission.clearinghouses import folder, open_door
from tests.billing.submission.clearinghouses.sites import parcel
from billing.submission.clearinghouses import Folders, Place

left = int(sys.argv[2])

def counted(name):
    deed = getattr(os, name)
    def told(*given, **named):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        done = deed(*given, **named)
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    setattr(os, name, told)

for name in ("open", "fsync", "link", "unlink"):
    counted(name)

with open_door(Place("folder", sys.argv[1], folders=Folders(sent="sent"))) as door:
    one, note = parcel(), Path(sys.argv[3])
    door.stage(one)
    note.write_text("staged")
    door.release(one)
    note.write_text("sent")
"""


@pytest.mark.kill
def test_after_any_deed_it_is_known_how_to_go_on(tmp_path: Path) -> None:
    stands = set()
    for left in range(1, DEEDS_MAX):
        home, note = tmp_path / str(left), tmp_path / f"{left}.note"
        home.mkdir()
        with site("folder", home) as told, told.door() as door:
            root = told.house.mailbox.root
            command = [sys.executable, "-c", CALLER, str(root), str(left), str(note)]
            ended = subprocess.run(command, timeout=30, check=False).returncode
            assert ended in {0, -signal.SIGKILL}
            noted = note.read_text() if note.exists() else ""
            standing = door.standing(parcel(), staged=noted != "")
            stands.add(standing)
            assert standing is not Standing.UNSURE
            assert noted != "sent" or standing is Standing.RELEASED
            if standing is not Standing.RELEASED:
                door.stage(parcel())
                door.release(parcel())
            told.house.run(told.house.now)
            told.house.run(told.house.now)
            assert told.house.ledger.sent_twice == {}
            assert told.house.ledger.received == ["SUB-1"]
            assert told.house.ledger.claims_twice == {}
        if ended == 0:
            break
    assert ended == 0
    assert stands == {Standing.ABSENT, Standing.STAGED, Standing.RELEASED}
