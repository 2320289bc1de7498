"""The agent's folder: its key, who it is, and where database and platform are. No rows, ever.

agent.toml    written by whoever installs it: [platform] url, [database] host, user …
key           32 bytes, readable by the agent's account alone
agent.json    what enrolment answered
health.json   how the last turns went, for `status`
"""

import os
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import structs

from practices.agent.drops.place import DropsPlace
from practices.agent.https import Place
from practices.agent.settings import (
    DATABASE_WORDS,
    EXAMPLE,
    Settings,
    SourcePlace,
    place_of_drops,
    source_place,
)
from practices.wire import messages, signing

VARIABLE = "DSO_AGENT_FOLDER"
OWNER_ONLY = 0o600


class NotSetUp(Exception):
    """The folder lacks something the agent needs; the text says what to do."""


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path

    def settings(self) -> Settings:
        """Raises NotSetUp."""
        told = self.told("agent.toml", EXAMPLE, "platform")
        source, drops = self._source(told)
        if source is not None:
            return Settings(place_of(told), {}, source, drops)
        told = self.told("agent.toml", EXAMPLE, "platform", "database")
        database = self._with_password(dict(told["database"]))
        return Settings(place_of(told), database, None, drops)

    def place(self) -> Place:
        """Where the platform is. Raises NotSetUp."""
        return self.settings().place

    def told(self, name: str, example: str, *needed: str) -> dict[str, Any]:
        """A file of settings with its needed parts. Raises NotSetUp, showing what it looks like."""
        try:
            told = tomllib.loads((self.path / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            told = {}
        if not all(isinstance(told.get(part), dict) for part in needed):
            wrong = f"{self.path / name} is missing or not as expected."
            raise NotSetUp(f"{wrong} It looks like this:\n\n{example}")
        return told

    def secret(self, name: str) -> str:
        """What a file in this folder holds. Raises NotSetUp."""
        try:
            return (self.path / name).read_text(encoding="utf-8").strip()
        except OSError:
            raise NotSetUp(f"The file {name} in {self.path} is missing.") from None

    def key(self) -> Ed25519PrivateKey:
        """The enrolled one. Raises NotSetUp."""
        return self._read_key(f"key-{self.enrolled().key_id}")

    def key_to_enroll(self) -> Ed25519PrivateKey:
        """The same until it is enrolled. One that is in use stays in use meanwhile."""
        if not (self.path / "key-new").exists():
            self.keep("key-new", signing.private_bytes(signing.new_key()))
        return self._read_key("key-new")

    def enrolled(self) -> messages.Enrolled:
        """Raises NotSetUp."""
        try:
            content = (self.path / "agent.json").read_bytes()
            return msgspec.json.decode(content, type=messages.Enrolled)
        except (OSError, msgspec.DecodeError):
            raise NotSetUp(
                "This agent is not enrolled: run `dso-agent enroll CODE` first."
            ) from None

    def keep_enrolled(self, told: messages.Enrolled, key: Ed25519PrivateKey) -> None:
        """From the moment agent.json stands, the new key is the one that counts."""
        self.keep(f"key-{told.key_id}", signing.private_bytes(key))
        self.keep("agent.json", msgspec.json.encode(told))
        (self.path / "key-new").unlink(missing_ok=True)

    def key_written_at(self) -> datetime:
        """Raises NotSetUp."""
        path = self.path / f"key-{self.enrolled().key_id}"
        try:
            return datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except OSError:
            raise NotSetUp("The key is missing: enroll again with a new code.") from None

    def has_next_key(self) -> bool:
        return (self.path / "key-next").exists()

    def next_key(self) -> Ed25519PrivateKey:
        """The same until it is kept."""
        if not self.has_next_key():
            self.keep("key-next", signing.private_bytes(signing.new_key()))
        return self._read_key("key-next")

    def keep_next_key(self, key_id: str, key: Ed25519PrivateKey) -> None:
        """It counts from the moment agent.json names it; the key before is then gone."""
        before = self.enrolled()
        self.keep(f"key-{key_id}", signing.private_bytes(key))
        self.keep("agent.json", msgspec.json.encode(structs.replace(before, key_id=key_id)))
        (self.path / "key-next").unlink(missing_ok=True)
        if before.key_id != key_id:
            (self.path / f"key-{before.key_id}").unlink(missing_ok=True)

    def health(self) -> messages.Heartbeat | None:
        """How the agent was when it last wrote it down; None if it never has."""
        try:
            content = (self.path / "health.json").read_bytes()
            return msgspec.json.decode(content, type=messages.Heartbeat)
        except (OSError, msgspec.DecodeError):
            return None

    def keep_health(self, told: messages.Heartbeat) -> None:
        self.keep("health.json", msgspec.json.encode(told))

    def _read_key(self, name: str) -> Ed25519PrivateKey:
        try:
            return Ed25519PrivateKey.from_private_bytes((self.path / name).read_bytes())
        except (OSError, ValueError):
            raise NotSetUp("The key is missing or damaged: enroll again with a new code.") from None

    def _with_password(self, database: dict[str, Any]) -> dict[str, Any]:
        file = database.pop("password_file", None)
        if file is not None:
            database["password"] = self.secret(str(file))
        unknown = database.keys() - DATABASE_WORDS
        if unknown:
            raise NotSetUp(f"agent.toml: [database] knows no {', '.join(sorted(unknown))}.")
        return database

    def _source(self, told: dict[str, Any]) -> tuple[SourcePlace | None, DropsPlace | None]:
        """None for Open Dental, and where nothing is brought. Raises NotSetUp."""
        try:
            return source_place(told, self.path), place_of_drops(told, self.path)
        except ValueError as why:
            raise NotSetUp(str(why)) from None

    def keep(self, name: str, content: bytes) -> None:
        """Whole or not at all, and for the agent's account alone from the first byte."""
        self.path.mkdir(parents=True, exist_ok=True)
        fresh = self.path / f"{name}.new"
        fresh.unlink(missing_ok=True)
        place = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(place, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path / name)


def default_folder(name: str = "dso-agent") -> Path:
    """Where a service of this system keeps its own things."""
    told = os.environ.get(VARIABLE)
    if told:
        return Path(told)
    if os.name == "nt":
        return Path(os.environ.get("PROGRAMDATA", "C:/ProgramData")) / name
    return Path("/var/lib") / name


def place_of(told: dict[str, Any]) -> Place:
    """Where the platform is, from a file of settings. Raises NotSetUp."""
    try:
        place = Place(**told["platform"])
    except TypeError:
        raise NotSetUp("[platform] knows url, ca_file and proxy, and needs the first.") from None
    if not place.url.startswith("https://") and not is_this_machine(place.url):
        raise NotSetUp("The platform's url must begin with https://.")
    return place


def is_this_machine(url: str) -> bool:
    """For trying it out only: what never leaves a machine needs no TLS."""
    return url.startswith(("http://127.0.0.1:", "http://localhost:"))
