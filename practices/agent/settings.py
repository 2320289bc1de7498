"""What agent.toml says, and what it looks like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from practices.agent.drops.place import DropsPlace, drops_place
from practices.agent.https import Place
from practices.agent.pms.files.place import FilesPlace, files_place
from practices.agent.pms.rest.place import RestPlace, rest_place
from practices.agent.pms.tables.place import TablesPlace, tables_place

DATABASE_WORDS = frozenset({"host", "port", "unix_socket", "user", "password", "database"})
EXAMPLE = """\
[platform]
url = "https://app.example.com"
# ca_file = "/path/to/roots.pem"      only if the practice's proxy has its own certificate
# proxy = "http://10.0.0.2:3128"

[database]
host = "127.0.0.1"
port = 3306
user = "dso_ro"
password_file = "database-password"   # in this folder, readable by the agent's account alone
database = "opendental"

# Instead of [database], where files are dropped into a folder:
# [files]
# folder = "D:/exports"
# mapping = "mapping.toml"              # in this folder, with mapping.toml.sig beside it
# mapping_key = "…"                      # the public key it is signed with, as we told it
# settle_seconds = 60                    # a file is finished once it stayed as it is so long

# Beside either: remittance files (835) to bring, once a person of the group lets this agent.
# [drops]
# folder = "D:/remittances"
# pattern = "*.835"

# A folder of [files] or [drops] may be on an SFTP server instead:
# [drops.sftp]
# host = "sftp.example.com"
# user = "practice"
# host_key = "SHA256:…"                  # as `ssh-keygen -lf` on the server shows it
# key_file = "sftp-key"                  # in this folder; or password_file
"""


SourcePlace = FilesPlace | TablesPlace | RestPlace


@dataclass(frozen=True, slots=True)
class Settings:
    """`database` is what PyMySQL is given. It is never printed: it holds a password."""

    place: Place
    database: dict[str, Any] = field(repr=False)
    source: SourcePlace | None = None
    drops: DropsPlace | None = None

    @property
    def pms(self) -> str:
        """What the platform calls it."""
        match self.source:
            case FilesPlace():
                return "files"
            case TablesPlace(system=system) | RestPlace(system=system):
                return system
        return "open_dental"


def source_place(told: Mapping[str, Any], home: Path) -> SourcePlace | None:
    """None for Open Dental. Raises ValueError, saying what to do."""
    if isinstance(told.get("files"), dict):
        return files_place(told["files"], home)
    if isinstance(told.get("tables"), dict):
        return tables_place(told["tables"], home)
    if isinstance(told.get("api"), dict):
        return rest_place(told["api"], home)
    return None


def place_of_drops(told: Mapping[str, Any], home: Path) -> DropsPlace | None:
    """None where nothing is brought. Raises ValueError, saying what to do."""
    drops = told.get("drops")
    return drops_place(drops, home) if isinstance(drops, dict) else None
