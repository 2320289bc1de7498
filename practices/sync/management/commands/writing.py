"""`manage.py writing`: stop all writing into practice systems, or make the keys that sign it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.sync import actions, keys


class Command(BaseCommand):
    help = "Stop or continue all writing, or make the keys that sign orders."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--stop", metavar="REASON")
        what.add_argument("--go", action="store_true")
        what.add_argument("--make-keys", metavar="FOLDER", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        if options["make_keys"]:
            keys.make(options["make_keys"])
            self.stdout.write("Give workers the whole folder, web servers its .pub files alone.")
            return
        with acting_as(Actor.system("writing")):
            self.stdout.write(_stop(options["stop"]) if options["stop"] else _go())


def _stop(reason: str) -> str:
    try:
        actions.stop_all(organization=None, reason=reason, now=timezone.now())
    except actions.NoReason as why:
        raise CommandError(str(why)) from None
    return "All writing is stopped."


def _go() -> str:
    lifted = actions.lift_stops(organization=None, now=timezone.now())
    return f"Writing goes on; {lifted} stops were lifted."
