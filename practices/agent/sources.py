"""Which practice system this agent reads, by what stands in agent.toml."""

from datetime import UTC, datetime
from pathlib import Path

from practices.agent.drops.place import DropsPlace
from practices.agent.pms import Pms, ranges
from practices.agent.pms.files.connector import Files
from practices.agent.pms.files.folder import Drop
from practices.agent.pms.files.mapping import BadMapping, Mapping, signed_mapping
from practices.agent.pms.files.place import FilesPlace
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.pms.rest.budget import Used
from practices.agent.pms.rest.client import Client, Where
from practices.agent.pms.rest.connector import Rest
from practices.agent.pms.rest.login import Login
from practices.agent.pms.rest.mapping import RestMapping, filled, signed_rest_mapping
from practices.agent.pms.rest.place import RestPlace
from practices.agent.pms.rest.trouble import Trouble
from practices.agent.pms.tables.mapping import TableMapping, signed_table_mapping
from practices.agent.pms.tables.place import TablesPlace
from practices.agent.settings import Settings
from practices.agent.sftp.folder import RemoteDrop
from practices.agent.sftp.line import Line
from practices.agent.state import Folder, NotSetUp

KEPT, COPIES, LISTS, CALLS = "feeds", "sftp", "lists", "calls.sqlite"
REMITTANCES_AT_ONCE = 200


def source_of(folder: Folder, settings: Settings) -> Pms:
    """Raises NotSetUp."""
    match settings.source:
        case FilesPlace() as place:
            mapping = mapping_of(place)
            return Files(mapping, files_drop(folder, place, mapping), folder.path / KEPT)
        case TablesPlace() as place:
            return _tables(folder, place)
        case RestPlace() as place:
            return rest_of(folder, settings, place)
    return OpenDental(connector(settings.database))


def files_drop(folder: Folder, place: FilesPlace, mapping: Mapping) -> Drop:
    patterns = [feed.pattern for feed in mapping.feeds.values()]
    newest = 1_000 if any(feed.reads != "whole" for feed in mapping.feeds.values()) else 5
    return _drop(folder, place, patterns, "files", newest)


def remittances_drop(folder: Folder, place: DropsPlace) -> Drop:
    return _drop(folder, place, [place.pattern], "remittances", REMITTANCES_AT_ONCE)


def _drop(
    folder: Folder, place: FilesPlace | DropsPlace, patterns: list[str], kept: str, newest: int
) -> Drop:
    """A folder of this computer, or of an SFTP server."""
    if place.sftp is None:
        return Drop(Path(place.folder), place.settle_seconds)
    copies = folder.path / COPIES / kept
    line = Line(place.sftp, place.folder)
    return RemoteDrop(line, patterns, copies, place.settle_seconds, newest=newest)


def mapping_of(place: FilesPlace) -> Mapping:
    """Raises NotSetUp for one that no release signed."""
    try:
        return signed_mapping(place.mapping, place.keys)
    except BadMapping as why:
        raise NotSetUp(str(why)) from None


def table_mapping_of(place: TablesPlace) -> TableMapping:
    """Raises NotSetUp for one that no release signed, or that is for other versions."""
    try:
        told = signed_table_mapping(place.mapping, place.keys)
    except BadMapping as why:
        raise NotSetUp(str(why)) from None
    fits = ranges.is_within(place.parts, told.oldest, told.newest)
    if told.system != place.system or not fits:
        raise NotSetUp(f"The mapping is for {told.system}, {told.oldest} to {told.newest}.")
    return told


def rest_mapping_of(place: RestPlace) -> RestMapping:
    """Raises NotSetUp for one that no release signed, or that is for another system."""
    try:
        told = signed_rest_mapping(place.mapping, place.keys)
    except BadMapping as why:
        raise NotSetUp(str(why)) from None
    if told.system != place.system:
        raise NotSetUp(f"The mapping is for {told.system}.")
    return told


def rest_of(folder: Folder, settings: Settings, place: RestPlace) -> Rest:
    """Raises NotSetUp."""
    mapping, kept = rest_mapping_of(place), folder.path / LISTS
    used = Used(kept / CALLS, mapping.budget, place.calls, lambda: datetime.now(UTC))
    try:
        headers = {name: filled(text, place.values) for name, text in mapping.headers.items()}
        where = Where(
            filled(mapping.base, place.values), headers, settings.place.proxy,
            settings.place.ca_file,
        )  # fmt: skip
        login = Login(mapping.auth, folder.secret(place.secret.name))
    except (BadMapping, Trouble) as why:
        raise NotSetUp(str(why)) from None
    client = Client(where, login, used, mapping.budget.calls_per_second)
    return Rest(mapping, client, kept)


def _tables(folder: Folder, place: TablesPlace) -> Pms:
    try:
        from practices.agent.pms.tables.connector import Tables  # only previews need SQLAlchemy
    except ImportError:
        raise NotSetUp("This needs the agent with its extra `tables`.") from None
    return Tables(table_mapping_of(place), folder.secret(place.url.name), place.program)
