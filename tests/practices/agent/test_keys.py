"""The agent's key: changed by itself, wherever the power fails."""

import base64
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from practices.agent.bundle import redacted
from practices.agent.keys import KEY_LIFETIME, rotate_if_due
from practices.agent.server import Unreachable
from practices.agent.state import Folder
from practices.wire import signing
from practices.wire.messages import Enrolled, Keyed, NewKey

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)


class Locksmith:
    """Takes a new key; `lost` answers never arrive."""

    def __init__(self) -> None:
        self.announced: list[str] = []
        self.used: list[str] = []
        self.lost = 0

    def announce(self, told: NewKey) -> Keyed:
        self.announced.append(told.public_key)
        if self.lost:
            self.lost -= 1
            raise Unreachable("lost")
        public = base64.b64decode(told.public_key)
        return Keyed(key_id=signing.key_id_of(public), former_until="")

    def use(self, key: Ed25519PrivateKey, key_id: str) -> None:
        assert signing.key_id_of(key.public_key().public_bytes_raw()) == key_id
        self.used.append(key_id)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Enrolled at BEGIN."""
    made, key = Folder(tmp_path), signing.new_key()
    key_id = signing.key_id_of(key.public_key().public_bytes_raw())
    made.keep_enrolled(Enrolled(agent_id="a1", key_id=key_id, words=(), state="active"), key)
    os.utime(tmp_path / f"key-{key_id}", (BEGIN.timestamp(), BEGIN.timestamp()))
    return made


def rotated(folder: Folder, platform: Locksmith, days: float) -> bool:
    return rotate_if_due(folder, platform, lambda: BEGIN + timedelta(days=days))


class TestRotate:
    def test_waits_for_ninety_days(self, folder: Folder) -> None:
        platform, before = Locksmith(), folder.enrolled().key_id

        assert not rotated(folder, platform, KEY_LIFETIME.days - 0.1)
        assert rotated(folder, platform, KEY_LIFETIME.days)

        assert platform.used == [folder.enrolled().key_id] != [before]
        assert folder.key()
        assert not (folder.path / f"key-{before}").exists()

    def test_announces_the_same_key_until_it_is_kept(self, folder: Folder) -> None:
        platform, before = Locksmith(), folder.enrolled().key_id
        platform.lost = 2
        for _ in range(2):
            with pytest.raises(Unreachable):
                rotated(folder, platform, 91)
            assert folder.enrolled().key_id == before
            assert folder.key()

        assert rotated(folder, platform, 91)

        assert len(set(platform.announced)) == 1
        assert not folder.has_next_key()


class TestRedacted:
    @pytest.mark.parametrize(
        "text",
        ["Key 'Verysecret' twice", 'of "Sample, Anna"', "anna@example.com", "10.0.0.12",
         "555-123-4567", "at /home/anna/od"],
    )  # fmt: skip
    def test_blots_out_what_may_be_private(self, text: str) -> None:
        told = redacted(text)

        assert "…" in told
        assert not [word for word in ("secret", "Anna", "anna", "555", "10.0") if word in told]

    def test_leaves_what_helps(self) -> None:
        text = "claimproc: sent 40 rows"

        assert redacted(text) == text
