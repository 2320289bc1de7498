"""Making, upgrading and removing the schema and role of one practice. Uses the owner login."""

from django.db import connections, transaction
from django.db.backends.utils import CursorWrapper

from compliance.access.rights import APP, PRACTICES
from practices.registry.schema import compiled

LOCK_TIMEOUT = "3s"


def make(schema: str) -> int:
    """Replay the baseline into a new schema; returns its version. Part of the caller's atomic."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{schema}" NOLOGIN')
        cursor.execute(f'GRANT "{schema}" TO {APP} WITH INHERIT FALSE')
        cursor.execute(f'GRANT {PRACTICES} TO "{schema}" WITH INHERIT TRUE')
        cursor.execute(f'CREATE SCHEMA "{schema}"')
        cursor.execute(f'GRANT USAGE ON SCHEMA "{schema}" TO "{schema}"')
        _replay(cursor, schema, compiled.baseline())
    return compiled.newest_version()


def upgrade(schema: str, *, from_version: int) -> int:
    """Replay the steps a practice has not seen, in one transaction; returns its version."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for step in compiled.steps()[from_version:]:
            _replay(cursor, schema, step.sql)
    return compiled.newest_version()


def remove(schema: str) -> None:
    """Drop everything of a practice. Part of the caller's atomic; it cannot be undone."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'DROP SCHEMA "{schema}" CASCADE')
        cursor.execute(f'DROP ROLE "{schema}"')


def _replay(cursor: CursorWrapper, schema: str, sql: str) -> None:
    cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
    cursor.execute(f'SET LOCAL search_path = "{schema}", public')
    # Outside Django's wrapper: a `%` in the script is a `%`, not a parameter.
    cursor.cursor.execute(compiled.fill(sql, schema).encode())
    cursor.execute("SET LOCAL search_path = public")
