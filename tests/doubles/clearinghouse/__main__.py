"""The clearinghouse as a program. Prints one line of JSON with where it is, then runs."""

import argparse
import contextlib
import json
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.doubles.clearinghouse.drop_box import DropBox, drop_box
from tests.doubles.clearinghouse.hooking import hook
from tests.doubles.clearinghouse.house import House
from tests.doubles.clearinghouse.script import Script, load
from tests.doubles.clearinghouse.serving import serving

TICK_SECONDS = 0.2


def main() -> None:
    told = _arguments()
    began = datetime.fromisoformat(told.now) if told.now else datetime.now(UTC)
    house = House(told.folder.resolve(), began, load(told.script) if told.script else Script())
    if told.hook:
        house.on_mail = hook(told.hook, told.hook_secret)
    with contextlib.ExitStack() as open_doors:
        url = open_doors.enter_context(serving(house, told.port, told.token))
        box = None
        if told.sftp_port is not None:
            keys = Path(open_doors.enter_context(tempfile.TemporaryDirectory()))
            box = open_doors.enter_context(drop_box(keys / "sftp", told.sftp_port))
        print(json.dumps(_where(house, url, box)), flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            _live(house, box, told.speed)


def _live(house: House, box: DropBox | None, speed: float) -> None:
    while True:
        time.sleep(TICK_SECONDS)
        house.run(house.now + timedelta(seconds=TICK_SECONDS * speed))
        if box is not None:
            box.line.left = 0 if house.is_away else None


def _where(house: House, url: str, box: DropBox | None) -> dict[str, object]:
    told: dict[str, object] = {"http": url, "folder": str(house.mailbox.root)}
    if box is not None:
        told |= {
            "sftp_port": box.line.port, "user": box.user, "host_key": box.server.fingerprint,
            "private_key_file": str(box.server.home / "client"),
        }  # fmt: skip
    return told


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.doubles.clearinghouse")
    parser.add_argument("--folder", type=Path, required=True, help="holds out, in, archive, sent")
    parser.add_argument("--port", type=int, default=0, help="of HTTP; 0 takes a free one")
    parser.add_argument("--sftp-port", type=int, help="of SFTP; 0 takes a free one")
    parser.add_argument("--script", type=Path, help="TOML: how often what goes wrong")
    parser.add_argument("--now", help="ISO moment with a zone at which its clock begins")
    parser.add_argument("--speed", type=float, default=0, help="its seconds to a real one")
    parser.add_argument("--token", default="", help="asked of whoever comes by HTTP")
    parser.add_argument("--hook", help="URL that is told when something waits")
    parser.add_argument("--hook-secret", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
