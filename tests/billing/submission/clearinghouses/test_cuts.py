"""The line breaks after any byte, either way; going on from what was noted sends once.

Each round is cut once, then a caller that noted what it knew goes on over a whole line. The cuts
walk through the conversation evenly, so that the answer to the rename is among what gets lost.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from billing.submission.clearinghouses import (
    Door,
    Down,
    Parcel,
    Standing,
    Trouble,
    Unsure,
    open_door,
)
from tests.billing.submission.clearinghouses.conftest import NO_SSHD
from tests.billing.submission.clearinghouses.sites import Site, parcel, site
from tests.practices.agent.sftp.cutting import Line, line_to
from tests.practices.agent.sftp.server import SftpServer

ROUNDS = 24
pytestmark = [pytest.mark.slow, NO_SSHD]


@pytest.fixture(params=["sftp", "http"])
def cut_site(
    request: pytest.FixtureRequest, tmp_path: Path, sshd: SftpServer
) -> Iterator[tuple[Site, Line]]:
    with site(request.param, tmp_path, sshd) as told:
        port = told.place.port if request.param == "sftp" else int(told.place.address.split(":")[2])
        with line_to(port) as line:
            if request.param == "sftp":
                told.place = replace(told.place, port=line.port)
            else:
                told.place = replace(told.place, address=f"http://127.0.0.1:{line.port}")
            yield told, line


class Noted:
    """The caller's own rows; its death is an exception."""

    staged = sent = False

    def go_on(self, door: Door, one: Parcel) -> Standing:
        """One try from what is noted; what `standing` told at its begin."""
        standing = door.standing(one, staged=self.staged)
        assert standing is not Standing.UNSURE
        if standing in {Standing.ABSENT, Standing.STAGED}:
            if not self.staged or standing is Standing.ABSENT:
                door.stage(one)
                self.staged = True
            door.release(one)
        self.sent = True
        return standing


def whole_length(told: Site, line: Line) -> tuple[int, int]:
    line.heard = line.asked = 0
    with open_door(told.place) as door:
        Noted().go_on(door, parcel("WHOLE"))
    return line.heard, line.asked


@pytest.mark.parametrize("asks", [False, True])
def test_nothing_is_sent_twice_or_forgotten(cut_site: tuple[Site, Line], asks: bool) -> None:
    told, line = cut_site
    length = whole_length(told, line)[asks]
    seen = set()
    for number in range(ROUNDS):
        one, noted = parcel(f"SUB-{number}"), Noted()
        left = 1 + length * number // ROUNDS
        line.left, line.asks_left = (None, left) if asks else (left, None)
        with contextlib.suppress(Trouble), open_door(told.place) as door:
            noted.go_on(door, one)
        line.left = line.asks_left = None
        told.house.run(told.house.now)
        with open_door(told.place) as door:
            seen.add(noted.go_on(door, one))
        assert noted.sent
    told.house.run(told.house.now)
    assert told.house.ledger.sent_twice == {}
    assert len(told.house.ledger.received) == ROUNDS + 1
    assert told.house.ledger.claims_twice == {}
    assert Standing.ABSENT in seen


def test_a_release_cut_anywhere_is_looked_up(cut_site: tuple[Site, Line]) -> None:
    """In small steps over all its answers, the last of which is the one to the rename."""
    told, line = cut_site
    lost = 0
    with open_door(told.place) as door:
        door.stage(parcel("WHOLE"))
        line.heard = 0
        door.release(parcel("WHOLE"))
        step = max(1, line.heard // 30)
        for left in range(1, line.heard, step):
            one = parcel(f"SUB-{left}")
            door.stage(one)
            line.left = left
            try:
                door.release(one)
            except Unsure:
                line.left, lost = None, lost + 1
                assert door.standing(one, staged=True) is Standing.RELEASED
            except Down:
                line.left = None
                assert door.standing(one, staged=True) is Standing.STAGED
            line.left = None
    assert lost
