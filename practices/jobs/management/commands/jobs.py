"""`manage.py jobs`: what was set aside after three tries, and trying it again."""

import uuid
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.jobs import actions, queries


class Command(BaseCommand):
    help = "Show the jobs that failed three times; --retry gives them three new tries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", action="store_true", help="try all of them again")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        rows = list(queries.parked())
        for job in rows:
            where = job.practice.public_id if job.practice else "no practice"
            told = (
                f"{job.pk}  {job.kind}  {where}  {job.error}  since {job.created_at:%Y-%m-%d %H:%M}"
            )
            self.stdout.write(told)
        if not options["retry"]:
            self.stdout.write(f"{len(rows)} set aside." + (" --retry tries again." if rows else ""))
            return
        now = timezone.now()
        with acting_as(Actor.system("jobs")):
            again = sum(actions.retry(job_id=uuid.UUID(str(job.pk)), now=now) for job in rows)
        self.stdout.write(f"{again} will be tried again.")
