"""The small deeds of a drop-box, by each of its sides."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from billing.submission.clearinghouses import Changed, Down, Place, Refused, Unsure
from billing.submission.clearinghouses.folder import Folder
from billing.submission.clearinghouses.sftp import Sftp
from billing.submission.clearinghouses.side import Side
from tests.billing.submission.clearinghouses.sites import Site


@contextmanager
def side_of(place: Place) -> Iterator[tuple[Side, str]]:
    """With the path of `out` as it calls it."""
    side: Side = Folder(place.address) if place.kind == "folder" else Sftp(place)
    with side.bounded():
        yield side, place.folders.out
    side.close()


def test_a_move_never_puts_one_over_another(box: Site) -> None:
    out = box.house.mailbox.root / "out"
    (out / "a").write_bytes(b"ours")
    (out / "b").write_bytes(b"theirs")
    with side_of(box.place) as (side, path):
        with pytest.raises(Refused) as why:
            side.move(f"{path}/a", f"{path}/b")
        assert why.value.word == "taken"
        assert ((out / "a").read_bytes(), (out / "b").read_bytes()) == (b"ours", b"theirs")

        side.move(f"{path}/a", f"{path}/c")
        assert box.names("out") == ["b", "c"]
        with pytest.raises(Unsure):
            side.move(f"{path}/a", f"{path}/d")


def test_the_servers_own_rename_refuses_a_taken_name(
    box: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between our look and the rename somebody else may come."""
    out = box.house.mailbox.root / "out"
    (out / "a").write_bytes(b"ours")
    (out / "b").write_bytes(b"theirs")
    monkeypatch.setattr(Sftp, "seen", lambda *_: None)
    with side_of(box.place) as (side, path), pytest.raises(Refused):
        side.move(f"{path}/a", f"{path}/b")
    assert (out / "b").read_bytes() == b"theirs"


def test_a_file_is_begun_once(box: Site) -> None:
    with side_of(box.place) as (side, path):
        side.write(f"{path}/a", b"one", at=0)
        with pytest.raises(Down):
            side.write(f"{path}/a", b"two", at=0)
        side.write(f"{path}/a", b"more", at=3)
        assert side.read(f"{path}/a", 100) == b"onemore"
        assert side.read(f"{path}/a", 5) == b"onemo"
        side.remove(f"{path}/a")
        side.remove(f"{path}/a")
        with pytest.raises(Changed):
            side.read(f"{path}/a", 5)
        with pytest.raises(Refused):
            side.write(f"{path}/a", b"two", at=3)
