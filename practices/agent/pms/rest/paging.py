"""Going through a list, page by page, however it is paged."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from practices.agent.pms.rest.client import Answer, Client
from practices.agent.pms.rest.rows import at, rows_at
from practices.agent.pms.rest.shapes import Paging
from practices.agent.pms.rest.trouble import Moved, Trouble

PAGES_MAX = 50_000
Rows = list[dict[str, Any]]
KeyOf = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Page:
    rows: Rows
    answer: Answer


def pages(
    client: Client, paging: Paging, path: str, asked: Mapping[str, str], key_of: KeyOf
) -> Iterator[Page]:
    """Raises Trouble; Moved where rows may have been missed."""
    given = dict(asked)
    if paging.size_parameter:
        given[paging.size_parameter] = str(paging.size)
    match paging.kind:
        case "offset":
            yield from _by_offset(client, paging, path, given, key_of)
        case "page":
            yield from _by_number(client, paging, path, given, key_of)
        case _:
            yield from _by_next(client, paging, path, given)


def _by_next(client: Client, paging: Paging, path: str, asked: dict[str, str]) -> Iterator[Page]:
    """A cursor goes into the same question; a link is the next question, whole."""
    seen: set[str] = set()
    for _ in range(PAGES_MAX):
        page = _page(client, paging, path, asked)
        yield page
        following = _next(paging, page.answer)
        if not following:
            return
        if following in seen:
            raise Trouble("The list has no end.")
        seen.add(following)
        if paging.kind == "link":
            path, asked = following, {}
        else:
            asked = {**asked, paging.parameter: following}
    raise Trouble("The list has no end.")


def _by_offset(
    client: Client, paging: Paging, path: str, asked: dict[str, str], key_of: KeyOf
) -> Iterator[Page]:
    """Each page begins with the last rows of the one before: where none of them is met again,
    others moved up over the edge. The list ends where nothing else comes."""
    offset, tail = 0, set[str]()
    for _ in range(PAGES_MAX):
        page = _page(client, paging, path, {**asked, paging.parameter: str(offset)})
        keys = [key_of(row) for row in page.rows]
        if tail and not tail & set(keys):
            raise Moved
        yield page
        if not set(keys) - tail:
            return
        overlap = min(paging.overlap, len(keys) - 1)
        offset += len(keys) - overlap
        tail = set(keys[len(keys) - overlap :])
    raise Trouble("The list has no end.")


def _by_number(
    client: Client, paging: Paging, path: str, asked: dict[str, str], key_of: KeyOf
) -> Iterator[Page]:
    """Until a page is empty, or as the one before. What moves over an edge is met next time."""
    before: list[str] = []
    for number in range(paging.first, paging.first + PAGES_MAX):
        page = _page(client, paging, path, {**asked, paging.parameter: str(number)})
        keys = [key_of(row) for row in page.rows]
        yield page
        if not keys or keys == before:
            return
        before = keys
    raise Trouble("The list has no end.")


def _page(client: Client, paging: Paging, path: str, asked: Mapping[str, str]) -> Page:
    answer = client.get(path, asked)
    return Page(rows_at(answer.body, paging.rows), answer)


def _next(paging: Paging, answer: Answer) -> str:
    found = at(answer.body, paging.next) if paging.next else answer.links.get("next")
    if found is None or found == "":
        return ""
    if not isinstance(found, str | int) or isinstance(found, bool):
        raise Trouble(f"What stands at {paging.next} is no place to go on from.")
    return str(found)
