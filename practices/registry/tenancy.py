"""Entering a practice: the only way to its rows.

A visit is one transaction that begins by taking on the practice's search path and database role.
The login role alone sees no practice table, so forgetting to enter fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from compliance.access import context
from compliance.access.context import PracticePlace
from practices.registry.models import Practice

STATEMENT_SECONDS_MAX = 60

SETTINGS = """
SELECT set_config('search_path', %s, true), set_config('role', %s, true),
       set_config('dso.practice', %s, true), set_config('dso.actor', %s, true),
       set_config('dso.request', %s, true), set_config('statement_timeout', %s, true)
"""


class AlreadyElsewhere(RuntimeError):
    """One visit, one practice: leave the first before entering a second."""


@contextmanager
def in_practice(practice: Practice | PracticePlace) -> Iterator[PracticePlace]:
    """Stand in one practice until the block ends; one transaction, or a part of the outer one.

    Entering the practice one already stands in is harmless. Raises NobodyActs without an actor,
    AlreadyElsewhere inside another practice. What is deferred to the commit is checked here, at
    the end of the visit, while the role and the path are still the practice's.
    """
    place = practice.place if isinstance(practice, Practice) else practice
    outer = context.practice_or_none()
    if outer == place:
        yield place
        return
    if outer is not None:
        raise AlreadyElsewhere(f"Standing in {outer.public_id}, asked for {place.public_id}.")
    path = f'"{place.schema}", public'
    with _role(place.schema, path=path, practice_id=str(place.id)), context.standing_in(place):
        yield place
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def in_area(role: str) -> Iterator[None]:
    """Work in a platform area that has a database role of its own, such as the clearing."""
    if context.practice_or_none() is not None:
        raise AlreadyElsewhere(f"Asked for {role} from inside a practice.")
    with _role(role, path="public", practice_id=""):
        yield


@contextmanager
def _role(role: str, *, path: str, practice_id: str) -> Iterator[None]:
    wanted = [path, role, practice_id, context.actor().key, context.request_id()]
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        before = _settings(cursor) if nested else None
        cursor.execute(SETTINGS, [*wanted, f"{STATEMENT_SECONDS_MAX}s"])
        yield
        if before is not None:  # the outer transaction goes on: give back what was taken on
            cursor.execute(SETTINGS, before)


def _settings(cursor: CursorWrapper) -> list[str]:
    cursor.execute(
        "SELECT current_setting('search_path'), current_setting('role'),"
        " current_setting('dso.practice', true), current_setting('dso.actor', true),"
        " current_setting('dso.request', true), current_setting('statement_timeout')"
    )
    return [value or "" for value in cursor.fetchone()]
