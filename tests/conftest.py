"""What every test may ask for: a database, two practices, and somebody who acts."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from dso.embedded.default import ensure_default_database
from practices.registry.models import Practice
from tests import databases
from tests.corpus import CORPUS

# Hashing a password is slow by design; signing in is tested, its cost is not.
settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")


@pytest.fixture(scope="session")
def template_database(django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    ensure_default_database()
    with django_db_blocker.unblock(), databases.template_database() as name:
        yield name


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """pytest-django's `db` rolls back in a clone of the template."""
    with django_db_blocker.unblock(), databases.clone_of(template_database):
        yield


@pytest.fixture
def own_database(template_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A clone of one's own: commits are real, both logins may be used, nothing is left behind."""
    with django_db_blocker.unblock(), databases.clone_of(template_database) as name:
        yield name


@pytest.fixture(autouse=True)
def acting() -> Iterator[Actor]:
    with acting_as(Actor.system("test")) as actor:
        yield actor


@pytest.fixture
def practice_a(db: None) -> Practice:
    return Practice.objects.get(public_id="alder")


@pytest.fixture
def practice_b(db: None) -> Practice:
    return Practice.objects.get(public_id="birch")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What commits in a database of its own is slow.

    Without the corpus its tests are left out, and tests/test_corpus.py says so, once.
    """
    for item in items:
        if "own_database" in getattr(item, "fixturenames", ()):
            item.add_marker("slow")
    if CORPUS is None:
        left_out = [item for item in items if item.get_closest_marker("corpus")]
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
