"""What may be wrong where files are dropped into a folder."""

import contextlib
from collections.abc import Iterator

from practices.agent.checks import Check
from practices.agent.pms import PmsAway
from practices.agent.pms.files.folder import Drop, Dropped
from practices.agent.pms.files.mapping import Feed
from practices.agent.pms.files.place import FilesPlace
from practices.agent.pms.files.store import Store
from practices.agent.sources import KEPT, files_drop, mapping_of
from practices.agent.state import Folder, NotSetUp

NEWER = "Newer files lie there."


def examine(folder: Folder, place: FilesPlace) -> Iterator[Check]:
    """Mapping, folder, then each feed; nothing is taken in."""
    try:
        mapping = mapping_of(place)
    except NotSetUp as why:
        todo = "Put the mapping we sent and its .sig there, unchanged, and the key in agent.toml."
        yield Check("mapping", False, str(why), todo)
        return
    yield Check("mapping", True, f"Version {mapping.version}, {mapping.status}, signed.")
    drop, kept = files_drop(folder, place, mapping), folder.path / KEPT
    try:
        drop.reach()
    except PmsAway as why:
        todo = "Do host, user, key and host_key in agent.toml fit?"
        yield Check("folder", False, str(why), todo)
        return
    except OSError:
        yield Check(
            "folder", False, "The folder for files cannot be read.",
            "Does it exist, and may the agent's account read it?",
        )  # fmt: skip
        return
    finally:
        drop.rest()
    yield Check("folder", True, "The folder can be read.")
    there = Drop(drop.path, 0)
    with contextlib.suppress(FileNotFoundError):
        there.look(0)
    for name, feed in mapping.feeds.items():
        yield _feed(name, feed, there.finished(feed.pattern), Store(kept / f"{name}.sqlite"))


def _feed(name: str, feed: Feed, there: list[Dropped], store: Store) -> Check:
    good = store.good()
    if good is None:
        text = "None of its files was taken yet." if there else "No file of its pattern is there."
        return Check(name[:64], False, text, f"Export to a name like {feed.pattern}.")
    text = f"{good.rows} rows of the last good file."
    is_behind = bool(there) and there[0].place > good.place
    todo = "Wait a minute; if it stays so, `dso-agent status` says why it is refused."
    return Check(name[:64], not is_behind, f"{text} {NEWER}" if is_behind else text,
                 todo if is_behind else "")  # fmt: skip
