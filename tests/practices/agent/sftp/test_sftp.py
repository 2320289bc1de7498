"""Folders on a real SFTP server: pinned, read when finished, and put aside there."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from practices.agent.drops.bringing import Bringer
from practices.agent.pms import PmsAway
from practices.agent.pms.files import mapping
from practices.agent.pms.files.connector import Files
from practices.agent.sftp import session
from practices.agent.sftp.folder import RemoteDrop
from practices.agent.sftp.line import Line
from practices.agent.sftp.place import SftpPlace, sftp_place
from practices.agent.sftp.session import WrongHost
from tests.practices.agent.drops.office import Platform
from tests.practices.agent.files.office import MAPPING, patients
from tests.practices.agent.files.test_connector import names as names_of
from tests.practices.agent.sftp.cutting import line_to
from tests.practices.agent.sftp.server import SftpServer, keys, program, running

SETTLE = 60.0
pytestmark = [pytest.mark.slow, pytest.mark.skipif(program() is None, reason="no sshd here")]


@pytest.fixture(scope="module")
def running_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SftpServer]:
    with running(tmp_path_factory.mktemp("sftp")) as server:
        yield server


@pytest.fixture
def server(running_server: SftpServer) -> Iterator[SftpServer]:
    yield running_server
    for path in sorted(running_server.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def put(server: SftpServer, name: str, content: bytes, *, done: bool = True) -> Path:
    path = server.folder / name
    path.write_bytes(content)
    os.utime(path, (1_700_000_000 + len(content),) * 2)
    if done:
        path.with_name(f"{name}.done").touch()
    return path


def drop_of(server: SftpServer, copies: Path, **given: object) -> RemoteDrop:
    line = Line(server.place(**given), str(server.folder))
    return RemoteDrop(line, ["*.835"], copies, SETTLE, newest=100)


def there(server: SftpServer) -> list[str]:
    return sorted(str(p.relative_to(server.folder)) for p in server.folder.rglob("*.*"))


class TestHost:
    def test_with_another_key_is_told_nothing(self, server: SftpServer, tmp_path: Path) -> None:
        other = keys(tmp_path, "other")
        before = (server.home / "log").read_text().count("Accepted")

        with pytest.raises(WrongHost, match="another host key than the one pinned"):
            drop_of(server, tmp_path / "copies", host_key=other).reach()

        assert (server.home / "log").read_text().count("Accepted") == before

    def test_that_refuses_us_is_told(self, server: SftpServer, tmp_path: Path) -> None:
        keys(tmp_path, "stranger")
        with pytest.raises(PmsAway, match="refuses user or key"):
            drop_of(server, tmp_path, key_file=tmp_path / "stranger").reach()
        with pytest.raises(PmsAway, match="cannot be read"):
            drop_of(server, tmp_path, key_file=tmp_path / "missing").reach()

    def test_that_is_away_is_told(self, server: SftpServer, tmp_path: Path) -> None:
        with pytest.raises(PmsAway, match="cannot be reached"):
            drop_of(server, tmp_path, port=1).reach()

    def test_without_the_folder_is_told(self, server: SftpServer, tmp_path: Path) -> None:
        drop = RemoteDrop(Line(server.place(), "/none/such"), ["*"], tmp_path, SETTLE, newest=1)
        with pytest.raises(PmsAway, match="folder on the SFTP server cannot be read"):
            drop.reach()


class TestDrops:
    def bringer(self, server: SftpServer, home: Path, platform: Platform) -> Bringer:
        self.seconds = 0.0
        return Bringer(drop_of(server, home / "copies"), "*.835", platform, lambda: self.seconds)

    def test_are_brought_and_put_aside_there(self, server: SftpServer, tmp_path: Path) -> None:
        platform = Platform()
        put(server, "a.835", b"one")
        put(server, "note.txt", b"no remittance", done=False)

        told = self.bringer(server, tmp_path, platform).round()

        assert (told.waiting, told.error) == (0, "")
        assert list(platform.files.values()) == [b"one"]
        assert there(server) == ["done/a.835", "done/a.835.done", "note.txt"]
        assert list((tmp_path / "copies").iterdir()) == []

    def test_that_still_grow_are_not_taken(self, server: SftpServer, tmp_path: Path) -> None:
        platform, path = Platform(), put(server, "a.835", b"half", done=False)
        bringer = self.bringer(server, tmp_path, platform)
        bringer.round()
        self.seconds += SETTLE - 1
        with path.open("ab") as file:
            file.write(b" and more")
        bringer.round()
        self.seconds += SETTLE - 1
        bringer.round()
        assert platform.sent == 0

        self.seconds += 1
        bringer.round()

        assert list(platform.files.values()) == [b"half and more"]

    def test_begin_again_where_the_line_broke(self, server: SftpServer, tmp_path: Path) -> None:
        platform, content = Platform(), os.urandom(900_000)
        put(server, "a.835", content)
        with line_to(server.port) as line:
            drop = drop_of(server, tmp_path / "copies", port=line.port)
            bringer = Bringer(drop, "*.835", platform, lambda: 0.0)
            line.left = 300_000
            told = bringer.round()
            assert told.error == session.AWAY
            assert platform.sent == 0
            assert not (tmp_path / "copies" / "a.835").exists()

            line.left = None
            assert bringer.round().error == ""

        assert list(platform.files.values()) == [content]
        assert there(server) == ["done/a.835", "done/a.835.done"]

    def test_are_brought_again_if_they_could_not_be_put_aside(
        self, server: SftpServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As after a kill between answer and move; the platform knows the file by its hash."""
        platform = Platform()
        put(server, "a.835", b"one")
        with monkeypatch.context() as patch:
            patch.setattr(RemoteDrop, "put_aside", lambda *_: (_ for _ in ()).throw(PmsAway("cut")))
            assert self.bringer(server, tmp_path, platform).round().error == "cut"

        assert self.bringer(server, tmp_path, platform).round().error == ""

        assert (platform.sent, len(platform.files)) == (2, 1)
        assert there(server) == ["done/a.835", "done/a.835.done"]

    def test_of_one_name_stand_beside_each_other(self, server: SftpServer, tmp_path: Path) -> None:
        platform = Platform()
        for content in (b"one", b"three"):
            put(server, "a.835", content)
            self.bringer(server, tmp_path, platform).round()

        kept = [p.read_bytes() for p in (server.folder / "done").iterdir() if p.stat().st_size]
        assert sorted(kept) == [b"one", b"three"]

    def test_that_are_links_are_left(self, server: SftpServer, tmp_path: Path) -> None:
        (server.folder / "a.835").symlink_to("/etc/hostname")
        (server.folder / "a.835.done").touch()
        platform = Platform()

        self.bringer(server, tmp_path, platform).round()

        assert platform.sent == 0
        (server.folder / "a.835").unlink()


class TestFiles:
    def source(self, server: SftpServer, home: Path) -> Files:
        told = mapping.read(MAPPING)
        patterns = [feed.pattern for feed in told.feeds.values()]
        line = Line(server.place(), str(server.folder))
        drop = RemoteDrop(line, patterns, home / "copies", SETTLE, newest=2)
        return Files(told, drop, home / "feeds", clock=lambda: 0.0)

    def test_are_read_as_from_a_folder(self, server: SftpServer, tmp_path: Path) -> None:
        for number in range(4):
            rows = [(str(n), "a") for n in range(number + 1)]
            put(server, f"patients-{number}.csv", patients(*rows))
        source = self.source(server, tmp_path)

        source.refresh()

        assert sorted(names_of(source)) == ["0", "1", "2", "3"]
        copied = sorted(p.name for p in (tmp_path / "copies").iterdir())
        assert copied == ["patients-2.csv", "patients-3.csv"]
        assert source.identity() == self.source(server, tmp_path / "again").identity()
        assert "patients-3.csv" in there(server)

    def test_that_drop_much_wait_for_the_word_of_a_person(
        self, server: SftpServer, tmp_path: Path
    ) -> None:
        put(server, "patients-1.csv", patients(*((str(n), "a") for n in range(10))))
        source = self.source(server, tmp_path)
        source.refresh()
        small = put(server, "patients-2.csv", patients(("1", "b")))
        os.utime(small, (1_800_000_000,) * 2)
        source.refresh()
        assert len(names_of(source)) == 10

        (server.folder / "patients-2.csv.accept").touch()
        source.refresh()

        assert names_of(source) == {"1": "b"}

    def test_go_on_as_they_were_once_the_line_is_back(
        self, server: SftpServer, tmp_path: Path
    ) -> None:
        put(server, "patients.csv", patients(("1", "a")))
        with line_to(server.port) as line:
            cut = Line(server.place(port=line.port), str(server.folder))
            drop = RemoteDrop(cut, ["*.csv"], tmp_path / "copies", SETTLE, newest=2)
            source = Files(mapping.read(MAPPING), drop, tmp_path / "feeds", clock=lambda: 0.0)
            line.left = 100
            with pytest.raises(PmsAway, match="broke off"):
                source.refresh()
            line.left = None
            source.refresh()

        assert names_of(source) == {"1": "a"}


class TestPlace:
    GOOD = {"host": "h", "user": "u", "key_file": "k", "host_key": "SHA256:" + "A" * 43}

    def test_is_read(self, tmp_path: Path) -> None:
        place: SftpPlace = sftp_place(self.GOOD, tmp_path)

        assert (place.port, place.key_file) == (22, tmp_path / "k")

    @pytest.mark.parametrize(
        "change",
        [
            {"host_key": ""}, {"host_key": "MD5:1"}, {"password": "x"}, {"port": 0}, {"host": None},
            {"key_file": ""}, {"password_file": "p"},
        ],
    )  # fmt: skip
    def test_without_a_pinned_key_or_with_a_password_is_refused(
        self, change: dict[str, object], tmp_path: Path
    ) -> None:
        with pytest.raises(ValueError, match="sftp"):
            sftp_place(self.GOOD | change, tmp_path)
