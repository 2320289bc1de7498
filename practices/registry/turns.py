"""Taking turns where no row stands for what two workers would both decide."""

from django.db import connection


def take_turn(*subject: object) -> None:
    """Wait until nobody else has this turn; it ends with our transaction."""
    key = ":".join(map(str, subject))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
