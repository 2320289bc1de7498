"""What is said in the terminal once everything serves."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from dso.embedded import places


def lines(
    *,
    place: str,
    seconds: float,
    sign_ins: Iterable[tuple[str, str, str]],
    data: Path,
    is_embedded: bool,
    broker: str,
) -> Iterator[str]:
    yield ""
    yield f"  Ready after {seconds:.1f} s: {place}"
    yield ""
    rows = [("Sign in as", "e-mail", "password"), *sign_ins]
    if len(rows) > 1:
        first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
        for role, email, password in rows:
            yield f"  {role:<{first}}  {email:<{second}}  {password}"
        yield ""
    yield f"  Database: {_database(data, is_embedded=is_embedded)}"
    yield f"  Queues:   {_queues(broker)}"
    yield "  Ctrl-C stops everything and keeps the data."
    yield ""


def _database(data: Path, *, is_embedded: bool) -> str:
    if not is_embedded:
        return "the server named in DATABASE_URL"
    return f"our own, in {places.postgres_folder(data)} (DATABASE_URL names another)"


def _queues(broker: str) -> str:
    if broker == places.EMBEDDED_BROKER:
        return "in the same server (BROKER_URL names another)"
    return f"over {broker.partition(':')[0]} (BROKER_URL)"
