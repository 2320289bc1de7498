"""Who answers, and whether they know us."""

import socket
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from billing.submission.clearinghouses import Down, Place, Refused, WrongKey, open_door
from billing.submission.clearinghouses.session import private_key
from tests.billing.submission.clearinghouses.conftest import NO_SSHD
from tests.billing.submission.clearinghouses.sites import Site, parcel, send, site
from tests.practices.agent.sftp.server import SftpServer, keys


@pytest.mark.slow
@NO_SSHD
class TestSftp:
    def test_another_host_key_is_told_nothing(self, sshd: SftpServer, tmp_path: Path) -> None:
        other = keys(tmp_path, "other")
        before = (sshd.home / "log").read_text().count("Accepted")
        with site("sftp", tmp_path, sshd) as told:
            with told.door(host_keys=(other,)) as door, pytest.raises(WrongKey, match="another"):
                door.stage(parcel())
            assert (sshd.home / "log").read_text().count("Accepted") == before
            with told.door(host_keys=(other, *told.place.host_keys)) as door:
                send(door, parcel())

    def test_a_key_they_do_not_know_is_refused(self, sshd: SftpServer, tmp_path: Path) -> None:
        keys(tmp_path, "stranger")
        stranger = (tmp_path / "stranger").read_text()
        with site("sftp", tmp_path, sshd) as told:
            for change, word in (
                ({"private_key": stranger}, "sign_in"),
                ({"private_key": "no key"}, "secret"),
                ({"private_key": "", "password": "wrong"}, "sign_in"),
            ):
                with told.door(**change) as door, pytest.raises(Refused) as why:
                    door.stage(parcel())
                assert why.value.word == word

    def test_one_that_is_away_is_down(self, sshd: SftpServer, tmp_path: Path) -> None:
        with site("sftp", tmp_path, sshd) as told, told.door(port=1) as door, pytest.raises(Down):
            door.stage(parcel())


@pytest.mark.slow
class TestKeys:
    @pytest.mark.parametrize("kind", ["ed25519", "rsa", "ecdsa"])
    @pytest.mark.parametrize("passphrase", ["", "sample words"])
    def test_of_each_kind_are_read(self, kind: str, passphrase: str, tmp_path: Path) -> None:
        make = ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-f", str(tmp_path / "key")]
        subprocess.run(make, check=True, timeout=30)
        text = (tmp_path / "key").read_text()
        place = Place("folder", "/", private_key=text, passphrase=passphrase)
        public = (tmp_path / "key.pub").read_text().split()[1]
        assert private_key(place).get_base64() == public
        cut, wrong = replace(place, private_key=text[:-80]), replace(place, passphrase="wrong")
        for one in (cut, wrong) if passphrase else (cut,):
            with pytest.raises(Refused) as why:
                private_key(one)
            assert why.value.word == "secret"


class Silent:
    """Takes connections and says a byte now and then, never an end."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        kept = []
        while True:
            try:
                here, _ = self.listener.accept()
            except OSError:
                return
            kept.append(here)
            threading.Thread(target=self._drip, args=(here,), daemon=True).start()

    def _drip(self, here: socket.socket) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1000:
                here.sendall(bytes([letter]))
                time.sleep(0.1)
        except OSError:
            return


@pytest.mark.parametrize("kind", ["sftp", "http"])
def test_one_that_trickles_is_given_up(kind: str, sshd_like: dict[str, object]) -> None:
    silent = Silent()
    address = "127.0.0.1" if kind == "sftp" else f"http://127.0.0.1:{silent.port}"
    place = Place(kind, address, silent.port, seconds_max=0.3, **sshd_like)  # type: ignore[arg-type]
    began = time.monotonic()
    with open_door(place) as door, pytest.raises(Down):
        door.stage(parcel())
    assert time.monotonic() - began < 3
    silent.listener.close()


@pytest.fixture
def sshd_like() -> dict[str, object]:
    return {"host_keys": ("SHA256:" + "A" * 43,), "user": "u", "password": "p"}


class TestHttp:
    def test_a_wrong_token_is_refused(self, web: Site) -> None:
        with web.door(password="wrong") as door, pytest.raises(Refused, match="refuses our user"):
            door.stage(parcel())

    @pytest.mark.parametrize(
        "address",
        ["http://example.com", "ftp://127.0.0.1", "//x", "http://localhost", "https:///x"],
    )
    def test_only_https_or_this_machine_is_told_anything(self, web: Site, address: str) -> None:
        with web.door(address=address) as door, pytest.raises(Refused, match="not one we send to"):
            door.stage(parcel())

    def test_one_that_is_away_is_down(self, web: Site) -> None:
        with web.door(address="http://127.0.0.1:1") as door, pytest.raises(Down):
            door.release(parcel())
