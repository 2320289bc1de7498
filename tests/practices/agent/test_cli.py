"""The agent as whoever installs it meets it: enrol, look, run once, ask for a doctor."""

import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from practices.agent.cli import main
from practices.agent.running import WAIT_SECONDS_MAX, backoff
from practices.agent.state import Folder, NotSetUp
from practices.wire import messages, signing
from tests.practices.agent.listening import Answer, Platform, listening
from tests.practices.agent.memory_server import MemoryServer
from tests.practices.agent.practice import TABLES, Practice
from tests.practices.mariadb import PASSWORD, READER


class Desk:
    """Answers an agent by way of a platform in memory. Anybody with the code is enrolled."""

    def __init__(self) -> None:
        self.memory = MemoryServer(TABLES)
        self.platform = Platform(b"", self.answer)

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        match path.removeprefix("/agent/v1/").split("/"):
            case ["enroll"]:
                return self._enroll(msgspec.json.decode(body, type=messages.Enroll))
            case ["config"]:
                return 200, self.memory.config(), {}
            case ["heartbeat"]:
                told = msgspec.json.decode(body, type=messages.Heartbeat)
                return 200, self.memory.heartbeat(told), {}
            case ["cycles"]:
                self.memory.cycle(msgspec.json.decode(body, type=messages.Cycle))
                return 200, {}, {}
            case ["streams", table, "open"]:
                return (
                    200,
                    self.memory.open(table, msgspec.json.decode(body, type=messages.Open)),
                    {},
                )
            case ["streams", table, "batches", epoch, seq]:
                return 200, self.memory.push(table, int(epoch), int(seq), body), {}
            case ["streams", table, "compare"]:
                told_ = msgspec.json.decode(body, type=messages.Compare)
                return 200, self.memory.compare(table, told_), {}
        return 404, {}, {}

    def _enroll(self, told: messages.Enroll) -> Answer:
        public = self.platform.public_key
        enrolled = messages.Enrolled(
            agent_id="a1",
            key_id=signing.key_id_of(public),
            words=signing.fingerprint(public),
            state="pending",
        )
        return (200, enrolled, {}) if told.code == "good" else (403, {}, {})


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    with listening(made.platform):
        yield made


def set_up(folder: Path, desk: Desk, office: Practice | None = None) -> Folder:
    told = {"host": "127.0.0.1", "port": 1, "user": READER, "database": "none"}
    if office is not None:
        told = office.server.reader(office.name)
        told.pop("password")
    database = "\n".join(
        f"{name} = {msgspec.json.encode(value).decode()}" for name, value in told.items()
    )
    (folder / "secret").write_text(f"{PASSWORD}\n")
    (folder / "agent.toml").write_text(
        f'[platform]\nurl = "{desk.platform.url}"\n'
        f'[database]\n{database}\npassword_file = "secret"\n'
    )
    made = Folder(folder)
    desk.platform.public_key = made.key_to_enroll().public_key().public_bytes_raw()
    return made


def run(folder: Folder, *arguments: str) -> int:
    return main(["--folder", str(folder.path), *arguments])


class TestEnroll:
    def test_keeps_a_key_for_itself_and_shows_its_words(
        self, tmp_path: Path, desk: Desk, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = set_up(tmp_path, desk)

        assert run(folder, "enroll", "good") == 0

        public = folder.key().public_key().public_bytes_raw()
        assert public == desk.platform.public_key
        assert " ".join(signing.fingerprint(public)) in capsys.readouterr().out
        keys = list(tmp_path.glob("key-*"))
        assert [stat.S_IMODE(key.stat().st_mode) for key in keys] == [0o600]

    def test_that_fails_changes_nothing_and_can_be_repeated(
        self, tmp_path: Path, desk: Desk
    ) -> None:
        folder = set_up(tmp_path, desk)

        assert run(folder, "enroll", "bad") == 1
        with pytest.raises(NotSetUp, match="not enrolled"):
            folder.key()

        assert run(folder, "enroll", "good") == 0

    def test_refuses_a_platform_that_names_another_key(self, tmp_path: Path, desk: Desk) -> None:
        folder = set_up(tmp_path, desk)
        other = signing.key_id_of(signing.new_key().public_key().public_bytes_raw())
        answer = messages.Enrolled(agent_id="a1", key_id=other, words=(), state="pending")
        desk.platform.answers = lambda *_: (200, answer, {})

        assert run(folder, "enroll", "good") == 1
        assert not (tmp_path / "agent.json").exists()


class TestDoctor:
    def test_says_what_to_do_before_anything_is_set_up(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(Folder(tmp_path), "doctor") == 1

        assert "password_file" in capsys.readouterr().out

    def test_refuses_a_platform_without_tls(self, tmp_path: Path, desk: Desk) -> None:
        desk.platform.url = "http://platform.example"

        with pytest.raises(NotSetUp, match="https"):
            set_up(tmp_path, desk).settings()

    @pytest.mark.slow
    @pytest.mark.xdist_group("mariadb")
    def test_finds_a_good_practice_well(
        self, tmp_path: Path, desk: Desk, office: Practice, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = set_up(tmp_path, desk, office)
        run(folder, "enroll", "good")

        assert run(folder, "doctor") == 0

        assert "cannot write" in capsys.readouterr().out

    @pytest.mark.slow
    @pytest.mark.xdist_group("mariadb")
    def test_finds_rights_that_ought_to_be_missing(
        self, tmp_path: Path, desk: Desk, office: Practice, capsys: pytest.CaptureFixture[str]
    ) -> None:
        office.do(f"GRANT SELECT, UPDATE ON {office.name}.* TO '{READER}'@'127.0.0.1'")

        assert run(set_up(tmp_path, desk, office), "doctor") == 1

        told = capsys.readouterr().out
        assert "may UPDATE" in told
        assert "patient.ssn" in told


class TestOnce:
    @pytest.mark.slow
    @pytest.mark.xdist_group("mariadb")
    def test_sends_all_over_the_wire_and_status_says_so(
        self,
        tmp_path: Path,
        desk: Desk,
        office: Practice,
        capsys: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        folder = set_up(tmp_path, desk, office)
        office.do("INSERT INTO patient (LName, SSN) VALUES ('Verysecret', '123456789')")
        run(folder, "enroll", "good")

        assert run(folder, "once") == 0
        assert run(folder, "status") == 0

        assert desk.memory.mirror("patient") == office.truth(TABLES[1])
        out = capsys.readouterr()
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir()).decode("latin-1")
        assert "patient" in out.out
        assert "Verysecret" not in out.out + out.err + caplog.text + kept


class TestBackoff:
    def test_is_anywhere_below_a_bound_that_doubles(self) -> None:
        assert [backoff(n, lambda: 1.0) for n in (0, 1, 5)] == [1, 2, 32]
        assert backoff(5, lambda: 0.5) == 16
        assert backoff(400, lambda: 1.0) == WAIT_SECONDS_MAX
