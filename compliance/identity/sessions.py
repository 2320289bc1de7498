"""Sessions in the database that say when the database is away, and do not blame the person."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError


class SessionStore(db.SessionStore):
    """A session that could not be saved is not one that was ended: 500, try again, not 400."""

    def save(self, must_create: bool = False) -> None:
        try:
            super().save(must_create)
        except UpdateError as problem:
            away = problem.__context__
            if isinstance(away, OperationalError | InterfaceError):
                raise away from None
            raise
