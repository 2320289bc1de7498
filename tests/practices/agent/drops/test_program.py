"""Bringing remittances as whoever installs the agent meets it: settings, once, status, doctor."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from practices.agent.drops.place import drops_place
from practices.agent.state import Folder, NotSetUp
from practices.wire import drops
from practices.wire.messages import Brought, Config
from tests.practices.agent.listening import Answer, listening
from tests.practices.agent.practice import TABLES
from tests.practices.agent.test_cli import Desk, run, set_up


class DropDesk(Desk):
    """`is_on` is what a person there decided; `files` are kept by hash."""

    def __init__(self) -> None:
        super().__init__()
        self.is_on, self.is_off_meanwhile, self.files = True, False, dict[str, bytes]()

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        match path.removeprefix("/agent/v1/").split("/"):
            case ["config"]:
                return 200, Config(map="od/1", tables=TABLES, rows_max=9, drops=self.is_on), {}
            case ["drops", _] if self.is_off_meanwhile:
                return 403, {"code": "drops_off", "detail": "Nobody switched it on."}, {}
            case ["drops", sha256]:
                self.files[sha256] = drops.unpack(body, sha256=sha256)[1]
                return 200, Brought(came_before=False), {}
        return super().answer(method, path, body)


@pytest.fixture
def desk() -> Iterator[DropDesk]:
    made = DropDesk()
    with listening(made.platform):
        yield made


@pytest.fixture
def home(tmp_path: Path, desk: DropDesk) -> Path:
    """An enrolled agent whose database is away, and one remittance."""
    folder = set_up(tmp_path, desk)
    assert run(folder, "enroll", "good") == 0
    mail = tmp_path / "mail"
    mail.mkdir()
    (mail / "a.835").write_bytes(b"one")
    (mail / "a.835.done").touch()
    with (tmp_path / "agent.toml").open("a") as settings:
        settings.write(f'[drops]\nfolder = "{mail}"\n')
    return tmp_path


class TestOnce:
    def test_brings_even_while_the_practices_system_is_away(
        self, home: Path, desk: DropDesk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert _run(home, "once") == 1

        assert list(desk.files.values()) == [b"one"]
        assert (home / "mail" / "done" / "a.835").exists()
        _run(home, "status")
        assert "remittances          0 wait" in capsys.readouterr().out

    @pytest.mark.parametrize("is_off_meanwhile", [False, True])
    def test_says_that_nobody_switched_it_on(
        self, home: Path, desk: DropDesk, capsys: pytest.CaptureFixture[str],
        is_off_meanwhile: bool,
    ) -> None:  # fmt: skip
        desk.is_on, desk.is_off_meanwhile = is_off_meanwhile, is_off_meanwhile
        _run(home, "once")
        assert desk.files == {}

        assert _run(home, "status") == 1
        assert "1 wait  Remittances wait: nobody let this agent" in capsys.readouterr().out


class TestDoctor:
    def test_says_whether_it_is_switched_on(
        self, home: Path, desk: DropDesk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        _run(home, "doctor")
        told = capsys.readouterr().out
        assert "well  remittances: Files like *.835 are watched for." in told
        assert "well  switch: This agent may bring remittances." in told

        desk.is_on = False
        _run(home, "doctor")
        assert "ILL   switch: Remittances wait" in capsys.readouterr().out

    def test_says_that_the_folder_is_away(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "mail").rename(home / "elsewhere")

        assert _run(home, "doctor") == 1

        assert "ILL   remittances: The folder for remittances" in capsys.readouterr().out


class TestPlace:
    @pytest.mark.parametrize(
        "told",
        [{}, {"folder": 1}, {"folder": "x", "sql": "y"}, {"folder": "x", "settle_seconds": -1}],
    )
    def test_that_is_none_is_refused(self, told: dict[str, object], tmp_path: Path) -> None:
        with pytest.raises(ValueError, match=r"drops|settle"):
            drops_place(told, tmp_path)

    def test_is_refused_with_the_words_of_its_settings(self, home: Path) -> None:
        with (home / "agent.toml").open("a") as settings:
            settings.write('[drops.sftp]\nhost = "h"\nuser = "u"\nkey_file = "k"\n')

        with pytest.raises(NotSetUp, match="host_key is needed"):
            Folder(home).settings()


def _run(home: Path, command: str) -> int:
    return run(Folder(home), command)
