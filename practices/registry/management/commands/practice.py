"""`manage.py practice list|remove`: the practices of this installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.registry import actions
from practices.registry.models import Practice


class Command(BaseCommand):
    help = "List the practices, or remove one for good (its name must be typed to confirm)."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="one practice a line")
        remove = verbs.add_parser("remove", help="drop a practice's rows for good")
        remove.add_argument("public_id")
        remove.add_argument("--confirm", required=True, metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        if options["verb"] == "list":
            for row in Practice.objects.by_name():
                self.stdout.write(f"{row.public_id}\t{row.name}\t{row.state}")
            return
        practice = Practice.objects.filter(public_id=options["public_id"]).first()
        if practice is None:
            raise CommandError(f"There is no practice {options['public_id']}.")
        with acting_as(Actor.system("operator")):
            try:
                actions.remove_practice(practice=practice, confirmed_name=options["confirm"])
            except actions.WrongName as problem:
                raise CommandError(str(problem)) from problem
        self.stdout.write(f"Removed {practice.public_id}. Its audit events stay.")
