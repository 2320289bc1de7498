"""What may be wrong where an API is read by a mapping. Each list costs one call of the month's."""

from collections.abc import Iterator

from practices.agent.checks import Check, to_complete
from practices.agent.pms.rest import paging, rows
from practices.agent.pms.rest.connector import Rest
from practices.agent.pms.rest.place import RestPlace
from practices.agent.pms.rest.pulling import asked_of
from practices.agent.pms.rest.shapes import RestFeed
from practices.agent.pms.rest.trouble import Busy, LoginRefused, Trouble
from practices.agent.settings import Settings
from practices.agent.sources import rest_mapping_of, rest_of
from practices.agent.state import Folder, NotSetUp

STOPPED = "Nothing of this list is read meanwhile. If waiting does not mend it, tell us."


def examine(folder: Folder, settings: Settings, place: RestPlace) -> Iterator[Check]:
    """Mapping, login, then the first page of each list, and what the month has left."""
    try:
        mapping, pms = rest_mapping_of(place), rest_of(folder, settings, place)
    except NotSetUp as why:
        todo = "Complete the mapping and agent.toml, and put the mapping's .sig beside it."
        yield Check("mapping", False, str(why)[:300], todo)
        return
    yield Check("mapping", True, f"Version {mapping.version}, {mapping.status}, signed.")
    yield from to_complete(mapping.waiting)
    login = _login(pms)
    yield login
    if login.well:
        for name, feed in mapping.feeds.items():
            yield _list(pms, name, feed)
    yield _budget(pms)
    pms.close()


def _login(pms: Rest) -> Check:
    try:
        pms.client.login.headers(pms.client)
    except LoginRefused as why:
        return Check("login", False, str(why), "Are client_id and client_secret, or key, right?")
    except Trouble as why:
        return Check("login", False, str(why), "Do address and tenant fit, is the network up?")
    return Check("login", True, "The API knows us.")


def _list(pms: Rest, name: str, feed: RestFeed) -> Check:
    try:
        told = paging.pages(
            pms.client, pms.mapping.paging, feed.path, asked_of(feed, pms.wall_clock().date()),
            lambda row: rows.key_of(feed, row),
        )  # fmt: skip
        first = next(told).rows
        for row in first:
            rows.record_of(feed, row)
    except Busy as why:
        return Check(name[:64], False, str(why), "Wait a minute and ask again.")
    except Trouble as why:
        return Check(name[:64], False, str(why), STOPPED)
    return _fields(name, feed, first)


def _fields(name: str, feed: RestFeed, found: paging.Rows) -> Check:
    """A field that no row of the first page has may be empty, or have another name."""
    absent = [path for path in feed.fields if all(rows.at(row, path) is None for row in found)]
    if found and absent:
        told = f"No row of the first page has {', '.join(absent)}."[:200]
        return Check(name[:64], False, told, "Is it empty there, or has it another name?")
    return Check(name[:64], True, f"{len(found)} rows on the first page, with our fields.")


def _budget(pms: Rest) -> Check:
    used = pms.client.used
    calls, size = used.so_far()
    most = "without bound" if used.calls_max is None else f"of {used.calls_max:,}"
    told = f"{calls:,} calls {most} this month, {size / 10**6:.0f} MB."
    slower = pms.slower()
    todo = "More calls can be bought, or lists be read more seldom." if slower else ""
    return Check("month", not slower, f"{told} {slower}".strip(), todo)
