"""From an object of the API to a record: fields by their path, values by the mapping. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from practices.agent.pms.files.cells import value_or_text
from practices.agent.pms.files.taking import KEY_CHARACTERS_MAX
from practices.agent.pms.rest.shapes import RestFeed
from practices.agent.pms.rest.trouble import Trouble

Record = tuple[str, dict[str, object] | None]
"""Its key, and its values by our column; None for one that the mapping leaves out."""
TELLING_ROWS_MIN = 20


def rows_at(body: object, path: str) -> list[dict[str, Any]]:
    """The rows of an answer. Raises Trouble for an answer of another shape."""
    found = at(body, path) if path else body
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise Trouble(f"The answer has no list of rows{f' at {path}' if path else ''}.")
    return found


def at(body: object, path: str) -> object:
    """What stands at a path such as `meta.next`; None where nothing does."""
    for name in path.split("."):
        body = body.get(name) if isinstance(body, dict) else None
    return body


def record_of(feed: RestFeed, row: Mapping[str, Any]) -> Record:
    """Raises Trouble for a row whose key is none, or a field that is not one value."""
    cells = {path: at(row, path) for path in feed.fields}
    for path, cell in cells.items():
        if isinstance(cell, dict | list):
            raise Trouble(f"The field {path} is not one value.")
    key = key_of(feed, row)
    if not _is_kept(feed, cells):
        return key, None
    values = {name: value_or_text(column, cells) for name, column in feed.columns.items()}
    return key, values | {"id": key}


def key_of(feed: RestFeed, row: Mapping[str, Any]) -> str:
    """Raises Trouble."""
    found = at(row, feed.key)
    key = str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""
    if not key or key != key.strip() or len(key) > KEY_CHARACTERS_MAX or not key.isprintable():
        raise Trouble(f"A row's key, {feed.key}, is missing or not as expected.")
    return key


def common(counts: Mapping[str, int], rows: int) -> frozenset[str]:
    """Fields that at least half of the rows had a value in."""
    if rows < TELLING_ROWS_MIN:
        return frozenset()
    return frozenset(path for path, count in counts.items() if 2 * count >= rows)


def check_fields(feed: RestFeed, rows: Sequence[Mapping[str, Any]], usual: frozenset[str]) -> None:
    """A field that most rows had and a page of many has in none is no longer what it was.

    Raises Trouble: reading on would empty it in every record.
    """
    told = usual & set(feed.fields)
    gone = sorted(path for path in told if all(at(row, path) is None for row in rows))
    if gone and len(rows) >= TELLING_ROWS_MIN:
        raise Trouble(f"No row has the field {', '.join(gone)} any more.")


def _is_kept(feed: RestFeed, cells: Mapping[str, object]) -> bool:
    told = {path: "" if cell is None else str(cell) for path, cell in cells.items()}
    return all(told[path] in words for path, words in feed.only.items()) and not any(
        told[path] in words for path, words in feed.without.items()
    )
