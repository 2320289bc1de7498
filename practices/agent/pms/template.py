"""Places of a mapping that whoever knows the system has yet to fill: a `?` stands there. Pure.

What nobody published is left open and not guessed. A feed with an open place is left out and named;
an open place anywhere else refuses the mapping.
"""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from practices.agent.pms.files.mapping import BadMapping

OPEN = "?"
Open = Mapping[str, tuple[str, ...]]
"""By feed, the places in it that are open."""


def completed(raw: bytes) -> tuple[dict[str, Any], Open]:
    """The mapping without the feeds that wait to be completed, and these. Raises BadMapping."""
    told = _decoded(raw)
    feeds = told.get("feeds")
    feeds = feeds if isinstance(feeds, dict) else {}
    waiting = {name: places for name, feed in feeds.items() if (places := tuple(open_places(feed)))}
    rest = tuple(open_places({name: value for name, value in told.items() if name != "feeds"}))
    if rest:
        raise BadMapping(f"The mapping is to be completed first: {', '.join(rest)}.")
    kept = {name: feed for name, feed in feeds.items() if name not in waiting}
    return {**told, "feeds": kept}, waiting


def open_places(value: object, at: str = "") -> Iterator[str]:
    """Where a `?` stands, as value or as name, by its path."""
    match value:
        case dict():
            for name, inner in value.items():
                path = f"{at}.{name}" if at else str(name)
                if name == OPEN:
                    yield at
                else:
                    yield from open_places(inner, path)
        case list():
            for inner in value:
                yield from open_places(inner, at)
        case str() if value == OPEN:
            yield at


def _decoded(raw: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as why:
        raise BadMapping(f"The mapping is not as expected: {why}") from None
