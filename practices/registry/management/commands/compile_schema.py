"""`manage.py compile_schema`: write the practice schema's SQL from the migrations."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from practices.registry.schema.compile import compile_steps
from practices.registry.schema.compiled import BASELINE, STEPS


class Command(BaseCommand):
    help = "Compile the migrations of practice tables to SQL; --check only compares."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        compiled = compile_steps()
        files = {STEPS / f"{step.number:04d}_{step.name}.sql": step.sql for step in compiled.steps}
        files[BASELINE] = compiled.baseline
        stale = [f.name for f, sql in files.items() if not f.exists() or f.read_text() != sql]
        if options["check"]:
            if stale:
                raise CommandError("Run manage.py compile_schema: " + ", ".join(stale))
            return
        STEPS.mkdir(exist_ok=True)
        for old in set(STEPS.glob("*.sql")) - set(files):
            old.unlink()
        for file, sql in files.items():
            file.write_text(sql)
        self.stdout.write(f"{len(compiled.steps)} steps, {len(stale)} changed.")
