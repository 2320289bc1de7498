"""Which practice system this agent reads, by what stands in agent.toml."""

from practices.agent.pms import Pms
from practices.agent.pms.files.connector import Files
from practices.agent.pms.files.mapping import BadMapping, Mapping, signed_mapping
from practices.agent.pms.files.place import FilesPlace
from practices.agent.pms.open_dental import OpenDental, connector
from practices.agent.state import Folder, NotSetUp, Settings

KEPT = "feeds"


def source_of(folder: Folder, settings: Settings) -> Pms:
    """Raises NotSetUp."""
    place = settings.files
    if place is None:
        return OpenDental(connector(settings.database))
    mapping = mapping_of(place)
    return Files(mapping, place.folder, folder.path / KEPT, settle_seconds=place.settle_seconds)


def mapping_of(place: FilesPlace) -> Mapping:
    """Raises NotSetUp for one that no release signed."""
    try:
        return signed_mapping(place.mapping, place.keys)
    except BadMapping as why:
        raise NotSetUp(str(why)) from None
