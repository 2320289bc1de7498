"""Which server a command talks to: the one that was named, or the embedded one."""

from django.conf import settings

from dso import env
from dso.embedded import postgres

NEEDS_NO_DATABASE = frozenset(
    {"help", "version", "--help", "--version", "makemigrations", "up", "demo"}
)


def ensure_default_database() -> postgres.Server | None:
    """Attach to the embedded server, or start it; None when DATABASE_URL names a real one."""
    if env.text("DATABASE_URL"):
        return None
    return postgres.ensure_running(settings.DATA)
