"""An agent that is ended by kill -9 between sending and moving only repeats."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from practices.wire import drops

SECONDS_MAX = 20.0
PROGRAM = """
import sys, time
from pathlib import Path
from practices.agent.drops.bringing import Bringer
from practices.agent.pms.files.folder import Drop
from practices.wire import drops
from practices.wire.messages import Brought, Config

mail, platform, stops = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "stops"

class Server:
    def config(self):
        return Config(map="files/1", tables=(), rows_max=1, drops=True)

    def bring(self, sha256, body):
        _, content = drops.unpack(body, sha256=sha256)
        told = Brought(came_before=(platform / sha256).exists())
        (platform / sha256).write_bytes(content)
        with (platform / "log").open("a") as log:
            log.write(f"{told.came_before}\\n")
        return told

class Slow(Drop):
    def put_aside(self, one):
        if stops:
            print("sent", flush=True)
            time.sleep(60)
        super().put_aside(one)

print(Bringer(Slow(mail, 60), "*.835", Server(), time.monotonic).round(), flush=True)
"""


def started(mail: Path, platform: Path, word: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PROGRAM, str(mail), str(platform), word]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.kill
def test_a_file_is_brought_again_and_kept_once(tmp_path: Path) -> None:
    mail, platform = tmp_path / "mail", tmp_path / "platform"
    mail.mkdir()
    platform.mkdir()
    (mail / "a.835").write_bytes(b"one")
    (mail / "a.835.done").touch()
    first = started(mail, platform, "stops")
    assert first.stdout is not None
    assert first.stdout.readline() == "sent\n"
    os.kill(first.pid, signal.SIGKILL)
    assert first.wait(SECONDS_MAX) == -signal.SIGKILL
    assert (mail / "a.835").exists()

    second = started(mail, platform, "goes on")
    told, _ = second.communicate(timeout=SECONDS_MAX)

    assert "waiting=0" in told
    assert (platform / "log").read_text() == "False\nTrue\n"
    assert (platform / drops.sha256_of(b"one")).read_bytes() == b"one"
    assert sorted(path.name for path in (mail / "done").iterdir()) == ["a.835", "a.835.done"]
    assert [path.name for path in mail.iterdir()] == ["done"]
