"""Who is signed out, and who only meets a database that is away."""

from contextlib import suppress

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection

from compliance.identity.sessions import SessionStore


@pytest.fixture
def session(own_database: str) -> SessionStore:
    session = SessionStore()
    session["seen"] = "a page"
    session.create()
    return session


class TestSave:
    def test_says_that_the_database_is_away(self, session: SessionStore) -> None:
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

        with pytest.raises(OperationalError):
            session.save()

    def test_of_a_session_that_was_ended_is_refused(self, session: SessionStore) -> None:
        SessionStore(session.session_key).delete()

        with pytest.raises(UpdateError):
            session.save()
