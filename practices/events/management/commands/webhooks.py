"""`manage.py webhooks reseal`: after a new key was put in front of SEALING_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from compliance.access.actor import Actor
from compliance.access.context import acting_as
from practices.events import actions


class Command(BaseCommand):
    help = "Seal every webhook secret with the first of SEALING_KEYS; then the others may go."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["reseal"])

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401  # Django's signature
        with acting_as(Actor.system("operator")):
            count = actions.seal_again()
        self.stdout.write(f"{count} endpoints are sealed with the first key.")
