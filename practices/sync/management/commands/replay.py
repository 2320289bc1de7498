"""`manage.py replay PRACTICE TABLE EPOCH SEQ`: lay a batch that was kept over the mirror again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry.models import Practice
from practices.registry.tenancy import in_practice
from practices.sync import actions, sealing
from practices.sync.models import Batch


class Command(BaseCommand):
    help = "Lay one batch of the last fourteen days over a practice's mirror again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("practice")
        parser.add_argument("table")
        parser.add_argument("epoch", type=int)
        parser.add_argument("seq", type=int)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        practice = Practice.objects.get(public_id=options["practice"])
        told = {name: options[name] for name in ("table", "epoch", "seq")}
        with acting_as(Actor.system("replay")), in_practice(practice):
            try:
                changed = actions.replay(**told)
            except (actions.NotKept, sealing.CannotOpen, Batch.DoesNotExist) as why:
                raise CommandError(str(why)) from None
        self.stdout.write(f"{changed} rows changed.")
