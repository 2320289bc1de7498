"""Who is signed out, and who only meets a database that is away."""

from contextlib import suppress

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from compliance.identity.middleware import CLOCKS_DIFFER_SECONDS, SIGNED_IN_AT
from compliance.identity.models import User
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


@pytest.mark.django_db
class TestEnd:
    """Twelve hours after it began, whatever the clocks did since."""

    @pytest.mark.parametrize(
        ("seconds_ago", "is_over"),
        [
            (0, False),
            (12 * 3600 - 60, False),
            (12 * 3600 + 60, True),
            (-CLOCKS_DIFFER_SECONDS + 60, False),
            (-CLOCKS_DIFFER_SECONDS - 60, True),
            (-365 * 86400, True),
        ],
    )
    def test_of_a_session(self, client: Client, seconds_ago: int, is_over: bool) -> None:
        client.force_login(User.objects.create_user("a@example.test", None, name="Some Body"))
        session = client.session
        session[SIGNED_IN_AT] = timezone.now().timestamp() - seconds_ago
        session.save()

        answer = client.get(reverse("desk:desk"))

        assert answer.headers.get("Location", "").startswith("/sign-in/") == is_over
