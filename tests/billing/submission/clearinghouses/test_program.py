"""The clearinghouse double as a program, by all its doors at once."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from billing.submission.clearinghouses import Down, Place, Standing, open_door
from billing.x12 import read999
from practices.calling import call
from tests.billing.submission.clearinghouses.conftest import NO_SSHD
from tests.billing.submission.clearinghouses.sites import folders, parcel, send

pytestmark = [pytest.mark.slow, NO_SSHD]


@pytest.fixture
def told(tmp_path: Path) -> Iterator[dict[str, Any]]:
    script = tmp_path / "script.toml"
    script.write_text("denied = 1.0\nremit_days = [5, 5]\noutages = [[300, 310]]\n")
    command = [
        sys.executable, "-m", "tests.doubles.clearinghouse", "--folder", str(tmp_path / "house"),
        "--sftp-port", "0", "--script", str(script), "--token", "t",
        "--now", "2026-03-02T08:00:00+00:00",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
        process.terminate()


def asked(told: dict[str, Any], method: str, path: str, body: object = None) -> Any:  # noqa: ANN401
    sent = json.dumps(body).encode() if body else b""
    answer = call(method, told["http"] + path, sent, {}, seconds_max=20, bytes_max=10**7)
    return json.loads(answer.body)


def test_one_claim_by_each_door(told: dict[str, Any]) -> None:
    root = Path(told["folder"])
    places = [
        Place("http", told["http"], password="t"),
        Place("folder", str(root)),
        Place(
            "sftp", "127.0.0.1", told["sftp_port"], told["user"], host_keys=(told["host_key"],),
            private_key=Path(told["private_key_file"]).read_text(), folders=folders(root),
        ),
    ]  # fmt: skip
    for place in places:
        with open_door(replace(place, settle_seconds=0)) as door:
            one = parcel(f"BY-{place.kind}")
            send(door, one)
            assert door.standing(one, staged=True) is Standing.RELEASED
    assert asked(told, "POST", "/clock", {"hours": 1})["now"] == "2026-03-02T09:00:00+00:00"
    asked(told, "POST", "/clock", {"hours": 1})
    with open_door(replace(places[2], settle_seconds=0)) as door:
        found = [one for one in door.listing() if one.name.endswith(".999")]
        assert len(found) == 3
        for file in found:
            assert read999(door.fetch(file))[0].is_accepted
            door.archive(file)
    asked(told, "POST", "/clock", {"days": 9})
    ledger = asked(told, "GET", "/ledger")
    assert sorted(ledger["received"]) == ["BY-folder", "BY-http", "BY-sftp"]
    assert ledger["sent_twice"] == {}
    asked(told, "POST", "/clock", {"hours": 90})
    time.sleep(1)  # more than a tick of its own
    for place in places:
        with open_door(place) as door, pytest.raises(Down):
            door.standing(parcel(), staged=True)
    assert {one["stages"][-1][0] for one in ledger["claims"]} == {"denied"}
