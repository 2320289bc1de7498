"""A mapping counts only as it was signed, and only if every word of it is known."""

from pathlib import Path

import pytest
from django.core.management import call_command

from practices.agent import files_doctor
from practices.agent.cli import main
from practices.agent.pms.files import mapping
from practices.agent.pms.files.mapping import BadMapping, signed_mapping
from practices.agent.pms.files.place import FilesPlace, files_place
from practices.agent.sources import source_of
from practices.agent.state import Folder, NotSetUp
from practices.wire import signing
from tests.practices.agent.files.office import MAPPING, PATIENT, Office, office, patients


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An agent's folder whose mapping is signed by the command that signs them."""
    key = signing.new_key()
    (tmp_path / "release.key").write_bytes(signing.private_bytes(key))
    (tmp_path / "mapping.toml").write_bytes(MAPPING)
    call_command("sign_mapping", tmp_path / "mapping.toml", key=tmp_path / "release.key")
    (tmp_path / "key.pub").write_text(signing.public_text(key))
    (tmp_path / "agent.toml").write_text(
        f"""
        [platform]
        url = "http://localhost:1"
        [files]
        folder = "{tmp_path / "drop"}"
        mapping_key = "{signing.public_text(key)}"
        """
    )
    return tmp_path


@pytest.fixture
def exporting(home: Path) -> Office:
    return office(home)


def keys(home: Path) -> tuple[str, ...]:
    return ((home / "key.pub").read_text(),)


class TestSigned:
    def test_is_read(self, home: Path) -> None:
        told = signed_mapping(home / "mapping.toml", keys(home))

        assert told.version == 3
        assert PATIENT in told.feeds

    @pytest.mark.parametrize("change", ["altered", "unsigned", "other key", "no key", "swapped"])
    def test_is_refused_otherwise(self, home: Path, change: str) -> None:
        told = keys(home)
        match change:
            case "altered":
                (home / "mapping.toml").write_bytes(MAPPING.replace(b"Last", b"SSN", 1))
            case "unsigned":
                (home / "mapping.toml.sig").unlink()
            case "other key":
                told = (signing.public_text(signing.new_key()), "no key at all")
            case "no key":
                told = ()
            case "swapped":
                (home / "mapping.toml.sig").write_bytes(b"AAAA")

        with pytest.raises(BadMapping):
            signed_mapping(home / "mapping.toml", told)

    def test_is_what_a_source_is_made_of(self, home: Path, exporting: Office) -> None:
        folder = Folder(home)
        assert folder.settings().pms == "files"
        assert source_of(folder, folder.settings()).version() == "Files, mapping 3"

        (home / "mapping.toml").write_bytes(MAPPING + b"\n")
        with pytest.raises(NotSetUp, match="not as a release signed it"):
            source_of(folder, folder.settings())


class TestMapping:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (b'system = "files"', b'system = "other"'),
            (b'id = { from = "Patient" }', b""),
            (b', format = "%m/%d/%Y"', b""),
            (b'as = "choice", words = { A = "patient", I = "inactive" }', b'as = "choice"'),
            (b'from = "DOB"', b'from = ["DOB", "Last"]'),
            (b'as = "money"', b'as = "sql"'),
            (b'pattern = "patients*.csv"', b'pattern = "p*.csv"\nquery = "SELECT 1"'),
            (b'from = "Last"', b"from = []"),
            (b"version = 3", b"version = \xff"),
        ],
    )
    def test_with_what_nobody_knows_is_refused(self, before: bytes, after: bytes) -> None:
        assert before in MAPPING
        with pytest.raises(BadMapping):
            mapping.read(MAPPING.replace(before, after, 1))


class TestPlace:
    @pytest.mark.parametrize(
        "told",
        [{}, {"folder": 1}, {"folder": "x", "sql": "y"}, {"folder": "x", "settle_seconds": -1}],
    )
    def test_that_is_none_is_refused(self, told: dict[str, object], tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="files"):
            files_place(told, tmp_path)


class TestDoctor:
    def ill(self, home: Path) -> dict[str, str]:
        place = Folder(home).settings().source
        assert isinstance(place, FilesPlace)
        return {c.name: c.text for c in files_doctor.examine(Folder(home), place) if not c.well}

    def test_says_what_is_missing(self, home: Path) -> None:
        assert self.ill(home) == {"folder": "The folder for files cannot be read."}

    def test_says_that_the_mapping_was_altered(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (home / "mapping.toml").write_bytes(MAPPING + b"# mine\n")

        assert main(["--folder", str(home), "doctor"]) == 1

        told = capsys.readouterr().out
        assert "ILL   mapping: The mapping is not as a release signed it." in told

    def test_says_which_feed_has_no_file_or_a_newer_one(
        self, home: Path, exporting: Office
    ) -> None:
        exporting.put("patients-1.csv", patients(("1", "a")))
        exporting.source().refresh()
        assert self.ill(home) == {"feed_payment": "No file of its pattern is there."}

        exporting.put("patients-2.csv", patients(("1", "a"), ("1", "a")))
        assert self.ill(home)[PATIENT] == "1 rows of the last good file. Newer files lie there."
