"""`manage.py prepare`: bring roles, public tables and every practice to this release."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections, transaction
from django.utils import timezone

from compliance.access.rights import APP, CLEARING, PRACTICES, Rights
from practices.registry import actions
from practices.registry.models import Practice
from practices.registry.router import public_models
from practices.registry.schema.compiled import newest_version


class Command(BaseCommand):
    help = "Migrate the public tables, set every right, upgrade every practice. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        _make_roles()
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        set_rights()
        behind = Practice.objects.using("owner").filter(schemaversion__version__lt=newest_version())
        failed = [
            practice.public_id
            for practice in behind.order_by("pk").iterator()
            if not actions.upgrade_practice(practice=practice, now=timezone.now())
        ]
        if failed:
            self.stderr.write("Not upgraded, see their schema version: " + ", ".join(failed))
            raise SystemExit(1)
        self.stdout.write("The database is ready.")


def _make_roles() -> None:
    with connections["owner"].cursor() as cursor:
        for role in (PRACTICES, CLEARING):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE ROLE {role} NOLOGIN")
        cursor.execute(f"GRANT {CLEARING} TO {APP} WITH INHERIT FALSE")
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {APP}, {PRACTICES}, {CLEARING}")


def set_rights() -> None:
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        for model in public_models():
            rights = getattr(model, "rights", Rights())
            for statement in rights.statements(model._meta.db_table):
                cursor.execute(statement)
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP}, {PRACTICES}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {CLEARING}")
        cursor.execute(f"GRANT EXECUTE ON FUNCTION audit_record TO {APP}, {PRACTICES}, {CLEARING}")
